import { maxCellLength } from './limits.ts'
import { noted, refused } from './problems.ts'
import type { ReadProblem, Row } from './table.ts'

/** Characters that databases cannot hold, that a reader could not decode, or that turn text around on screen. */
const unusual = /[\0\ufeff\ufffd\u202a-\u202e\u2066-\u2069]/

/** Whether a stretch of text needs its cells looked at one by one. */
export function isUnusual(text: string): boolean {
  return unusual.test(text) || !text.isWellFormed()
}

/** Makes the cells of a row storable in place (NUL and stray byte order marks go, lone surrogates become U+FFFD) and says what was there. */
export function cleanCells(row: Row, columns: string[]): void {
  for (const [at, cell] of row.cells.entries()) {
    if (cell === null || (!unusual.test(cell) && cell.isWellFormed())) continue
    const column = columns[at] ?? `${at + 1}`
    const clean = cell.replaceAll('\ufeff', '').replaceAll('\0', '').toWellFormed()
    row.cells[at] = clean === '' ? null : clean
    const problem = describe(cell, row.number, column)
    if (problem) keepWorst(row, problem)
  }
}

function describe(cell: string, row: number, column: string): ReadProblem | null {
  const where = { row, column }
  if (cell.includes('\0')) {
    return noted('nul-character', `Row ${row}, column “${column}”: NUL characters were left out.`, where)
  }
  if (!cell.isWellFormed()) {
    return noted(
      'lone-surrogate',
      `Row ${row}, column “${column}”: half a character was replaced by “\ufffd”.`,
      where,
    )
  }
  if (cell.includes('\ufffd')) {
    return noted(
      'unreadable-character',
      `Row ${row}, column “${column}” has a character that could not be read (“\ufffd”).`,
      where,
    )
  }
  if (/[\u202a-\u202e\u2066-\u2069]/.test(cell)) {
    const message = `Row ${row}, column “${column}” has invisible marks that turn text around; they were kept.`
    return noted('direction-mark', message, where)
  }
  return null
}

/** Replaces a cell that is too long by its beginning and refuses the row. */
export function boundCells(row: Row, columns: string[]): void {
  for (const [at, cell] of row.cells.entries()) {
    if (cell === null || cell.length <= maxCellLength) continue
    const column = columns[at] ?? `${at + 1}`
    row.cells[at] = cell.slice(0, 1000).toWellFormed()
    const message = `Row ${row.number}, column “${column}” has ${cell.length} characters; at most ${maxCellLength} are taken.`
    const params = { length: cell.length, limit: maxCellLength }
    keepWorst(row, refused('cell-too-long', message, { row: row.number, column, params }))
  }
}

/** A row carries one problem: the first that refuses it, else the first noted. */
export function keepWorst(row: Row, problem: ReadProblem): void {
  if (!row.problem || (problem.refuses && !row.problem.refuses)) row.problem = problem
}
