import { cellKind, isValue } from './cell-kind.ts'
import { commonWidth } from './width.ts'

/** Marks that texts themselves have in them ("10:30", "Apt #3"). */
const textMarks = new Set(['#', ':', '*'])
const usuallyCut = 0.95

/**
 * Whether the delimiter may cut these records, which it has cut. Of the marks that texts have in them more is asked than
 * tidy rows: two cells in every line without exception, three or more in nearly every one, and lines that are not values
 * as a whole (addresses, times).
 */
export function mayCut(delimiter: string, records: readonly string[][], sample: string): boolean {
  if (delimiter === ' ') return isCutByBlanks(records, sample)
  if (delimiter === ',' || delimiter === ';') return !isPunctuation(records)
  if (!textMarks.has(delimiter)) return true
  const width = commonWidth(records)
  const cut = records.filter(cells => cells.length === width).length
  if (cut < records.length * (width > 2 ? usuallyCut : 1)) return false
  const whole = records.filter(cells => isValue(cellKind(cells.join(delimiter)))).length
  return whole * 2 < records.length
}

/**
 * Whether the mark belongs to the texts of one column: its title has none, and where the texts have it a blank and further
 * words follow (`name`, `Smith, Ada`). Values behind it (`Ada, 5`) are cells below the title of a report.
 */
function isPunctuation([title, ...records]: readonly string[][]): boolean {
  if (title?.length !== 1) return false
  const behind = records.flatMap(cells => cells.slice(1))
  return behind.length > 0 && behind.every(cell => /^ \S/.test(cell) && !isValue(cellKind(cell)))
}

/** With fewer cells a blank is far more often part of a name. */
const leastCells = 3

/**
 * Whether blanks cut the lines of a file into cells. Names have blanks, so it takes more than for other delimiters: quotes
 * that hold texts together beside them, or the same three or more cells in every line, most columns of them values.
 */
function isCutByBlanks(records: readonly string[][], sample: string): boolean {
  const width = records[0]?.length ?? 0
  if (width < 2 || records.some(cells => cells.length !== width)) return false
  if (isQuotedBesideBlanks(sample, records.length)) return true
  if (width < leastCells) return false
  // The first line may be a header.
  const body = records.length > 2 ? records.slice(1) : records
  let values = 0
  for (let column = 0; column < width; column++)
    if (body.every(cells => isValue(cellKind(cells[column] ?? '')))) values++
  return values * 2 > width
}

/** `"Ada Lovelace" London`: a nickname in quotes stands in a line or two, quoted cells in most. */
function isQuotedBesideBlanks(sample: string, records: number): boolean {
  const quoted = sample.match(/(?<=^|[ \r\n])(["'])(?:(?!\1)[^\r\n])*\1(?=[ \r\n]|$)/g)?.length ?? 0
  return quoted * 2 >= records
}
