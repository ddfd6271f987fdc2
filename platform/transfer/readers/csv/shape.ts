import type { Dialect } from '../table.ts'
import { cellKind } from './cell-kind.ts'
import { cutRecord, type Shape } from './records.ts'
import { mayCut } from './text-marks.ts'
import { commonWidth } from './width.ts'

const delimiters: [delimiter: string, weight: number][] = [
  [',', 1],
  [';', 1],
  ['\t', 1],
  ['|', 1],
  ['\u001f', 1],
  ['\u0001', 1],
  ['||', 0.95],
  ['§', 0.9],
  ['¦', 0.9],
  ['~', 0.85],
  ['^', 0.85],
  ['#', 0.6],
  [':', 0.5],
  ['*', 0.5],
  [' ', 0.45],
]
const sampledRecords = 300

/** Finds delimiter, quote, escape and line ends of a sample (whole lines of decoded text). */
export function detectShape(sample: string, told: Partial<Dialect> = {}): Shape {
  const newline = told.newline ?? detectNewline(sample)
  let best: { shape: Shape; score: number } | null = null
  for (const [delimiter, weight] of told.delimiter ? [[told.delimiter, 1] as const] : delimiters) {
    if (!told.delimiter && (!sample.includes(delimiter) || isAlwaysDoubled(sample, delimiter))) continue
    const quote = told.quote ?? detectQuote(sample, delimiter)
    const escape = told.escape ?? detectEscape(sample, quote)
    const shape = { delimiter, quote, escape, newline }
    const score = weight * tidiness(sample, shape)
    if (!best || score > best.score + 1e-9) best = { shape, score }
  }
  // One column: a delimiter that the texts do not contain, so that “Smith, Ltd” stays whole.
  const absent = [',', ';', '\t', '|'].find(delimiter => !sample.includes(delimiter)) ?? ','
  const none: Shape = { delimiter: absent, quote: '"', escape: 'doubled', newline }
  if (!best || best.score < 0.02)
    return told.delimiter && best ? best.shape : { ...none, quote: told.quote ?? '"' }
  return told.delimiter ? best.shape : withFollowingBlank(sample, best.shape)
}

/** `a||b`: the pipe alone would make every second column empty. */
function isAlwaysDoubled(sample: string, delimiter: string): boolean {
  const doubled = delimiter + delimiter
  return delimiter === '|' && sample.includes(doubled) && !sample.replaceAll(doubled, '').includes(delimiter)
}

function detectNewline(sample: string): Shape['newline'] {
  const crlf = sample.match(/\r\n/g)?.length ?? 0
  const lf = (sample.match(/\n/g)?.length ?? 0) - crlf
  const cr = (sample.match(/\r/g)?.length ?? 0) - crlf
  if (cr > 0 && lf + crlf === 0) return '\r'
  // A few lone CRs are line breaks inside cells; many are rows.
  if (cr > 0 && cr * 3 >= lf + crlf) return 'mixed'
  return crlf > lf ? '\r\n' : '\n'
}

/** The quote character that most often stands both right after and right before delimiters or line ends. */
function detectQuote(sample: string, delimiter: string): string {
  let best = '"'
  let most = 0
  const edge = escapePattern(delimiter)
  for (const quote of ['"', "'", '`']) {
    const opens = sample.match(new RegExp(`(^|${edge}|[\\r\\n])[ \\t]*${quote}`, 'g'))?.length ?? 0
    const closes = sample.match(new RegExp(`${quote}[ \\t]*(${edge}|[\\r\\n]|$)`, 'g'))?.length ?? 0
    if (Math.min(opens, closes) > most) {
      best = quote
      most = Math.min(opens, closes)
    }
  }
  return best
}

function detectEscape(sample: string, quote: string): Shape['escape'] {
  if (!quote) return 'doubled'
  const slashed = sample.split(`\\${quote}`).length - 1
  if (slashed === 0) return 'doubled'
  const doubled =
    sample.match(new RegExp(`[^,;\\t|\\r\\n${quote}]${quote}${quote}[^${quote}]`, 'g'))?.length ?? 0
  return doubled >= slashed ? 'doubled' : 'backslash'
}

/** "a, b, c": when a blank follows every delimiter outside quotes, the blank belongs to it. */
function withFollowingBlank(sample: string, shape: Shape): Shape {
  if (shape.delimiter === ' ' || shape.delimiter === '\t') return shape
  const wide = { ...shape, delimiter: `${shape.delimiter} ` }
  const narrow = cutSample(sample, shape)
  const later = narrow.flatMap(cells => cells.slice(1))
  if (later.length < 2) return shape
  // A quoted cell has lost the blank before its quote: compare with how the wide delimiter cuts.
  const cut = cutSample(sample, wide)
  const same = narrow.filter((cells, at) => cells.length === cut[at]?.length).length
  const blank = later.filter(cell => cell.startsWith(' ')).length
  return same >= narrow.length * 0.95 && blank > 0 && narrow.length === cut.length ? wide : shape
}

/** Cuts the sample into records (blank ones included); the last may be partial when the sample was. */
export function cutSample(sample: string, shape: Shape, width: number | null = null): string[][] {
  const records: string[][] = []
  for (let at = 0; at < sample.length && records.length < sampledRecords; ) {
    const cut = cutRecord(sample, at, { shape, last: true, width })
    if (!cut) break
    records.push(cut.cells)
    at = cut.end
  }
  return records
}

/** How much a way of cutting makes a table: rows of one width, of more than one cell, whose cells look like something. */
function tidiness(sample: string, shape: Shape): number {
  const records = cutSample(sample, shape).filter(cells => cells.length > 1 || cells[0]?.trim())
  if (records.length === 0) return 0
  const width = commonWidth(records)
  if (width < 2) return 0
  if (!mayCut(shape.delimiter, records, sample)) return 0
  const fitting = records.filter(cells => cells.length === width)
  let known = 0
  let cells = 0
  for (const cell of fitting.slice(0, 100).flat()) {
    cells++
    known += recognised(cell, shape)
  }
  const regular = fitting.length / records.length
  return regular ** 2 * (known / cells) * (1 - 0.8 / width)
}

function recognised(cell: string, shape: Shape): number {
  const kind = cellKind(cell)
  if (kind === 'empty') return 0.7
  if (kind === 'text') {
    if (/^["'`]|["'`]$/.test(cell.trim())) return 0.1
    return new RegExp(`[;\\t|]`).test(cell.replaceAll(shape.delimiter, '')) ? 0.1 : 0.6
  }
  return kind === 'word' ? 0.9 : 1
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
