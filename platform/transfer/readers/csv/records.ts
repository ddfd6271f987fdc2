import { maxCellLength } from '../limits.ts'
import type { Dialect } from '../table.ts'

/** One record cut from text: its cells, where the next record starts, and whether its quotes had to be guessed. */
export type Cut = { cells: string[]; end: number; repaired: boolean }

export type Shape = Pick<Dialect, 'delimiter' | 'quote' | 'escape' | 'newline'>

/** Where the line that starts at `from` ends and the next starts; null when the end is not in the text yet. */
export function lineAt(text: string, from: number, shape: Shape): { stop: number; next: number } | null {
  if (shape.newline === '\r') return lineEndingWith(text, from, '\r')
  const lf = text.indexOf('\n', from)
  if (shape.newline !== 'mixed') {
    if (lf < 0) return null
    return { stop: lf > from && text.charCodeAt(lf - 1) === 13 ? lf - 1 : lf, next: lf + 1 }
  }
  const cr = text.indexOf('\r', from)
  if (cr >= 0 && (lf < 0 || cr < lf)) {
    // A CR as the last character may be half of a CRLF whose LF comes with the next chunk.
    if (cr + 1 === text.length) return null
    return { stop: cr, next: text.charCodeAt(cr + 1) === 10 ? cr + 2 : cr + 1 }
  }
  return lf < 0 ? null : { stop: lf, next: lf + 1 }
}

function lineEndingWith(text: string, from: number, end: string) {
  const at = text.indexOf(end, from)
  return at < 0 ? null : { stop: at, next: at + end.length }
}

/**
 * Cuts the record that starts at `from`. Null: more text is needed (never when `last`). `width` is the number of cells
 * expected; a record whose quotes are broken is read in the way that gives that many.
 */
export function cutRecord(
  text: string,
  from: number,
  how: { shape: Shape; last: boolean; width: number | null },
): Cut | null {
  const cells: string[] = []
  const cutting = { ...how, line: undefined }
  let at = from
  for (;;) {
    const cell = cutCell(text, at, cutting)
    if (cell === 'more') return null
    if (cell === 'broken') return repair(text, from, how)
    cells.push(cell.value)
    if (cell.endsRecord) return { cells, end: cell.next, repaired: false }
    at = cell.next
  }
}

type Cell = { value: string; next: number; endsRecord: boolean }

/** `line`: the end of the current line once it was looked for; a row of many cells must not search it for each. */
type Cutting = { shape: Shape; last: boolean; line?: { stop: number; next: number } | null | undefined }

function cutCell(text: string, at: number, how: Cutting): Cell | 'more' | 'broken' {
  const { quote } = how.shape
  const open = quote ? skipBlanks(text, at, how.shape.delimiter) : at
  if (quote && text.startsWith(quote, open)) return cutQuoted(text, open, how)
  return cutPlain(text, at, how)
}

function cutQuoted(
  text: string,
  open: number,
  how: { shape: Shape; last: boolean },
): Cell | 'more' | 'broken' {
  const { quote, escape } = how.shape
  let at = open + 1
  for (;;) {
    const close = text.indexOf(quote, at)
    if (close < 0 || close - open > maxCellLength) {
      return how.last || text.length - open > maxCellLength ? 'broken' : 'more'
    }
    if (escape === 'backslash' && isEscaped(text, close, open + 1)) {
      at = close + 1
      continue
    }
    if (close + 1 >= text.length && !how.last) return 'more'
    if (text.startsWith(quote, close + 1)) {
      at = close + 2
      continue
    }
    const end = endAfter(text, close + 1, how)
    if (!end) return 'broken'
    if (end === 'more') return 'more'
    return { value: unescape(text.slice(open + 1, close), how.shape), ...end }
  }
}

function cutPlain(text: string, at: number, how: Cutting): Cell | 'more' {
  const { shape } = how
  const plain = { escape: shape.escape, delimiter: shape.delimiter, quote: '' }
  if (how.line === undefined || (how.line && how.line.stop < at)) {
    how.line = lineAt(text, at, shape) ?? (how.last ? { stop: text.length, next: text.length } : null)
  }
  const { line } = how
  if (!line) return 'more'
  let mark = text.indexOf(shape.delimiter, at)
  if (shape.escape === 'backslash') {
    while (mark >= 0 && isEscaped(text, mark, at)) mark = text.indexOf(shape.delimiter, mark + 1)
  }
  if (mark >= 0 && mark < line.stop) {
    return {
      value: unescape(text.slice(at, mark), plain),
      next: mark + shape.delimiter.length,
      endsRecord: false,
    }
  }
  return { value: unescape(text.slice(at, line.stop), plain), next: line.next, endsRecord: true }
}

/** What follows a closing quote: the end of the cell or record, null when it is neither (so the quote did not close). */
function endAfter(text: string, after: number, how: { shape: Shape; last: boolean }) {
  const { delimiter, newline } = how.shape
  const at = skipBlanks(text, after, delimiter)
  if (text.startsWith(delimiter, at)) return { next: at + delimiter.length, endsRecord: false }
  // With ", " as delimiter a last cell may be followed by a bare comma; with "," blanks may follow the quote.
  if (text.startsWith(delimiter, after)) return { next: after + delimiter.length, endsRecord: false }
  if (at >= text.length) return how.last ? { next: at, endsRecord: true } : ('more' as const)
  const code = text.charCodeAt(at)
  if (code === 10) return { next: at + 1, endsRecord: true }
  if (code !== 13) return null
  if (at + 1 >= text.length && !how.last) return 'more'
  if (text.charCodeAt(at + 1) === 10) return { next: at + 2, endsRecord: true }
  return newline === '\r' || newline === 'mixed' ? { next: at + 1, endsRecord: true } : null
}

function skipBlanks(text: string, from: number, delimiter: string): number {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if ((code !== 32 && code !== 9) || text[at] === delimiter) break
    at++
  }
  return at
}

function isEscaped(text: string, at: number, from: number): boolean {
  let slashes = 0
  while (at - slashes - 1 >= from && text.charCodeAt(at - slashes - 1) === 92) slashes++
  return slashes % 2 === 1
}

function unescape(raw: string, shape: Omit<Shape, 'newline'>): string {
  const { quote, escape } = shape
  if (escape === 'backslash' && raw.includes('\\')) {
    // Only what the dialect itself needs is unescaped: "C:\temp" stays as it is.
    const plain = raw.replace(/\\([\s\S])/g, (pair, next: string) =>
      next === '\\' || next === '"' || next === quote || shape.delimiter.startsWith(next) || next === '\n'
        ? next
        : pair,
    )
    return quote ? plain.replaceAll(quote + quote, quote) : plain
  }
  return quote && raw.includes(quote + quote) ? raw.replaceAll(quote + quote, quote) : raw
}

/**
 * Quotes that do not match. Every broken quote is either text (`"abc,` → the cell is `"abc`) or encloses a cell with
 * unescaped quotes in it (`"say "hi", then go",`). The reading with the expected number of cells wins; when none has it,
 * the one nearest to it on this line.
 */
function repair(
  text: string,
  from: number,
  how: { shape: Shape; last: boolean; width: number | null },
): Cut | null {
  const line = lineAt(text, from, how.shape)
  if (!line && !how.last) return null
  const stop = line?.stop ?? text.length
  const next = line?.next ?? text.length
  const readings = readLine(text.slice(from, stop), how.shape, how.width)
  const width = how.width ?? readings[0]?.length ?? 1
  let best: string[] = readings[0] ?? [text.slice(from, stop)]
  for (const cells of readings) {
    if (Math.abs(cells.length - width) < Math.abs(best.length - width)) best = cells
  }
  return { cells: best, end: next, repaired: true }
}

/** Broken quotes for which every reading is tried; after them the first that fits is taken. */
const maxBranches = 3

function readLine(line: string, shape: Shape, width: number | null): string[][] {
  const readings: string[][] = []
  const cutting: Cutting = { shape, last: true }
  // Once no quote up to the line's end can close a cell, none further on can.
  let mayClose = true
  const found = () => readings.at(-1)?.length === width
  const follow = (from: number, soFar: string[], branches: number): void => {
    const cells = [...soFar]
    for (let at = from; ; ) {
      let cell = cutCell(line, at, cutting)
      if (cell === 'broken' || cell === 'more') {
        const ways: Cell[] = mayClose ? enclosedCells(line, at, shape) : []
        mayClose &&= ways.length > 0
        ways.push(cutPlain(line, at, cutting) as Cell)
        if (branches < maxBranches) {
          for (const way of ways) {
            if (found()) return
            if (way.endsRecord) readings.push([...cells, way.value])
            else follow(way.next, [...cells, way.value], branches + 1)
          }
          return
        }
        cell = ways[0] as Cell
      }
      cells.push(cell.value)
      at = cell.next
      if (cell.endsRecord) break
    }
    readings.push(cells)
  }
  follow(0, [], 0)
  return readings
}

const maxEnclosings = 4

/** A quoted cell with stray quotes inside: it ends at a quote that a delimiter or the line's end follows; the first few. */
function enclosedCells(line: string, at: number, shape: Shape): Cell[] {
  const open = skipBlanks(line, at, shape.delimiter)
  const found: Cell[] = []
  let close = line.indexOf(shape.quote, open + 1)
  while (close >= 0 && found.length < maxEnclosings) {
    const end = endAfter(line, close + 1, { shape, last: true })
    if (end && end !== 'more' && line.charAt(close - 1) !== '\\') {
      found.push({ value: unescape(line.slice(open + 1, close), shape), ...end })
    }
    close = line.indexOf(shape.quote, close + 1)
  }
  return found
}
