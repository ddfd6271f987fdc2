import pg from 'pg'

const { builtins } = pg.types

/** How values come out of the database; per pool, so that nothing global changes for other users of pg. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    format === 'binary'
      ? pg.types.getTypeParser(oid, format)
      : (parsers.get(oid) ?? pg.types.getTypeParser(oid, 'text'))) as typeof pg.types.getTypeParser,
}

const int8Array = 1016
const dateArray = 1182
const textArray = pg.types.getTypeParser(1009 as typeof builtins.TEXT, 'text') as (
  text: string,
) => (string | null)[]

const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, safeInteger],
  [int8Array, text => textArray(text).map(item => (item === null ? null : safeInteger(item)))],
  // A date has no time zone: as a JavaScript Date it would move by a day east or west of Greenwich.
  [builtins.DATE, text => text],
  [dateArray, textArray],
])

/** An int8 as a number; one that a number cannot hold exactly is a defect and must not be rounded silently. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(
      `The database answered ${text}, which is too large for a number. Select it as text (::text).`,
    )
  }
  return value
}
