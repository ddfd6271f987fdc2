import { boundCells, cleanCells, isUnusual, keepWorst } from '../cells.ts'
import type { Stretch } from '../decode.ts'
import { maxCellLength, maxColumns, maxRowLength, rowsPerChunk } from '../limits.ts'
import { noted, refused } from '../problems.ts'
import type { Row } from '../table.ts'
import { cutRecord, lineAt, type Shape } from './records.ts'

export type RowsPlan = {
  shape: Shape
  columns: string[] /** Records before the first data row. */
  skip: number
}

type Reader = {
  plan: RowsPlan
  text: string
  at: number
  /** Records passed so far: the number of the next is one more. */
  passed: number
  /** Parts of `text` whose bytes were not valid. */
  suspects: { from: number; to: number }[]
  /** Whether `text` may hold cells that need cleaning. */
  unusual: boolean
  /** Set while the rest of an endless row is thrown away. */
  skipping: boolean
}

/** Cuts decoded text into rows, in chunks; holds one stretch and one row at a time. */
export async function* readRows(stretches: AsyncIterable<Stretch>, plan: RowsPlan): AsyncGenerator<Row[]> {
  const reader: Reader = { plan, text: '', at: 0, passed: 0, suspects: [], unusual: false, skipping: false }
  let rows: Row[] = []
  for await (const stretch of stretches) {
    append(reader, stretch)
    takeRows(reader, rows, false)
    if (rows.length >= rowsPerChunk) {
      yield* inChunks(rows)
      rows = []
    }
  }
  takeRows(reader, rows, true)
  yield* inChunks(rows)
}

function* inChunks(rows: Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += rowsPerChunk) yield rows.slice(from, from + rowsPerChunk)
}

function append(reader: Reader, stretch: Stretch): void {
  const rest = reader.text.slice(reader.at)
  const suspects = reader.suspects.map(part => ({ from: part.from - reader.at, to: part.to - reader.at }))
  reader.suspects = suspects.filter(part => part.to > 0)
  if (stretch.suspect) reader.suspects.push({ from: rest.length, to: rest.length + stretch.text.length })
  reader.unusual = (rest !== '' && reader.unusual) || isUnusual(stretch.text)
  reader.text = rest + stretch.text
  reader.at = 0
}

function takeRows(reader: Reader, rows: Row[], last: boolean): void {
  const { text } = reader
  if (reader.skipping && !endSkipping(reader, last)) return
  const { shape, columns, skip } = reader.plan
  const plainUntil = shape.escape === 'backslash' || shape.newline === 'mixed' ? -1 : Number.MAX_SAFE_INTEGER
  let quoteAt = nextQuote(text, reader.at, shape.quote)
  while (reader.at < text.length) {
    const from = reader.at
    if (quoteAt < from) quoteAt = nextQuote(text, from, shape.quote)
    const line = quoteAt <= plainUntil ? lineAt(text, from, shape) : null
    let cells: (string | null)[]
    let repaired = false
    let allQuoted: string[] | null
    if (!line && !last && plainUntil > 0 && quoteAt === Number.MAX_SAFE_INTEGER)
      return giveUpOnEndless(reader, rows)
    if (line && line.next <= quoteAt && plainUntil > 0) {
      cells = text.slice(from, line.stop).split(shape.delimiter)
      reader.at = line.next
    } else if (line && (allQuoted = cutAllQuoted(text, from, line.stop, shape)) !== null) {
      cells = allQuoted
      reader.at = line.next
    } else {
      const cut = cutRecord(text, from, { shape, last, width: columns.length })
      if (!cut) return giveUpOnEndless(reader, rows)
      cells = cut.cells
      repaired = cut.repaired
      reader.at = cut.end
    }
    reader.passed++
    if (reader.passed <= skip || (cells.length === 1 && cells[0] === '')) continue
    const row = finishRow(reader, { cells, from, repaired })
    if (row) rows.push(row)
  }
}

/** The common export that quotes every cell, when no cell of the line has a quote or a line break in it. */
function cutAllQuoted(text: string, from: number, stop: number, shape: Shape): string[] | null {
  const { quote, delimiter } = shape
  if (stop - from < 2 || !text.startsWith(quote, from) || text[stop - 1] !== quote) return null
  const cells = text.slice(from + 1, stop - 1).split(quote + delimiter + quote)
  for (const cell of cells) if (cell.includes(quote)) return null
  return cells
}

function nextQuote(text: string, from: number, quote: string): number {
  const at = quote ? text.indexOf(quote, from) : -1
  return at < 0 ? Number.MAX_SAFE_INTEGER : at
}

type CutRow = { cells: (string | null)[]; from: number; repaired: boolean }

/** Null for a row of nothing but blanks. */
function finishRow(reader: Reader, cut: CutRow): Row | null {
  const { columns } = reader.plan
  const { cells } = cut
  let some = false
  for (let at = 0; at < cells.length; at++) {
    if (cells[at] === '') cells[at] = null
    else some = true
  }
  if (!some) return null
  const row: Row = { number: reader.passed, cells }
  if (cells.length !== columns.length) fitWidth(row, columns)
  if (cut.repaired) {
    keepWorst(
      row,
      noted('broken-quotes', `Row ${row.number} has quotes that do not match; check its cells.`, {
        row: row.number,
      }),
    )
  }
  if (reader.suspects.some(part => part.from < reader.at && part.to > cut.from)) {
    const message = `Row ${row.number} has bytes that are not in the encoding of the file; they were read as Windows-1252.`
    keepWorst(row, noted('mixed-encoding', message, { row: row.number }))
  }
  if (reader.unusual) cleanCells(row, columns)
  if (reader.at - cut.from > maxCellLength) boundCells(row, columns)
  return row
}

function fitWidth(row: Row, columns: string[]): void {
  const { cells, number } = row
  const found = cells.length
  if (found < columns.length) {
    while (cells.length < columns.length) cells.push(null)
    const message = `Row ${number} has ${found} cells where ${columns.length} are expected; the missing ones are taken as empty.`
    keepWorst(
      row,
      noted('too-few-cells', message, { row: number, params: { found, expected: columns.length } }),
    )
    return
  }
  if (cells.findLastIndex(cell => cell !== null) < columns.length) {
    cells.length = columns.length
    return
  }
  const message = `Row ${number} has ${found} cells where ${columns.length} are expected; check its delimiters and quotes.`
  keepWorst(
    row,
    refused('too-many-cells', message, { row: number, params: { found, expected: columns.length } }),
  )
  if (found > maxColumns) cells.length = maxColumns
}

/** A row that does not end within the limit is named, left out, and reading goes on after its line. */
function giveUpOnEndless(reader: Reader, rows: Row[]): void {
  if (reader.text.length - reader.at <= maxRowLength) return
  reader.passed++
  const row = reader.passed
  const message = `Row ${row} is longer than ${maxRowLength} characters and was left out.`
  if (row > reader.plan.skip) {
    rows.push({
      number: row,
      cells: [],
      problem: refused('row-too-long', message, { row, params: { limit: maxRowLength } }),
    })
  }
  reader.skipping = true
  endSkipping(reader, false)
}

function endSkipping(reader: Reader, last: boolean): boolean {
  const line = lineAt(reader.text, reader.at, reader.plan.shape)
  reader.at = line ? line.next : reader.text.length
  reader.skipping = line === null && !last
  return line !== null
}
