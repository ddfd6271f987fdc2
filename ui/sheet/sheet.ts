/** What a text means for a cell: the row with it, or why it means nothing (a text key). */
export type Read<Row> = { row: Row } | { problem: string }

/** A column of a sheet. Columns without `read` cannot be typed into. */
export type SheetColumn<Row> = {
  key: string
  /** Its title, in words. */
  head: string
  align?: 'end'
  /** Takes the room that is left. */
  wide?: true
  /** What stands in the cell while nobody types in it. */
  show: (row: Row) => string
  /** The same as one types it: without grouping and signs of currencies. */
  typed?: (row: Row) => string
  read?: (text: string, row: Row) => Read<Row>
  inputMode?: 'decimal' | 'numeric'
  placeholder?: string
}

/** A block of pasted cells, and the cell it begins in. */
export type Block<Row> = {
  cells: readonly (readonly string[])[]
  from: { row: number; column: number }
  rows: readonly Row[]
  columns: readonly SheetColumn<Row>[]
  /** A row for what is longer than the sheet; without it that is refused. */
  blank?: () => Row
}

/**
 * The rows that a pasted block changes, to the right and down, and how many of its cells nothing could be made of: beyond the sheet, in
 * a column that is only read, or without meaning there. An empty cell leaves what stood there where it would mean nothing.
 */
export function pasted<Row>({ cells, from, rows, columns, blank }: Block<Row>): {
  changed: Map<number, Row>
  refused: number
} {
  const changed = new Map<number, Row>()
  let refused = 0
  for (const [down, texts] of cells.entries()) {
    const at = from.row + down
    let row = rows[at] ?? blank?.()
    const before = row
    for (const [across, text] of texts.entries()) {
      const read = columns[from.column + across]?.read
      const found = row === undefined ? undefined : read?.(text.trim(), row)
      if (found && 'row' in found) row = found.row
      else if (text.trim() !== '') refused += 1
    }
    if (row !== undefined && row !== before) changed.set(at, row)
  }
  return { changed, refused }
}
