import { TextDecoder } from 'node:util'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { tooLarge, unreadable } from '../problems.ts'

/** What a part tells while it is read; names without prefix, text in pieces of any length. */
export type XmlListener = {
  open?(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

/** Characters a parser may hold before it says something: one endless text must not fill the memory. */
const maxSilence = 64 * 1024 ** 2

/** Reads XML from bytes as a stream and tells the listener; yields after every block so that rows can be handed on. */
export async function* readXml(
  bytes: AsyncIterable<Buffer>,
  listener: XmlListener,
  name: string,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let silence = 0
  parser.on('error', cause => {
    const message = `“${name}” is damaged (${cause.message}). Open it in a spreadsheet program and save it again.`
    throw unreadable('damaged-workbook', message, { name, cause: cause.message })
  })
  parser.on('opentag', (tag: SaxesTagPlain) => {
    silence = 0
    listener.open?.(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag: SaxesTagPlain) => {
    silence = 0
    listener.close?.(localName(tag.name))
  })
  parser.on('text', text => listener.text?.(text))
  parser.on('cdata', text => listener.text?.(text))
  let decoder: TextDecoder | null = null
  for await (const block of bytes) {
    decoder ??= new TextDecoder(xmlEncoding(block))
    const text = decoder.decode(block, { stream: true })
    silence += text.length
    if (silence > maxSilence)
      throw tooLarge('cell-too-long', `“${name}” has an endless cell.`, { limit: maxSilence })
    parser.write(text)
    yield
  }
  if (decoder) parser.close()
}

function xmlEncoding(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** An attribute whatever its prefix (`r:id`, `id`). */
export function attribute(attributes: Record<string, string>, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name]
  for (const [key, value] of Object.entries(attributes)) if (localName(key) === name) return value
  return undefined
}

/** Reads a small part whole. */
export async function readWhole(
  bytes: AsyncIterable<Buffer>,
  listener: XmlListener,
  name: string,
): Promise<void> {
  for await (const _ of readXml(bytes, listener, name));
}
