import iconv from 'iconv-lite'
import { cutTail, decodeMixed } from '../encoding.ts'
import { isUtf8 } from 'node:buffer'

/**
 * One property of a card, whatever it was written in. `text` is the value as one text, `components` the same cut into
 * parts (`N`, `ADR`, `ORG`) of one or more values each.
 */
export type Property = {
  group: string | null
  /** Upper case: `TEL`. */
  name: string
  /** Names upper case, values as written. */
  params: Record<string, string[]>
  text: string
  components: string[][]
}

/** A property line before its value is decoded; characters are bytes unless the file is UTF-16. */
export type Line = { group: string | null; name: string; params: Record<string, string[]>; value: string }

/** Splits `item1.TEL;TYPE=work;TYPE="voice,pref":+1` at its first colon outside quotes. Null: it is no property. */
export function splitLine(line: string): Line | null {
  const colon = indexOutsideQuotes(line, ':', 0)
  if (colon < 0) return null
  const [head = '', ...rest] = splitOutsideQuotes(line.slice(0, colon), ';')
  const dot = head.lastIndexOf('.')
  const name = head
    .slice(dot + 1)
    .trim()
    .toUpperCase()
  if (!/^[A-Z0-9-]+$/.test(name)) return null
  const params: Record<string, string[]> = {}
  for (const part of rest) {
    const equals = part.indexOf('=')
    // vCard 2.1 writes `TEL;HOME;QUOTED-PRINTABLE:`.
    const bare = part.trim().toUpperCase()
    const key =
      equals < 0 ? (isEncodingName(bare) ? 'ENCODING' : 'TYPE') : part.slice(0, equals).trim().toUpperCase()
    const values = equals < 0 ? [part.trim()] : splitOutsideQuotes(part.slice(equals + 1), ',').map(unquote)
    params[key] = [...(params[key] ?? []), ...values.flatMap(value => value.split(','))]
  }
  return {
    group: dot > 0 ? head.slice(0, dot).toUpperCase() : null,
    name,
    params,
    value: line.slice(colon + 1),
  }
}

function isEncodingName(text: string): boolean {
  return /^(QUOTED-PRINTABLE|BASE64|B|8BIT|7BIT)$/.test(text)
}

/** How the value is wrapped: `Q` quoted-printable, `B` base64. */
export function wrapping(line: Line): 'Q' | 'B' | null {
  const encoding = line.params['ENCODING']?.[0]?.toUpperCase()
  if (encoding === 'QUOTED-PRINTABLE' || encoding === 'Q') return 'Q'
  return encoding === 'BASE64' || encoding === 'B' ? 'B' : null
}

/** Turns a line into a property: unwraps, decodes and unescapes its value. `encoding` is the file's; null: already text. */
export function readProperty(line: Line, encoding: string | null, version: string): Property {
  const raw = decodeValue(line, encoding)
  const components = splitEscaped(raw, ';').map(part =>
    splitEscaped(part, ',').map(value => unescapeValue(value, version)),
  )
  const { group, name, params } = line
  return { group, name, params, text: unescapeValue(raw, version), components }
}

function decodeValue(line: Line, encoding: string | null): string {
  const charset = line.params['CHARSET']?.[0]
  if (wrapping(line) === 'Q') {
    const bytes = encoding === null ? Buffer.from(line.value) : Buffer.from(line.value, 'latin1')
    return decodeBytes(unwrapQuotedPrintable(bytes.toString('latin1')), charset ?? encoding ?? 'utf-8')
  }
  if (encoding === null) return line.value
  return decodeBytes(Buffer.from(line.value, 'latin1'), charset ?? encoding)
}

/** A named character set is believed unless the bytes are plainly UTF-8. */
function decodeBytes(bytes: Buffer, charset: string): string {
  if (isUtf8(bytes) && cutTail(bytes) === 0) return bytes.toString('utf8')
  const utf8 = /^utf-?8$/i.test(charset)
  return utf8 || !iconv.encodingExists(charset) ? decodeMixed(bytes) : iconv.decode(bytes, charset)
}

function unwrapQuotedPrintable(text: string): Buffer {
  const plain = text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(plain.replace(/=$/, ''), 'latin1')
}

function unescapeValue(raw: string, version: string): string {
  const text = raw.replace(/\r\n?/g, '\n')
  if (!text.includes('\\')) return text
  // 2.1 knows only "\;", but most programs wrote the escapes of 3.0 into it; a lone "\" before anything else is text.
  const escapes = version === '2.1' ? /\\([\\;,nN:])/g : /\\([\\;,nN:"])/g
  return text.replace(escapes, (_, next: string) => (next === 'n' || next === 'N' ? '\n' : next))
}

function splitEscaped(text: string, separator: string): string[] {
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === separator) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  parts.push(text.slice(from))
  return parts
}

function indexOutsideQuotes(text: string, mark: string, from: number): number {
  let quoted = false
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted
    else if (!quoted && text[at] === mark) return at
  }
  // A quote that never closes is text.
  return quoted ? text.indexOf(mark, from) : -1
}

function splitOutsideQuotes(text: string, mark: string): string[] {
  const parts: string[] = []
  for (let from = 0; ; ) {
    const at = indexOutsideQuotes(text, mark, from)
    parts.push(text.slice(from, at < 0 ? undefined : at))
    if (at < 0) return parts
    from = at + 1
  }
}

function unquote(text: string): string {
  return text.trim().replace(/^"(.*)"$/, '$1')
}
