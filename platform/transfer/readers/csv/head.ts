import { cellKind, type CellKind, isValue } from './cell-kind.ts'
import { commonWidth } from './width.ts'

/** Where the table starts in a file: rows to leave out, rows of the header, and the raw header texts. */
export type Head = { preambleRows: number; headerRows: number; header: string[]; width: number }

const searchedRows = 60
const typedShare = 0.8

/** Finds preamble and header in the first records of a file (blank ones included). */
export function detectHead(records: string[][]): Head {
  const width = commonWidth(records.filter(cells => filled(cells) > 0))
  const preambleRows = firstTableRow(records, width)
  const table = records.slice(preambleRows)
  const headerRows = countHeaderRows(table)
  const header = joinHeader(table.slice(0, headerRows))
  return { preambleRows, headerRows, header, width: Math.max(header.length, usedWidth(table, width)) }
}

/** Columns beyond the header count only when some row has something in them: many exports end every row with a delimiter. */
function usedWidth(table: string[][], width: number): number {
  let used = 0
  for (const cells of table) if (cells.length <= width) used = Math.max(used, lastFilled(cells) + 1)
  return used
}

function lastFilled(cells: string[]): number {
  return cells.findLastIndex(cell => cell.trim() !== '')
}

/** Titles and remarks fill fewer cells than the header they stand above. */
function firstTableRow(records: string[][], width: number): number {
  const limit = Math.min(records.length, searchedRows)
  const body = records
    .slice(0, 300)
    .map(filled)
    .filter(count => count > 0)
  if (width < 2 || body.length < 2) return records.findIndex(cells => filled(cells) > 0)
  const sorted = body.toSorted((a, b) => a - b)
  const usual = sorted[Math.floor(sorted.length / 2)] ?? width
  const enough = Math.max(2, Math.ceil(Math.min(usual, width) * 0.6))
  for (let at = 0; at < limit; at++) {
    const cells = records[at] ?? []
    const count = filled(cells)
    if (count < enough) continue
    // A sentence with commas in it does not cut like the header row right below it.
    if (cells.length !== width && isHeaderBelow(records, at, width)) continue
    return at
  }
  return Math.max(
    0,
    records.findIndex(cells => filled(cells) > 0),
  )
}

function isHeaderBelow(records: string[][], at: number, width: number): boolean {
  const below = records.slice(at + 1).findIndex(row => filled(row) > 0)
  const next = records[at + 1 + below]
  if (below < 0 || !next || next.length !== width) return false
  return !looksLikeData(next) && standsAboveValues(next, records.slice(at + 2 + below), 1)
}

function looksLikeData(cells: string[]): boolean {
  return cells.some(cell => isValue(cellKind(cell)))
}

function filled(cells: string[]): number {
  let count = 0
  for (const cell of cells) if (cell.trim() !== '') count++
  return count
}

/** The kind most cells of each column have in the rows given; null where they differ. */
function columnKinds(rows: string[][]): (CellKind | null)[] {
  const width = commonWidth(rows)
  return Array.from({ length: width }, (_, column) => {
    const counts = new Map<CellKind, number>()
    let total = 0
    for (const cells of rows) {
      const kind = cellKind(cells[column] ?? '')
      if (kind === 'empty' || cells.length < width) continue
      total++
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
    }
    for (const [kind, count] of counts) if (count >= total * typedShare && total > 0) return kind
    return null
  })
}

/** Votes of the columns: a text above values says header; a value above values, or a text that recurs, says data. */
function looksLikeHeader(cells: string[], rest: string[][]): boolean {
  const rows = rest.slice(0, 200).filter(row => filled(row) > 0)
  if (rows.length === 0) return !cells.some(cell => isValue(cellKind(cell)))
  // Files put together from several repeat their header.
  if (!looksLikeData(cells) && rows.some(row => repeats(row, cells))) return true
  const kinds = columnKinds(rows)
  let header = 0
  let data = 0
  for (const [column, cell] of cells.entries()) {
    const kind = cellKind(cell)
    const below = kinds[column] ?? null
    if (kind === 'empty') continue
    if (below && isValue(below)) {
      if (!isValue(kind)) header++
      else if (!isYearLike(cell)) data++
    } else if (kind === 'address' && isAloneAbove(cell, rows, column)) header += 0.5
    else if (kind === 'number' || kind === 'date' || kind === 'time' || kind === 'address') {
      if (!isYearLike(cell)) data++
    } else if (below === 'code' && kind !== 'code') header += 0.5
    else if (kind === 'text' && cell.length > 80) data += 0.3
    else if (rows.some(row => row[column] === cell)) data += 0.4
  }
  if (header > 0 || data > 0) return header > data
  // A list of names needs a reason to lose its first.
  return cells.length > 1 || /^[\p{L}\d]+([ _-][\p{L}\d]+){0,2}$/u.test(cells[0]?.trim() ?? '')
}

/** All texts of a row recur, or all but one. */
function repeats(row: string[], cells: string[]): boolean {
  if (row.length !== cells.length) return false
  let same = 0
  for (const [at, cell] of cells.entries()) if (cell.trim() !== '' && cell === row[at]) same++
  return same === filled(cells) || same >= Math.max(3, filled(cells) - 1)
}

/** Ontologies name their columns by URL: one above many cells that are none is a name. */
function isAloneAbove(cell: string, rows: string[][], column: number): boolean {
  const below = rows.map(row => row[column] ?? '').filter(other => other.trim() !== '' && other !== cell)
  return below.length >= 3 && !below.some(other => cellKind(other) === 'address')
}

/** `2019` and `2019-20` head columns as often as they fill them. */
function isYearLike(cell: string): boolean {
  return /^(19|20)\d\d([-/ ]+\d{2,4})?$/.test(cell.trim())
}

/** The first row, and those below it that also stand above the values: a repeated header, units, a second line of names. */
function countHeaderRows(table: string[][]): number {
  const [first] = table
  if (!first || !looksLikeHeader(first, table.slice(1))) return 0
  let rows = 1
  while (rows < Math.min(table.length - 1, 5)) {
    const cells = table[rows] ?? []
    const rest = table.slice(rows + 1)
    if (!standsAboveValues(cells, rest)) break
    rows++
  }
  return rows
}

function standsAboveValues(cells: string[], rest: string[][], least = 2): boolean {
  const rows = rest.slice(0, 200).filter(row => filled(row) > 0)
  if (rows.length < 3) return false
  let above = 0
  for (const [column, below] of columnKinds(rows).entries()) {
    if (!below || !isValue(below)) continue
    const kind = cellKind(cells[column] ?? '')
    if (kind === below || isValue(kind)) return false
    if (kind !== 'empty') above++
  }
  return above >= least
}

function joinHeader(rows: string[][]): string[] {
  const width = Math.max(0, ...rows.map(cells => lastFilled(cells) + 1))
  return Array.from({ length: width }, (_, column) => {
    const parts = rows.map(cells => (cells[column] ?? '').trim()).filter(part => part !== '')
    return [...new Set(parts)].join(' ')
  })
}
