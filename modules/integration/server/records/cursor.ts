import { readCursor, writeCursor } from '../../../../platform/entities/cursor.ts'

const order = 'date,key'

/** The place of a document in the order of its kind, as an opaque text. */
export function cursorOf({ date, key }: { date: string; key: string }): string {
  return writeCursor({ after: [date, key], sort: order, total: 0, exact: false })
}

/** The place that a cursor names; refuses one that is none. */
export function placeOf(cursor: string): { date: string; key: string } {
  const [date, key] = readCursor(cursor, order, { width: 2, field: 'before' }).after
  return { date: String(date), key: String(key) }
}
