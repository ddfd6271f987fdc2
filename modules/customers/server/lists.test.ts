import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../app/testing.ts'
import type { Filter } from '../../../platform/entities/descriptor.ts'
import type { RecordView } from '../../../platform/entities/projection.ts'
import { customersContract as api } from '../contract.ts'

let app: TestApp
let admin: Caller
let all: RecordView[]

const cities = ['Oslo', 'oslo', 'Århus', 'A_b%c', null] as const
const levels = ['gold', 'silver', null] as const
const days = ['1950-12-31', '1999-01-01', '2000-02-29', null] as const
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

/** 140 customers with many ties and gaps; the same in every run. */
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  for (let n = 0; n < 140; n++) {
    const { id } = await admin.call(api.create, {
      body: {
        name: pick(
          ['Berg', 'berg', 'Ångström', 'de la Cruz', '李小龙', 'Zoë', 'Ek\u0301', '100% Ltd', 'a_b'],
          n * 7,
        ),
        kind: pick(['person', 'organisation'] as const, n),
        city: pick(cities, n * 3),
        level: pick(levels, n * 5 + 1),
        employees: n % 4 === 0 ? null : (n * 37) % 50,
        birthDate: pick(days, n),
        tags: pick([[], ['a'], ['a', 'b'], ['b', 'c']], n * 11),
        owner: pick([null, app.people.seller.id, admin.id], n),
        email: n % 3 ? `p${n}@x${n % 5}.example` : null,
      },
    })
    if (n % 3 === 0)
      await admin.call(api.addEntry, {
        params: { id },
        body: { kind: 'call', body: 'x', at: new Date(Date.UTC(2026, n % 5, 1)).toISOString() },
      })
  }
  all = await everyPage({ limit: 200 })
})
afterAll(() => app.close())

type Query = { sort?: string; filter?: string; limit?: number; q?: string }

async function everyPage(query: Query): Promise<RecordView[]> {
  const rows: RecordView[] = []
  let cursor: string | undefined
  do {
    const page = await admin.call(api.list, { query: { ...query, cursor } })
    rows.push(...(page.items as RecordView[]))
    cursor = page.next ?? undefined
  } while (cursor)
  return rows
}

const sortable = ['name', 'city', 'lastContactAt', 'createdAt']

describe('paging', () => {
  test('visits every row exactly once, in order, under any sort, whatever the ties and gaps', async () => {
    const ids = all.map(({ id }) => id).sort()
    expect(ids).toHaveLength(140)
    const sort = fc.uniqueArray(fc.tuple(fc.constantFrom(...sortable), fc.constantFrom('', '-')), {
      minLength: 1,
      maxLength: 3,
      selector: ([field]) => field,
    })
    await fc.assert(
      fc.asyncProperty(sort, fc.integer({ min: 7, max: 60 }), async (sorts, limit) => {
        const rows = await everyPage({ sort: sorts.map(([field, sign]) => sign + field).join(','), limit })
        expect(rows.map(({ id }) => id).sort()).toEqual(ids)
        const [[field, sign]] = sorts as [[string, string]]
        if (field === 'name' || field === 'city') return
        const values = rows.map(row => row[field] as string | null)
        const given = values.filter(value => value !== null)
        expect(values.slice(0, given.length), 'rows without a value come last').toEqual(given)
        expect(given).toEqual(
          given.toSorted((a, b) =>
            sign === '-' ? Number(b > a) - Number(b < a) : Number(a > b) - Number(a < b),
          ),
        )
      }),
      { numRuns: 14, seed: 7 },
    )
  })

  test('neither repeats nor loses a row that was there when others come and go in between', async () => {
    const first = await admin.call(api.list, { query: { sort: 'name', limit: 50 } })
    const { id } = await admin.call(api.create, { body: { name: 'AAA comes later' } })
    const rest = await admin.call(api.list, { query: { sort: 'name', limit: 200, cursor: first.next ?? '' } })
    const seen = [...first.items, ...rest.items].map(item => item.id)
    expect([seen.length, new Set(seen).size, seen.includes(id)]).toEqual([140, 140, false])
    await admin.call(api.remove, { params: { id } })
  })

  test('a cursor of another sort is refused, not guessed', async () => {
    const { next } = await admin.call(api.list, { query: { sort: 'name', limit: 5 } })
    const answer = await admin.send(api.list, { query: { sort: '-name', limit: 5, cursor: next ?? '' } })
    expect([answer.status, answer.problem.fields?.[0]?.code]).toEqual([422, 'platform.bad-cursor'])
  })
})

/** What a filter means, written a second time in JavaScript over the rows as they were read. */
function holds(filter: Filter, row: RecordView): boolean {
  if ('and' in filter) return filter.and.every(part => holds(part, row))
  if ('or' in filter) return filter.or.some(part => holds(part, row))
  if ('not' in filter) return !holds(filter.not, row)
  const { field, op, value } = filter
  const raw = row[field]
  const at = raw !== null && typeof raw === 'object' && 'id' in raw ? (raw as { id: string }).id : raw
  const list = (value ?? []) as unknown[]
  const tags = (at ?? []) as string[]
  const order = (a: unknown, b: unknown) =>
    a === null || a === undefined ? Number.NaN : (a as number) > (b as number) ? 1 : a === b ? 0 : -1
  switch (op) {
    case 'empty':
      return Array.isArray(at) ? at.length === 0 : at === null
    case 'not-empty':
      return Array.isArray(at) ? at.length > 0 : at !== null
    case 'eq':
      return at === value
    case 'ne':
      return at !== value
    case 'in':
      return list.includes(at)
    case 'not-in':
      return !list.includes(at)
    case 'lt':
      return order(at, value) < 0
    case 'lte':
      return order(at, value) <= 0
    case 'gt':
      return order(at, value) > 0
    case 'gte':
      return order(at, value) >= 0
    case 'between':
      return order(at, list[0]) >= 0 && order(at, list[1]) <= 0
    case 'has-all':
      return tags.length > 0 && list.every(tag => tags.includes(tag as string))
    case 'has-any':
      return list.some(tag => tags.includes(tag as string))
    default:
      throw new Error(`The oracle does not know “${op}”.`)
  }
}

const choiceOf = (field: string, values: readonly (string | null)[]): fc.Arbitrary<Filter> => {
  const given = values.filter(value => value !== null)
  return fc.oneof(
    fc.record({
      field: fc.constant(field),
      op: fc.constantFrom('eq', 'ne'),
      value: fc.constantFrom(...given),
    }),
    fc.record({ field: fc.constant(field), op: fc.constantFrom('in', 'not-in'), value: fc.subarray(given) }),
    fc.record({ field: fc.constant(field), op: fc.constantFrom('empty', 'not-empty') }),
  ) as fc.Arbitrary<Filter>
}
const comparedOf = (field: string, value: fc.Arbitrary<string | number>): fc.Arbitrary<Filter> =>
  fc.oneof(
    fc.record({ field: fc.constant(field), op: fc.constantFrom('lt', 'lte', 'gt', 'gte', 'eq'), value }),
    fc.record({ field: fc.constant(field), op: fc.constant('between'), value: fc.tuple(value, value) }),
    fc.record({ field: fc.constant(field), op: fc.constantFrom('empty', 'not-empty') }),
  ) as fc.Arbitrary<Filter>

function anyFilter(): fc.Arbitrary<Filter> {
  const owners = [null, app.people.seller.id, admin.id, app.people.agent.id]
  const tags = fc.record({
    field: fc.constant('tags'),
    op: fc.constantFrom('has-all', 'has-any'),
    value: fc.subarray(['a', 'b', 'c', 'x'], { minLength: 1 }),
  })
  const condition = fc.oneof(
    choiceOf('level', levels),
    choiceOf('kind', ['person', 'organisation']),
    choiceOf('owner', owners),
    comparedOf('employees', fc.integer({ min: -5, max: 55 })),
    comparedOf('birthDate', fc.constantFrom('1950-12-31', '1999-01-01', '1999-01-02', '2000-02-29')),
    tags as fc.Arbitrary<Filter>,
  )
  return fc.letrec<{ filter: Filter }>(tie => ({
    filter: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      condition,
      fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }),
      fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }),
      fc.record({ not: tie('filter') }),
    ),
  })).filter
}

describe('filters', () => {
  test('in SQL mean the same as in JavaScript, also in counts, for any nesting', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter(), async filter => {
        const text = JSON.stringify(filter)
        const wanted = all.filter(row => holds(filter, row)).map(({ id }) => id)
        const found = await everyPage({ filter: text, limit: 200 })
        expect(found.map(({ id }) => id).sort(), text).toEqual(wanted.sort())
        expect((await admin.call(api.count, { query: { filter: text } })).total).toBe(wanted.length)
      }),
      { numRuns: 120, seed: 11 },
    )
  })

  test('on texts take every character as itself and letters in either case', async () => {
    const found = async (field: string, op: string, value: string) =>
      (await everyPage({ filter: JSON.stringify({ field, op, value }), limit: 200 })).length
    const named = (text: string) => all.filter(row => String(row.name).includes(text)).length
    expect(await found('name', 'contains', '%')).toBe(named('%'))
    expect(await found('name', 'contains', '_')).toBe(named('_'))
    expect(await found('city', 'contains', '_b%')).toBe(all.filter(row => row.city === 'A_b%c').length)
    expect(await found('city', 'starts-with', 'OSLO')).toBe(
      all.filter(row => /^oslo$/i.test(String(row.city))).length,
    )
    expect(await found('name', 'contains', 'erg')).toBe(
      all.filter(row => /berg/i.test(String(row.name))).length,
    )
    expect(await found('email', 'contains', '@x2.')).toBe(
      all.filter(row => String(row.email).includes('@x2.')).length,
    )
    expect(named('%') * named('_')).toBeGreaterThan(0)
  })

  test('by groups add up to the whole', async () => {
    for (const by of ['level', 'city', 'kind', 'owner']) {
      const { groups } = await admin.call(api.groups, { query: { by } })
      expect(
        groups.reduce((sum, { total }) => sum + total, 0),
        by,
      ).toBe(140)
    }
  })
})

test('today is the day of the one who asks: in Auckland it is another than in Los Angeles', async () => {
  const zones = ['Pacific/Auckland', 'America/Los_Angeles', 'Asia/Kathmandu', 'UTC']
  const dayIn = (zone: string, at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at)
  const now = Date.now()
  const moments = Array.from({ length: 13 }, (_, i) => new Date(now + (i - 6) * 4 * 3_600_000 - 60_000))
  const { id } = await admin.call(api.create, { body: { name: 'By the clock' } })
  for (const dueAt of moments)
    await admin.call(api.addTask, {
      params: { id },
      body: { title: dueAt.toISOString(), dueAt: dueAt.toISOString() },
    })
  for (const zone of zones) {
    await app.database.pool.query('update staff."user" set time_zone = $1 where id = $2', [zone, admin.id])
    app.staff.forgetAccess()
    for (const [word, shift] of [
      ['yesterday', -1],
      ['today', 0],
      ['tomorrow', 1],
    ] as const) {
      const filter = JSON.stringify({
        and: [
          { field: 'dueAt', op: 'within', value: word },
          { field: 'customer', op: 'eq', value: id },
        ],
      })
      const { items } = await admin.call(api.tasks, { query: { filter, limit: 200 } })
      const expected = moments.filter(at => dayIn(zone, at) === dayShifted(dayIn(zone, new Date()), shift))
      expect(items.map(item => String(item.title)).sort(), `${zone} ${word}`).toEqual(
        expected.map(at => at.toISOString()),
      )
    }
  }
})

/** The calendar day so many days after another. */
function dayShifted(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10)
}
