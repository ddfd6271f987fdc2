import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

export type Encoding = { encoding: string; bom: boolean /** Bytes to skip at the start. */; skip: number }

const marks: [number[], string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe, 0, 0], 'utf-32le'],
  [[0, 0, 0xfe, 0xff], 'utf-32be'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

/** Finds how the text of a file is encoded from its first bytes: mark, then zero bytes, then validity, then letters. */
export function detectEncoding(head: Buffer): Encoding {
  for (const [mark, encoding] of marks) {
    if (mark.every((byte, at) => head[at] === byte)) return { encoding, bom: true, skip: mark.length }
  }
  const wide = wideEncoding(head)
  if (wide) return { encoding: wide, bom: false, skip: 0 }
  const encoding = looksLikeUtf8(head) ? 'utf-8' : likeliestEncoding(head)
  return { encoding, bom: false, skip: 0 }
}

/** UTF-16 and UTF-32 without a mark: most text has its zero bytes at the same place of every unit. */
function wideEncoding(head: Buffer): string | null {
  const zeros = [0, 0, 0, 0]
  const length = Math.min(head.length & ~3, 65_536)
  if (length < 4) return null
  for (let at = 0; at < length; at++) if (head[at] === 0) zeros[at & 3] = (zeros[at & 3] ?? 0) + 1
  const [a, b, c, d] = zeros.map(count => count / (length / 4)) as [number, number, number, number]
  if (b > 0.9 && c > 0.9 && d > 0.9 && a < 0.1) return 'utf-32le'
  if (a > 0.9 && b > 0.9 && c > 0.9 && d < 0.1) return 'utf-32be'
  if (b + d > 0.6 && a + c < 0.1) return 'utf-16le'
  if (a + c > 0.6 && b + d < 0.1) return 'utf-16be'
  return null
}

/** Valid, or valid but for a few bytes: a file of many hands may hold single lines in another encoding. */
function looksLikeUtf8(head: Buffer): boolean {
  const whole = head.subarray(0, head.length - cutTail(head))
  if (isUtf8(whole)) return true
  let good = 0
  let bad = 0
  for (let at = 0; at < whole.length; ) {
    const length = sequenceLength(whole, at)
    if (length > 1) good++
    if (length === 0) bad++
    at += length || 1
  }
  return good > 2 * bad
}

/** Bytes at the end that begin a UTF-8 sequence but do not finish it. */
export function cutTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}

/** Length of the valid UTF-8 sequence at a place; 0 when there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  return isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length ? length : 0
}

/** Reads bytes that are not valid UTF-8: what is valid stays, Java's surrogate pairs are joined, the rest is Windows-1252. */
export function decodeMixed(bytes: Buffer): string {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length > 0) {
      text += bytes.toString('utf8', at, at + length)
      at += length
    } else if (isEncodedSurrogate(bytes, at)) {
      text += String.fromCharCode(
        0xd000 | (((bytes[at + 1] ?? 0) & 0x3f) << 6) | ((bytes[at + 2] ?? 0) & 0x3f),
      )
      at += 3
    } else {
      text += iconv.decode(bytes.subarray(at, at + 1), 'windows-1252')
      at++
    }
  }
  return text.toWellFormed()
}

function isEncodedSurrogate(bytes: Buffer, at: number): boolean {
  return (
    bytes[at] === 0xed && ((bytes[at + 1] ?? 0) & 0xe0) === 0xa0 && ((bytes[at + 2] ?? 0) & 0xc0) === 0x80
  )
}

type Candidate = { encoding: string; letters: RegExp; script: 'latin' | 'other' | 'cjk' }

/** In order of how often companies send them: the first wins a draw. */
const candidates: Candidate[] = [
  { encoding: 'windows-1252', letters: /[äöüßéèêëàâçñóòôíìîïúùûáãõåæøœÄÖÜÉÈÀÇÑÓÍÁÅÆØ]/g, script: 'latin' },
  { encoding: 'windows-1250', letters: /[ąćęłńóśźżčďěňřšťůýžáéíúôľĺŕőűăâîşţäöüßŁŚŻŹČŘŠŽ]/g, script: 'latin' },
  { encoding: 'windows-1254', letters: /[ğışöüçİĞŞÖÜÇâîû]/g, script: 'latin' },
  { encoding: 'macintosh', letters: /[äöüßéèêëàâçñóòôíìîïúùûáãõåæøœÄÖÜÉÀÇÑ]/g, script: 'latin' },
  { encoding: 'cp850', letters: /[äöüßéèêëàâçñóòôíìîïúùûáãõåæøÄÖÜÉÇÑ]/g, script: 'latin' },
  { encoding: 'windows-1251', letters: /[оеаинтсрвлкмдпуяызьбгчйхжшюОЕАИНТСРВЛКМДП]/g, script: 'other' },
  { encoding: 'koi8-r', letters: /[оеаинтсрвлкмдпуяызьбгчйхжшюОЕАИНТСРВЛКМДП]/g, script: 'other' },
  { encoding: 'cp866', letters: /[оеаинтсрвлкмдпуяызьбгчйхжшюОЕАИНТСРВЛКМДП]/g, script: 'other' },
  { encoding: 'windows-1253', letters: /[αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώΑΕΙΚΛΜΝΟΠΡΣΤ]/g, script: 'other' },
  { encoding: 'windows-1255', letters: /[א-ת]/g, script: 'other' },
  { encoding: 'windows-1256', letters: /[ء-يپچژگ]/g, script: 'other' },
  { encoding: 'shift_jis', letters: /[\u3040-\u30ff\u4e00-\u9fff]/g, script: 'cjk' },
  { encoding: 'euc-kr', letters: /[\uac00-\ud7a3]/g, script: 'cjk' },
  { encoding: 'gb18030', letters: /[\u4e00-\u9fff]/g, script: 'cjk' },
  { encoding: 'big5', letters: /[\u4e00-\u9fff]/g, script: 'cjk' },
  { encoding: 'euc-jp', letters: /[\u3040-\u30ff\u4e00-\u9fff]/g, script: 'cjk' },
]

/** The eight-bit or East Asian encoding under which the bytes read most like words. */
function likeliestEncoding(head: Buffer): string {
  const sample = linesWithHighBytes(head)
  let best = 'windows-1252'
  let bestScore = -Infinity
  for (const candidate of candidates) {
    const score = plausibility(iconv.decode(sample, candidate.encoding), candidate)
    if (score > bestScore + 1e-9) {
      best = candidate.encoding
      bestScore = score
    }
  }
  return best
}

function linesWithHighBytes(head: Buffer): Buffer {
  const lines: Buffer[] = []
  let taken = 0
  for (let from = 0; from < head.length && taken < 32_768; ) {
    const end = head.indexOf(10, from)
    const line = head.subarray(from, end < 0 ? Math.min(head.length, from + 4096) : end + 1)
    if (line.some(byte => byte >= 0x80)) {
      lines.push(line)
      taken += line.length
    }
    from += Math.max(1, line.length)
  }
  return Buffer.concat(lines)
}

/** Share of the non-ASCII characters that are expected letters, less what no person writes; roughly -3 … 1. */
function plausibility(text: string, candidate: Candidate): number {
  const high = text.match(/[^\0-\x7f]/g)?.length ?? 0
  if (high === 0) return -3
  let points = text.match(candidate.letters)?.length ?? 0
  points -= 3 * (text.match(/[\ufffd\u0080-\u009f\ue000-\uf8ff]/g)?.length ?? 0)
  if (candidate.script === 'cjk') {
    points -= 2 * (text.match(/[\uff61-\uff9f]/g)?.length ?? 0)
    return points / high
  }
  // A symbol or a capital inside a word, or two scripts in one word, betray the wrong table.
  points -= text.match(/\p{Ll}[^\0-\x7f\p{L}\p{M}\p{P}\s]\p{Ll}/gu)?.length ?? 0
  points -= text.match(/(?<=\p{L})(?![A-Z])\p{Lu}(?=\p{Ll})|(?<=\p{Ll})\p{Lu}(?=\p{Ll})/gu)?.length ?? 0
  if (candidate.script === 'latin') points -= 2 * (text.match(/[^\0-\x7f\P{L}]{3,}/gu)?.length ?? 0)
  else points -= 2 * (text.match(/[a-z][^\0-\x7f\P{L}]|[^\0-\x7f\P{L}][a-z]/gu)?.length ?? 0)
  return points / high
}
