import { cellKind, isValue } from './cell-kind.ts'

/** With fewer cells a blank is far more often part of a name. */
const leastCells = 3

/**
 * Whether blanks cut the lines of a file into cells. Names have blanks, so it takes more than for other delimiters: quotes
 * that hold texts together beside them, or the same three or more cells in every line, most columns of them values.
 */
export function isCutByBlanks(records: readonly string[][], sample: string): boolean {
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
