import { once } from 'node:events'
import type { Writable } from 'node:stream'

export type CsvOptions = {
  /** For spreadsheets that otherwise take UTF-8 for something else. Default true. */
  bom?: boolean
  delimiter?: ',' | ';' | '\t'
  /** Protect whoever opens the file in a spreadsheet. Default true; false only for files that machines read. */
  neutraliseFormulas?: boolean
}

export type CsvCell = string | number | bigint | boolean | Date | null | undefined

/** What makes a spreadsheet calculate: at the start, also after blanks and invisible marks, also in full width. */
const formulaStart =
  /^[\s\u00a0\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\0]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212|%]/
const controlStart = /^[\t\r\n\0]/
/**
 * A sign and then only digits and the marks of numbers and telephone numbers, ASCII, at most 40 characters: no letter (so no
 * function, no cell, no program), no `*`, no second `+`. At worst a spreadsheet computes with these very digits
 * (`+47-22`), it cannot read or send anything; an apostrophe would spoil every amount and every telephone number.
 */
const plainNumber = /^[+-]\(?\d[\d .,()/-]*%?$/

/**
 * Makes a text safe to open in a spreadsheet by putting an apostrophe before it when it would be taken for a formula
 * (OWASP, CSV injection; CVE-2021-25960 was a bypass by leading blanks). `-12.5` and `+47 12 34 56 78` stay as they are.
 */
export function neutraliseFormula(text: string): string {
  if (!formulaStart.test(text) && !controlStart.test(text)) return text
  if (isPlainNumber(text)) return text
  return `'${text}`
}

function isPlainNumber(text: string): boolean {
  return text.length <= 40 && plainNumber.test(text)
}

/** One record with its line end, as RFC 4180 wants it. */
export function csvRecord(cells: readonly CsvCell[], options: CsvOptions = {}): string {
  const delimiter = options.delimiter ?? ','
  const neutralise = options.neutraliseFormulas ?? true
  let record = ''
  for (let at = 0; at < cells.length; at++) {
    if (at > 0) record += delimiter
    record += csvCell(cells[at], delimiter, neutralise)
  }
  // A record of one empty cell would be a blank line, which readers skip.
  return `${cells.length === 1 && record === '' ? '""' : record}\r\n`
}

function csvCell(cell: CsvCell, delimiter: string, neutralise: boolean): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return cell instanceof Date ? cell.toISOString() : String(cell)
  const text = neutralise ? neutraliseFormula(cell) : cell
  const first = text.charCodeAt(0)
  const mustQuote =
    first <= 32 || text.charCodeAt(text.length - 1) <= 32 || /["\r\n]/.test(text) || text.includes(delimiter)
  return mustQuote ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Writes a header and chunks of rows to a stream, waiting when the stream is full, so memory stays constant. Ends the
 * stream. Returns how many rows were written.
 */
export async function writeCsv(
  to: Writable,
  table: { columns: readonly string[]; rows: AsyncIterable<readonly (readonly CsvCell[])[]> },
  options: CsvOptions = {},
): Promise<number> {
  // Fails the wait below when the reader goes away, and keeps an error between two writes from ending the process.
  let failure: unknown = null
  to.on('error', error => {
    failure = error
  })
  let written = 0
  let text = ((options.bom ?? true) ? '\ufeff' : '') + csvRecord(table.columns, options)
  for await (const rows of table.rows) {
    for (const cells of rows) text += csvRecord(cells, options)
    written += rows.length
    if (failure) throw failure
    if (!to.write(text)) await once(to, 'drain')
    text = ''
  }
  if (failure) throw failure
  const finished = once(to, 'finish')
  to.end(text)
  await finished
  return written
}
