import { invalid } from '../../../../platform/errors.ts'

/** The place of a document in the order of its kind, as an opaque text. */
export function cursorOf({ date, key }: { date: string; key: string }): string {
  return Buffer.from(JSON.stringify([date, key])).toString('base64url')
}

/** The place that a cursor names; refuses one that is none. */
export function placeOf(cursor: string): { date: string; key: string } {
  try {
    const [date, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    if (typeof date === 'string' && typeof key === 'string' && !/\0/.test(date + key)) return { date, key }
  } catch {
    // Said below.
  }
  throw invalid(
    'before',
    'platform.bad-cursor',
    'The cursor does not belong to this list. Start again without it.',
  )
}
