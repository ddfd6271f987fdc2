import iconv from 'iconv-lite'
import { nameColumns } from '../columns.ts'
import { decodeFile } from '../decode.ts'
import { detectEncoding } from '../encoding.ts'
import { maxColumns, sampleLength } from '../limits.ts'
import { noted, unreadable } from '../problems.ts'
import type { Dialect, OpenOptions, ReadProblem, Table } from '../table.ts'
import { detectHead, type Head } from './head.ts'
import { readRows } from './rows.ts'
import { cutSample, detectShape } from './shape.ts'
import { commonWidth } from './width.ts'

/** Opens a delimited text file. `head` is its first bytes. */
export async function openCsv(path: string, head: Buffer, options: OpenOptions): Promise<Table> {
  const told = options.dialect ?? {}
  const found = detectEncoding(head)
  const encoding = told.encoding ? knownEncoding(told.encoding) : found.encoding
  const source = { encoding, skip: found.skip }
  const sample = await readSample(path, source)
  if (sample.text.trim() === '')
    throw unreadable('empty-file', `“${options.name}” has nothing in it.`, { name: options.name })
  refuseBinary(sample.text, options.name)
  const shape = detectShape(sample.text, told)
  const width = commonWidth(
    cutSample(sample.text, shape).filter(cells => cells.length > 1 || cells[0] !== ''),
  )
  const records = cutSample(sample.text, shape, width)
  const start = applyTold(detectHead(records), records, told)
  if (start.width > maxColumns) {
    throw unreadable(
      'too-many-columns',
      `“${options.name}” has ${start.width} columns; at most ${maxColumns} are taken.`,
    )
  }
  const named = nameColumns(start.header, Math.max(1, start.width))
  const skip = start.preambleRows + start.headerRows
  const dialect: Dialect = { ...shape, encoding, bom: found.bom, ...headOf(start) }
  return {
    format: 'csv',
    columns: named.columns,
    dialect,
    warnings: [...describeHead(start, encoding, found.bom), ...named.warnings],
    rows: () => readRows(decodeFile(path, source), { shape, columns: named.columns, skip }),
  }
}

function knownEncoding(name: string): string {
  if (/^utf-?8$/i.test(name)) return 'utf-8'
  const known: boolean = iconv.encodingExists(name)
  if (known) return name.toLowerCase()
  throw unreadable('unknown-encoding', `There is no encoding called “${name}”.`, { encoding: name })
}

function headOf(start: Head): Pick<Dialect, 'headerRow' | 'headerRows' | 'preambleRows'> {
  const { preambleRows, headerRows } = start
  return { preambleRows, headerRows, headerRow: headerRows > 0 ? preambleRows + headerRows : null }
}

/** What a person said about the start of the file wins over what was found. */
function applyTold(found: Head, records: string[][], told: Partial<Dialect>): Head {
  if (told.preambleRows === undefined && told.headerRows === undefined && told.headerRow === undefined)
    return found
  const headerRows = told.headerRow === null ? 0 : (told.headerRows ?? Math.max(1, found.headerRows))
  const fallback = told.headerRow ? told.headerRow - headerRows : found.preambleRows
  const preambleRows = Math.max(0, told.preambleRows ?? fallback)
  const header = headerRows > 0 ? (records[preambleRows + headerRows - 1] ?? []) : []
  return { preambleRows, headerRows, header, width: Math.max(header.length, found.width) }
}

/** Whole lines only, unless the file ends first or has one endless line. */
async function readSample(
  path: string,
  source: { encoding: string; skip: number },
): Promise<{ text: string }> {
  let text = ''
  for await (const stretch of decodeFile(path, source)) {
    text += stretch.text
    if (text.length >= sampleLength) {
      const cut = Math.max(text.lastIndexOf('\n', sampleLength), text.lastIndexOf('\r', sampleLength))
      return { text: text.slice(0, cut > 0 ? cut + 1 : sampleLength) }
    }
  }
  return { text }
}

/** Text has few control characters; anything else would become a table of rubbish. */
function refuseBinary(text: string, name: string): void {
  let controls = 0
  let holes = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0 || code === 0xfffd) holes++
    // Line ends, form feeds and the separators that exports use (U+0001, U+001F, ESC) are not counted.
    else if (code > 1 && code < 31 && code !== 27 && (code < 9 || code > 13)) controls++
  }
  if (controls > text.length * 0.02 || holes > text.length * 0.3) {
    throw unreadable(
      'not-a-table',
      `“${name}” is not text. Save it as CSV (UTF-8), XLSX or vCard and try again.`,
      { name },
    )
  }
}

function describeHead(start: Head, encoding: string, bom: boolean): ReadProblem[] {
  const warnings: ReadProblem[] = []
  if (start.headerRows === 0) {
    warnings.push(noted('no-header', 'The file has no header row; its columns are numbered.'))
  }
  if (start.preambleRows > 0) {
    const params = { rows: start.preambleRows }
    warnings.push(noted('preamble', `${start.preambleRows} rows above the table were left out.`, { params }))
  }
  if (!bom && !encoding.startsWith('utf')) {
    const message = `The file is not in UTF-8; it was read as ${encoding}. Check that names look right.`
    warnings.push(noted('guessed-encoding', message, { params: { encoding } }))
  }
  return warnings
}
