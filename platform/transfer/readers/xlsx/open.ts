import { boundCells, cleanCells, keepWorst } from '../cells.ts'
import { nameColumns } from '../columns.ts'
import { detectHead } from '../csv/head.ts'
import { rowsPerChunk } from '../limits.ts'
import { noted, refused, unreadable } from '../problems.ts'
import type { OpenOptions, ReadProblem, Row, Table } from '../table.ts'
import { type Archive, closeArchive, openArchive } from './archive.ts'
import { readSharedStrings } from './shared-strings.ts'
import { readSheet } from './sheet-rows.ts'
import { readWorkbook, type Sheet, type Workbook } from './workbook.ts'

const headRows = 300

type Book = { path: string; name: string; workbook: Workbook }

/** Opens a workbook on the chosen sheet, or on the first visible one with something in it. */
export async function openXlsx(path: string, options: OpenOptions): Promise<Table> {
  const book = { path, name: options.name, workbook: await withArchive(path, options.name, readWorkbook) }
  const { sheet, head } = await chooseSheet(book, options)
  const start = detectHead(head.map(cells => cells.map(cell => cell ?? '')))
  const skip = start.preambleRows + start.headerRows
  const { columns, warnings } = nameColumns(start.header, Math.max(1, start.width))
  return {
    format: 'xlsx',
    columns,
    sheets: book.workbook.sheets.map(each => each.name),
    sheet: sheet.name,
    warnings: [...describe(book, sheet, start), ...warnings],
    rows: () => dataRows(book, sheet, { columns, skip }),
  }
}

async function withArchive<T>(path: string, name: string, use: (archive: Archive) => Promise<T>): Promise<T> {
  const archive = await openArchive(path, name)
  try {
    return await use(archive)
  } finally {
    closeArchive(archive)
  }
}

async function chooseSheet(
  book: Book,
  options: OpenOptions,
): Promise<{ sheet: Sheet; head: (string | null)[][] }> {
  const { sheets } = book.workbook
  if (options.sheet !== undefined) {
    const sheet = sheets.find(each => each.name === options.sheet)
    if (!sheet) {
      const names = sheets.map(each => `“${each.name}”`).join(', ')
      throw unreadable('no-such-sheet', `There is no sheet “${options.sheet}”; there are ${names}.`, {
        sheet: options.sheet,
      })
    }
    return { sheet, head: await readHead(book, sheet) }
  }
  for (const sheet of [...sheets.filter(each => !each.hidden), ...sheets.filter(each => each.hidden)]) {
    const head = await readHead(book, sheet)
    if (head.length > 0) return { sheet, head }
  }
  throw unreadable('empty-file', `“${book.name}” has no sheet with anything in it.`, { name: book.name })
}

/** The first rows in their places: a row the file leaves out is an empty one. */
async function readHead(book: Book, sheet: Sheet): Promise<(string | null)[][]> {
  const head: (string | null)[][] = []
  for await (const rows of sheetRows(book, sheet)) {
    for (const row of rows) {
      if (row.number > headRows && head.length > 0) return head
      while (head.length < Math.min(row.number, headRows * 10) - 1) head.push([])
      head.push(row.cells)
    }
  }
  return head
}

async function* sheetRows(book: Book, sheet: Sheet): AsyncGenerator<Row[]> {
  const archive = await openArchive(book.path, book.name)
  try {
    const strings = await readSharedStrings(archive, book.workbook.strings)
    try {
      const { formats, date1904 } = book.workbook
      yield* readSheet({ archive, part: sheet.part, strings, formats, date1904 })
    } finally {
      strings.close()
    }
  } finally {
    closeArchive(archive)
  }
}

async function* dataRows(
  book: Book,
  sheet: Sheet,
  plan: { columns: string[]; skip: number },
): AsyncGenerator<Row[]> {
  let chunk: Row[] = []
  for await (const rows of sheetRows(book, sheet)) {
    for (const row of rows) {
      if (row.number <= plan.skip) continue
      fitWidth(row, plan.columns)
      cleanCells(row, plan.columns)
      boundCells(row, plan.columns)
      chunk.push(row)
      if (chunk.length < rowsPerChunk) continue
      yield chunk
      chunk = []
    }
  }
  if (chunk.length > 0) yield chunk
}

function fitWidth(row: Row, columns: string[]): void {
  while (row.cells.length < columns.length) row.cells.push(null)
  const found = row.cells.length
  if (found === columns.length) return
  const message = `Row ${row.number} has something to the right of the table (${found} cells, the table has ${columns.length}).`
  const params = { found, expected: columns.length }
  keepWorst(row, refused('too-many-cells', message, { row: row.number, params }))
}

function describe(
  book: Book,
  sheet: Sheet,
  start: { preambleRows: number; headerRows: number },
): ReadProblem[] {
  const warnings: ReadProblem[] = []
  const others = book.workbook.sheets.filter(each => each !== sheet).map(each => each.name)
  if (others.length > 0) {
    const message = `Sheet “${sheet.name}” is read; the workbook also has ${others.map(name => `“${name}”`).join(', ')}.`
    warnings.push(noted('other-sheets', message, { params: { sheet: sheet.name, others } }))
  }
  if (start.headerRows === 0)
    warnings.push(noted('no-header', 'The sheet has no header row; its columns are numbered.'))
  if (start.preambleRows > 0) {
    const params = { rows: start.preambleRows }
    warnings.push(noted('preamble', `${start.preambleRows} rows above the table were left out.`, { params }))
  }
  return warnings
}
