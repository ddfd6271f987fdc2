import pg from 'pg'
import { AsyncLocalStorage } from 'node:async_hooks'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { newId } from '../../../../platform/ids.ts'
import { customersContract as api } from '../../contract.ts'
import {
  type Arrival,
  changeCustomer,
  feedMany,
  keepUp,
  linkCustomers,
  shownValues,
  takeIn,
} from '../../index.ts'
import { nameColumns } from '../names.ts'
import { addressLine } from './record.ts'

let app: TestApp
let admin: Caller
const counted = new AsyncLocalStorage<{ statements: number }>()
type Query = (this: pg.Client, ...given: unknown[]) => unknown
// Called with its client, as it is anywhere else.
// oxlint-disable-next-line typescript/unbound-method
const query = pg.Client.prototype.query as Query
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const count = counted.getStore()
    if (count) count.statements++
    return query.apply(this, given)
  } as typeof pg.Client.prototype.query
})
afterAll(async () => {
  pg.Client.prototype.query = query as typeof pg.Client.prototype.query
  await app.close()
})

/** What a system may say of a person. */
type Told = {
  given: string
  family?: string | undefined
  /** A name of its own, not put together. */
  called?: string | undefined
  level?: string | undefined
  birthDate?: string | undefined
  emails: string[]
  phones?: { value: string; label: string | null }[] | undefined
  address?: Record<string, string> | undefined
  tags?: string[] | undefined
  custom?: Record<string, unknown> | undefined
}

function told({ given, family, called, level, birthDate, emails, phones = [], ...rest }: Told): Arrival {
  const { address, tags = null, custom = null } = rest
  const point = { given: null, label: null, problem: null, address: null }
  const names = nameColumns({
    kind: 'person',
    name: called ?? null,
    givenName: given,
    familyName: family ?? null,
  })
  const points: Arrival['points'] = [
    ...emails.map((value, at) => ({
      ...point,
      id: newId(),
      kind: 'email' as const,
      value,
      given: value,
      primary: at === 0,
    })),
    ...phones.map((phone, at) => ({
      ...point,
      ...phone,
      id: newId(),
      kind: 'phone' as const,
      primary: at === 0,
    })),
  ]
  if (address)
    points.push({
      ...point,
      id: newId(),
      kind: 'address',
      value: addressLine(address),
      address,
      primary: true,
    })
  const columns: Arrival['columns'] = {
    kind: 'person',
    given_name: given,
    family_name: family,
    level,
    birth_date: birthDate,
    ...names,
    email: emails[0],
    phone: phones[0]?.value,
    city: address?.city,
    postcode: address?.postcode,
    country: address?.country,
  }
  return { id: newId(), name: called ?? null, columns, points, tags, custom, employer: null }
}

async function taken(told: Arrival): Promise<string> {
  const id = newId()
  await app.asSystem(ctx => takeIn(ctx, [{ ...told, id }]))
  return id
}

/** One act; answers what changed and how to take it back. */
const kept = (id: string, former: Arrival, arrival: Arrival) =>
  app.asSystem(async ctx => ({ told: await keepUp(ctx, [{ id, former, arrival }]), act: ctx.batch.id }))

const rowsOf = async (
  id: string,
  { points = 'kind, value, given, label, is_primary, problem, address' } = {},
) => {
  const { rows } = await app.database.pool.query<{ row: unknown; points: unknown }>(
    `select to_jsonb(n) - '{id,version,created_at,updated_at,unit_id,tags}'::text[] as row, (select array_agg(x order by x) from unnest(n.tags) x) as tags,
       (select jsonb_agg(to_jsonb(p) order by p.kind, p.value) from (select ${points} from customers.contact_point where customer_id = n.id) p) as points
     from customers.v_own n where n.id = $1`,
    [id],
  )
  return rows[0]
}
const version = async (id: string) => {
  const { rows } = await app.database.pool.query('select version from customers.customer where id = $1', [id])
  return (rows[0] as { version: number }).version
}
const changesIn = async (act: string) => {
  const { rows } = await app.database.pool.query<{ what: string }>(
    `select entity || ' ' || action as what from platform.change where batch_id = $1 order by 1`,
    [act],
  )
  return rows.map(({ what }) => what)
}
/** Until somebody waits for a row that another has locked. */
async function waitedFor(): Promise<void> {
  for (;;) {
    const { rows } = await app.database.pool.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows.length > 0) return
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
const eventsOf = async (act: string) => {
  const { rows } = await app.database.pool.query<{ kind: string; data: unknown }>(
    `select kind, data from platform.event where batch_id = $1`,
    [act],
  )
  return rows.map(({ kind, data }) => [kind, data])
}
const undo = (id: string) => admin.call(historyContract.undo, { params: { id } })
const read = (id: string) => admin.call(api.get, { params: { id } })
const pointsOf = async (id: string) => (await admin.call(api.page, { params: { id } })).contactPoints

const word = fc.constantFrom('Oslo', 'Bergen', 'Ål', 'Voss')
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
const places = fc.record(
  {
    lines: word,
    postcode: fc.constantFrom('0150', '5003'),
    city: word,
    country: fc.constantFrom('NO', 'SE'),
  },
  { requiredKeys: ['lines'] },
)
const phone = fc.record({
  value: fc.constantFrom('+4722', '+4733', '+4744'),
  label: fc.constantFrom('Work', null),
})
const story = fc.record({
  given: fc.constantFrom('Kari', 'Åse'),
  family: maybe(fc.constantFrom('Moe', 'Lie')),
  called: maybe(fc.constantFrom('Dr Moe', 'Kari Moe')),
  level: maybe(fc.constantFrom('gold', 'silver')),
  birthDate: maybe(fc.constantFrom('1970-01-02', '1971-02-03')),
  emails: fc.uniqueArray(fc.constantFrom('a@x.example', 'b@x.example', 'c@x.example'), { maxLength: 3 }),
  phones: maybe(fc.uniqueArray(phone, { maxLength: 3, selector: ({ value }) => value })),
  address: maybe(places),
  tags: maybe(fc.uniqueArray(word, { maxLength: 3 })),
  custom: maybe(fc.dictionary(fc.constantFrom('shoe', 'hat'), fc.constantFrom(1, 'x', true))),
})

describe('a record that follows its system', () => {
  test('is what would be taken in now, whatever the system said in between, and undo gives back what was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(story, { minLength: 2, maxLength: 5 }), async stories => {
        const arrivals = stories.map(told)
        const id = await taken(arrivals[0] as Arrival)
        for (const [at, arrival] of arrivals.entries()) {
          if (at === 0) continue
          const before = await rowsOf(id, { points: '*' })
          const was = await version(id)
          const { told, act } = await kept(id, arrivals[at - 1] as Arrival, arrival)
          const wanted = await rowsOf(await taken(arrival))
          expect(await rowsOf(id)).toEqual(wanted)
          const again = await kept(id, arrivals[at - 1] as Arrival, arrival)
          expect([again.told, await changesIn(again.act)]).toEqual([[{ id, fields: [] }], []])
          const own = (await changesIn(act)).filter(change => change === 'customer changed')
          expect(await version(id)).toBe(was + own.length)
          expect(told).toHaveLength(1)
          if (at < arrivals.length - 1 || (await changesIn(act)).length === 0) continue
          await undo(act)
          expect(withoutVersions(await rowsOf(id, { points: '*' }))).toEqual(withoutVersions(before))
        }
      }),
      { numRuns: 15 },
    )
  }, 300_000)

  test('keeps what people have made of all that its system says no differently', async () => {
    const former = told({
      given: 'Kari',
      family: 'Moe',
      emails: ['kari@x.example'],
      tags: ['a'],
      custom: { shoe: 38 },
      address: { lines: 'Gata 1', postcode: '0150', city: 'Oslo' },
      phones: [{ value: '+4722000000', label: null }],
    })
    const id = await taken(former)
    await admin.call(api.change, {
      params: { id },
      body: { familyName: 'Berg', level: 'gold', tags: ['a', 'mine'], jobTitle: 'Buyer' },
    })
    const points = await pointsOf(id)
    const idOf = (kind: string) => points.find(point => point.kind === kind)?.id as string
    await admin.call(api.changeContactPoint, {
      params: { id, childId: idOf('address') },
      body: { address: { lines: 'Gata 1 B', postcode: '0150', city: 'Oslo' } },
    })
    await admin.call(api.changeContactPoint, {
      params: { id, childId: idOf('email') },
      body: { label: 'At home' },
    })
    await admin.call(api.addContactPoint, { params: { id }, body: { kind: 'email', value: 'own@y.example' } })
    const arrival = told({
      given: 'Karin',
      family: 'Moe',
      emails: ['karin@x.example'],
      tags: ['b'],
      custom: { shoe: 39 },
      address: { lines: 'Gata 1', postcode: '0151', city: 'Oslo' },
      phones: [],
    })
    const { told: answer, act } = await kept(id, former, arrival)
    expect(await eventsOf(act)).toEqual([['customers.changed', { count: 1 }]])
    const now = await read(id)
    expect(now).toMatchObject({
      name: 'Karin Berg',
      familyName: 'Berg',
      level: 'gold',
      jobTitle: 'Buyer',
      tags: ['mine', 'b'],
      email: 'karin@x.example',
      phone: null,
      postcode: '0151',
      city: 'Oslo',
    })
    const after = await pointsOf(id)
    expect(after.find(point => point.id === idOf('email'))).toMatchObject({
      value: 'karin@x.example',
      label: 'At home',
      primary: true,
    })
    expect(after.find(point => point.id === idOf('address'))?.address).toEqual({
      lines: 'Gata 1 B',
      postcode: '0151',
      city: 'Oslo',
    })
    expect(after.map(({ value }) => value)).toContain('own@y.example')
    expect(answer[0]?.fields).toContainEqual({ field: 'custom.shoe', before: 38, after: 39 })
    expect(answer[0]?.fields).toContainEqual({ field: 'phone', before: '+4722000000', after: null })
    expect(answer[0]?.fields.map(({ field }) => field).sort()).toEqual(
      ['address', 'custom.shoe', 'email', 'givenName', 'name', 'phone', 'postcode', 'tags'].sort(),
    )
  })

  test('writes nothing for what somebody has typed here too, and passes over who is gone', async () => {
    const former = told({ given: 'Ann', emails: ['ann@x.example'], level: 'silver' })
    const id = await taken(former)
    await admin.call(api.change, { params: { id }, body: { email: 'ann@new.example', level: 'gold' } })
    const arrival = told({ given: 'Ann', emails: ['ann@new.example'], level: 'gold' })
    const done = await app.asSystem(async ctx => {
      const changes = [newId(), id].map(one => ({ id: one, former, arrival }))
      return { told: await keepUp(ctx, changes), act: ctx.batch.id }
    })
    expect(done.told).toEqual([{ id, fields: [] }])
    expect([await changesIn(done.act), await eventsOf(done.act)]).toEqual([[], []])
  })

  test('waits for who is writing it, and keeps what he has written', async () => {
    const former = told({ given: 'Pia', emails: ['pia@x.example'] })
    const id = await taken(former)
    const arrival = told({ given: 'Pia', emails: ['pia@new.example'] })
    const entered = Promise.withResolvers<void>()
    const writing = app.asSystem(async ctx => {
      await changeCustomer(ctx, { id, patch: { level: 'gold' } })
      entered.resolve()
      await waitedFor()
    })
    await entered.promise
    await Promise.all([writing, kept(id, former, arrival)])
    expect(await read(id)).toMatchObject({ level: 'gold', email: 'pia@new.example' })
  })

  test('changes below what its family shows; the family shows what survives now, by undo what it showed', async () => {
    const former = told({ given: 'Ola', family: 'Lie', emails: [], level: 'silver' })
    const root = await taken(told({ given: 'Ola', emails: ['ola@x.example'] }))
    const member = await taken(former)
    await app.asSystem(ctx => linkCustomers(ctx, { ids: [root, member], method: 'hand' }))
    expect(await read(root)).toMatchObject({ level: 'silver', email: 'ola@x.example' })
    const arrival = told({ given: 'Ola', family: 'Lie', emails: [], level: 'gold' })
    const first = await kept(member, former, arrival)
    expect((await read(root)).level).toBe('gold')
    const own = await rowsOf(root)
    const rootFormer = told({ given: 'Ola', emails: ['ola@x.example'] })
    const second = await kept(root, rootFormer, told({ given: 'Ola', emails: ['ola@new.example'] }))
    expect(second.told[0]?.fields).toEqual([
      { field: 'email', before: 'ola@x.example', after: 'ola@new.example' },
    ])
    expect(await read(root)).toMatchObject({ level: 'gold', email: 'ola@new.example' })
    const shown = await app.asSystem(ctx => shownValues(ctx, [member]))
    expect(shown).toMatchObject([
      { id: member, root, values: { level: 'gold', email: 'ola@new.example' }, custom: {}, address: null },
    ])
    await undo(second.act)
    expect(await rowsOf(root)).toEqual(own)
    await undo(first.act)
    expect((await read(root)).level).toBe('silver')
  })
})

test('what is shown names the primary address part by part', async () => {
  const address = { lines: 'Gata 1', postcode: '0150', city: 'Oslo', country: 'NO' }
  const id = await taken(told({ given: 'Siv', emails: ['siv@x.example'], address, custom: { hat: 1 } }))
  const [shown] = await app.asSystem(ctx => shownValues(ctx, [id, newId()]))
  expect(shown).toMatchObject({
    root: id,
    values: { givenName: 'Siv', email: 'siv@x.example', city: 'Oslo' },
    custom: { hat: 1 },
    address: { ...address, region: null },
  })
})

test('as many statements follow three hundred records as one, and feed three hundred entries as one', async () => {
  const former = (n: number) =>
    told({ given: `Liv ${n}`, emails: [`liv${n}@x.example`, 'l@x.example'], tags: ['a'] })
  const arrival = (n: number) =>
    told({ given: `Live ${n}`, emails: [`live${n}@x.example`], phones: [{ value: '+4799', label: null }] })
  const ids = Array.from({ length: 301 }, () => newId())
  await app.asSystem(ctx =>
    takeIn(
      ctx,
      ids.map((id, n) => ({ ...former(n), id })),
    ),
  )
  const statements = async (some: readonly string[]) => {
    const count = { statements: 0 }
    await app.asSystem(ctx =>
      counted.run(count, async () => {
        const changes = some.map(id => ({
          id,
          former: former(ids.indexOf(id)),
          arrival: arrival(ids.indexOf(id)),
        }))
        expect((await keepUp(ctx, changes)).map(({ fields }) => fields.length)).toEqual(some.map(() => 5))
        const fed = some.map(customerId => ({ customerId, kind: 'order', title: 'Order' }))
        expect(new Set(await feedMany(ctx, fed)).size).toBe(some.length)
      }),
    )
    return count.statements
  }
  const one = await statements(ids.slice(0, 1))
  expect(await statements(ids.slice(1))).toBe(one)
  const { items } = await admin.call(api.timeline, { params: { id: ids[7] as string }, query: {} })
  expect(items.map(({ title }) => title)).toEqual(['Order'])
})

function withoutVersions(found: unknown): unknown {
  return JSON.parse(
    JSON.stringify(found, (key, value: unknown) =>
      key === 'version' || key === 'updated_at' ? undefined : value,
    ),
  )
}
