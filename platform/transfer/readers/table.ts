/**
 * What a dropped file becomes, whatever its format: named columns and rows of text, in chunks, read as a stream.
 * Meaning (dates, numbers, which field a column is) is decided later, by the mapping.
 */

/** How a delimited text file is written; found by looking at it, or told by a person. */
export type Dialect = {
  /** Name as iconv knows it: `utf-8`, `utf-16le`, `windows-1252`, … */
  encoding: string
  bom: boolean
  /** One or more characters. */
  delimiter: string
  /** Empty when the file does not quote. */
  quote: string
  escape: 'doubled' | 'backslash'
  newline: '\n' | '\r\n' | '\r' | 'mixed'
  /** Row number of the (last) header row, null when the file has none. */
  headerRow: number | null
  /** How many rows the header takes; their texts are joined. 0 without a header. */
  headerRows: number
  /** Rows before the header (titles, remarks, blank rows) that are not data. */
  preambleRows: number
}

/** Something to say about a file, a row or a cell. `refuses`: the row cannot be taken as it is without losing data. */
export type ReadProblem = {
  row: number | null
  column: string | null
  code: `transfer.${string}`
  message: string
  params: Record<string, unknown>
  refuses: boolean
}

/**
 * `number` is 1-based and is the row a spreadsheet shows: a quoted cell of three lines is one row, blank rows and rows
 * before the header count. A card file counts cards. `cells` has one entry per column (null = nothing there); it is
 * longer only when the problem is `transfer.too-many-cells`, and empty when the row could not be held at all.
 */
export type Row = { number: number; cells: (string | null)[]; problem?: ReadProblem }

export type Table = {
  format: 'csv' | 'xlsx' | 'vcard'
  /** Distinct, non-empty names. */
  columns: string[]
  dialect?: Dialect
  /** Names of the sheets of a workbook, in its order, and the one that is read. */
  sheets?: string[]
  sheet?: string
  /** A fresh pass over the file in chunks of up to 2,000 rows; can be called more than once. */
  rows(): AsyncIterable<Row[]>
  /** What a person should know before importing; complete for the file head, rows carry their own problems. */
  warnings: ReadProblem[]
}

export type OpenOptions = { name: string; sheet?: string; dialect?: Partial<Dialect> }
