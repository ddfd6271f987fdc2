import fc from 'fast-check'

/** Texts that have broken programs before. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfffy',
  '\u202egnp.exe',
  '\ufeff',
  'ﷺ'.repeat(300),
  'a'.repeat(100_000),
  '😀'.repeat(3000),
  '%',
  '_',
  '%%%\\',
  '\\',
  "'; drop table customers.customer; --",
  '" or 1=1',
  '$1',
  '$$',
  "'a' & !",
  '<->',
  'a:*',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e400',
  '9'.repeat(400),
  '2026-02-30',
  '0000-00-00',
  '-0001-01-01',
  '9999-12-31T23:59:60Z',
  '+275760-09-13T00:00:00Z',
  '2026-11-22T25:00:00+99:99',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '../../../etc/passwd',
  '=cmd|calc!A1',
  '{}',
  '[]',
  '{"and":[]}',
  'İıſK',
]

function deep(depth: number): unknown {
  let value: unknown = 'x'
  for (let i = 0; i < depth; i++) value = i % 2 ? { not: value } : { and: [value] }
  return value
}

/** Any value where another was expected. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...hostileTexts),
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    2 ** 31,
    2 ** 53,
    1e308,
    -1e308,
    5e-324,
    [],
    {},
    [[]],
    [null],
  ),
  fc.constant(JSON.parse('{"__proto__": {"admin": true}, "constructor": {"prototype": 1}}') as unknown),
  fc.constantFrom(20, 200, 1000).map(deep),
  fc.jsonValue(),
)

const fieldName = (fields: readonly string[]) =>
  fc.oneof(
    { arbitrary: fc.constantFrom(...fields), weight: 8 },
    {
      arbitrary: fc.constantFrom(
        'id',
        'words',
        'sort_name',
        'custom',
        'custom.x',
        't.name',
        '__proto__',
        ...hostileTexts,
      ),
      weight: 2,
    },
  )

const operators =
  `eq ne in not-in lt lte gt gte between contains starts-with empty not-empty within has-all has-any
  drop`.split(/\s+/)
const plainValue = fc.oneof(
  fc.constantFrom<unknown>(...hostileTexts, 'gold', 'person', 'me', 'today', 'last-30-days', 'next-0-days'),
  fc.constantFrom<unknown>(0, 1, -1, 1.5, 1e300, true, false, null, '2026-11-22', '2026-11-22T10:00:00Z'),
)

/** Filters as a program sends them: nearly right, with every operator on every field. */
export function filterText(fields: readonly string[]): fc.Arbitrary<string> {
  const condition = fc.record({
    field: fieldName(fields),
    op: fc.constantFrom(...operators),
    value: fc.oneof(plainValue, fc.array(plainValue, { maxLength: 3 })),
  })
  const { filter } = fc.letrec<{ filter: unknown }>(tie => ({
    filter: fc.oneof(
      { maxDepth: 3, withCrossShrink: false },
      condition,
      fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }),
      fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }),
      fc.record({ not: tie('filter') }),
    ),
  }))
  return fc.oneof(
    { arbitrary: filter.map(value => JSON.stringify(value)), weight: 9 },
    { arbitrary: fc.constantFrom(...hostileTexts), weight: 1 },
  )
}

export function sortText(fields: readonly string[]): fc.Arbitrary<string> {
  const sort = fc.tuple(fc.constantFrom('', '-', '--'), fieldName(fields)).map(([sign, key]) => sign + key)
  return fc.array(sort, { maxLength: 4 }).map(list => list.join(','))
}

/** Cursors in the right notation with somebody else's content. */
export function cursorText(fields: readonly string[]): fc.Arbitrary<string> {
  const forged = fc
    .tuple(fc.array(plainValue, { maxLength: 4 }), sortText(fields), plainValue, fc.boolean())
    .map(parts => Buffer.from(JSON.stringify(parts)).toString('base64url'))
  const time = fc
    .tuple(
      fc.constantFrom('2026-11-22T10:00:00Z', '9999-99-99T99:99:99Z', '2026-02-30T10:00:00.1234567+99:99'),
      fc.uuid(),
    )
    .map(([at, id]) => `${at}|${id}`)
  return fc.oneof(forged, time, fc.constantFrom(...hostileTexts))
}
