import { maxColumns } from '../limits.ts'
import type { Row } from '../table.ts'
import { type Archive, inflate } from './archive.ts'
import { noted } from '../problems.ts'
import { type NumberFormat, numberText } from './number-format.ts'
import type { SharedStrings } from './shared-strings.ts'
import { unescapeText } from './text.ts'
import { readXml } from './xml.ts'

export type SheetSource = {
  archive: Archive
  part: string
  strings: SharedStrings
  formats: NumberFormat[]
  date1904: boolean
}

type Cell = { column: number; type: string; format: NumberFormat; value: string; inline: string }

/** The filled rows of a sheet with the numbers the spreadsheet shows; formulas give the value they had when saved. */
export async function* readSheet(source: SheetSource): AsyncGenerator<Row[]> {
  let rows: Row[] = []
  const listener = listenToRows(source, row => rows.push(row))
  for await (const _ of readXml(inflate(source.archive, source.part), listener, source.archive.name)) {
    if (rows.length > 0) yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

function listenToRows(source: SheetSource, done: (row: Row) => void) {
  let row: Row = { number: 0, cells: [] }
  let cell: Cell | null = null
  let into: 'value' | 'inline' | null = null
  let phonetic = 0
  return {
    open(name: string, attributes: Record<string, string>) {
      if (name === 'row') row = { number: Number(attributes['r']) || row.number + 1, cells: [] }
      else if (name === 'c') cell = startCell(source, row, attributes)
      else if (name === 'rPh') phonetic++
      else if (name === 'v') into = 'value'
      else if (name === 't' && phonetic === 0) into = 'inline'
    },
    text(text: string) {
      if (cell && into) cell[into] += text
    },
    close(name: string) {
      if (name === 'v' || name === 't') into = null
      else if (name === 'rPh') phonetic--
      else if (name === 'c' && cell) {
        putCell(source, row, cell)
        cell = null
      } else if (name === 'row' && row.cells.some(value => value !== null)) done(row)
    },
  }
}

function startCell(source: SheetSource, row: Row, attributes: Record<string, string>): Cell {
  const reference = attributes['r']
  return {
    column: reference ? columnIndex(reference) : row.cells.length,
    type: attributes['t'] ?? 'n',
    format: source.formats[Number(attributes['s'] ?? -1)] ?? 'plain',
    value: '',
    inline: '',
  }
}

/** `C7` → 2. */
function columnIndex(reference: string): number {
  let index = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~32
    if (letter < 65 || letter > 90) break
    index = index * 26 + letter - 64
  }
  return index - 1
}

function putCell(source: SheetSource, row: Row, cell: Cell): void {
  if (cell.column < 0 || cell.column >= maxColumns) return
  const value = cellText(source, cell)
  if (value === null || value === '') return
  while (row.cells.length < cell.column) row.cells.push(null)
  if (cell.type === 'e') {
    const message = `Row ${row.number}: a formula gives the error ${value}; its cell is taken as empty.`
    row.problem ??= noted('formula-error', message, {
      row: row.number,
      params: { error: value, position: cell.column + 1 },
    })
    row.cells[cell.column] = null
  } else row.cells[cell.column] = value
}

function cellText(source: SheetSource, cell: Cell): string | null {
  if (cell.type === 's') return cell.value === '' ? null : source.strings.at(Number(cell.value))
  if (cell.type === 'inlineStr') return unescapeText(cell.inline)
  if (cell.type === 'str' || cell.type === 'e') return unescapeText(cell.value)
  if (cell.type === 'b') return cell.value === '' ? null : cell.value.trim() === '1' ? 'true' : 'false'
  if (cell.type === 'd') return cell.value
  return cell.value === '' ? null : numberText(cell.value, cell.format, source.date1904)
}
