import { invalid } from '../errors.ts'

/**
 * Where a page ended: the sort values and id of its last row, whether the rows without a value have been reached, and
 * the total that the first page counted. Opaque to callers.
 */
export type Cursor = {
  after: readonly (string | number | boolean | null)[]
  sort: string
  total: number
  exact: boolean
}

export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.after, cursor.sort, cursor.total, cursor.exact])).toString(
    'base64url',
  )
}

/** Reads a cursor of so many values and checks that it belongs to this sort; anything else is refused under the name of its `field`, not guessed. */
export function readCursor(
  text: string,
  sort: string,
  { width, field = 'cursor' }: { width: number; field?: string },
): Cursor {
  try {
    const [after, of, total, exact] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[]
    const sound =
      Array.isArray(after) &&
      after.length === width &&
      after.every(isPlain) &&
      of === sort &&
      typeof total === 'number'
    if (sound) return { after, sort, total, exact: exact === true }
  } catch {
    // falls through to the refusal
  }
  throw invalid(
    field,
    'platform.bad-cursor',
    'The cursor does not belong to this list. Start again without it.',
  )
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return (
    value === null ||
    (typeof value === 'string' && !value.includes('\0')) ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  )
}
