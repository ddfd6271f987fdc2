import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { customersContract as customers, type NewCustomer } from '../../../customers/contract.ts'
import { linkCustomers, takeOut } from '../../../customers/index.ts'
import { dataQualityContract as quality } from '../../../data-quality/contract.ts'
import { fieldRule, joinedObject, joinedSystem, recordThere } from '../../testing/joined.ts'
import { type Operation, operationColumns } from './operation.ts'

/** What a person decides about the value of a family goes to the systems its records stand in; what rules decide does not. */

let app: TestApp
let admin: Caller
let object: string
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  object = await joinedObject(app, {
    system: await joinedSystem(app),
    mapping: [
      fieldRule('company', 'name'),
      fieldRule('street', 'street'),
      fieldRule('town', 'city'),
      fieldRule('rating', 'level', { write: 'request' }),
      fieldRule('trade', 'industry', { write: 'no' }),
    ],
  })
})
afterAll(() => app.close())

let a: string
let b: string
let count = 0
/** Two customers, each a record there as it is one here. */
beforeEach(async () => {
  const made = async (body: Partial<NewCustomer> & { town: string }) => {
    const { town, ...rest } = body
    const { id } = await admin.call(customers.create, { body: { name: 'Ann Berg', city: town, ...rest } })
    const values = { company: 'Ann Berg', town, rating: rest.level ?? null, trade: rest.industry ?? null }
    await recordThere(app, { object, key: `c${++count}`, values, customer: id })
    return id
  }
  a = await made({ town: 'Oslo', level: 'gold', industry: 'Fishing' })
  b = await made({ town: 'Bergen', level: 'silver', industry: 'Farming' })
})

const link = () => app.asSystem(ctx => linkCustomers(ctx, { ids: [a, b], method: 'hand' }))
const undo = (id: string) => admin.call(historyContract.undo, { params: { id } })
const batchOf = ({ headers }: { headers: Record<string, unknown> }) => String(headers['tessera-batch'])
const choose = async (field: string, member: string | null) => {
  const sent = await admin.send(quality.choose, { params: { id: a }, body: { field, member } })
  expect(sent.status).toBeLessThan(300)
  return batchOf(sent)
}

type Seen = Pick<Operation, 'customerId' | 'state' | 'set' | 'expected' | 'fields' | 'batchId'>
async function operations(): Promise<Seen[]> {
  const { rows } = await app.database.pool.query<Seen>(
    `select ${operationColumns('o')} from integration.operation o where o.customer_id = any($1) order by o.id`,
    [[a, b]],
  )
  return rows
}
const open = async () => (await operations()).filter(({ state }) => state === 'pending' || state === 'asked')
const shownTown = async () => (await admin.call(customers.get, { params: { id: a } })).city
/** What was wanted has arrived there, and our copy has heard of it. */
async function arrived(): Promise<void> {
  await app.database.pool.query(
    `with done as (update integration.operation o set state = 'confirmed', ended_at = now()
       where o.customer_id = any($1) and o.state = 'pending' returning o.object_id, o.key, o.set)
     update integration.mirror m set values = m.values || d.set from done d where m.object_id = d.object_id and m.key = d.key`,
    [[a, b]],
  )
}

test('whose value is chosen goes to the other records of the family, as a change of what our copy says', async () => {
  await link()
  expect(await operations()).toEqual([])
  const other = (await shownTown()) === 'Oslo' ? b : a
  const town = other === b ? 'Bergen' : 'Oslo'
  const batchId = await choose('place', other)
  expect(await operations()).toMatchObject([
    {
      customerId: other === b ? a : b,
      state: 'pending',
      set: { town },
      expected: { town: town === 'Oslo' ? 'Bergen' : 'Oslo' },
      batchId,
    },
  ])
  await choose('place', other)
  expect(await operations()).toHaveLength(1)
})

test('a choice of what has to be asked for waits, and of what may not be written wants nothing', async () => {
  await link()
  await choose('level', b)
  await choose('industry', b)
  expect(await open()).toMatchObject([{ customerId: a, state: 'asked', set: { rating: 'silver' } }])
})

test('undo of a choice withdraws what was not sent, and is the opposite operation of what was', async () => {
  await link()
  const first = await choose('place', b)
  const shown = await shownTown()
  await undo(first)
  expect(await open()).toEqual([])
  const second = await choose('place', b)
  expect(await shownTown()).toBe(shown)
  const wanted = await open()
  await arrived()
  await undo(second)
  const back = await open()
  expect(back.map(({ customerId }) => customerId)).toEqual(wanted.map(({ customerId }) => customerId))
  for (const [at, each] of back.entries())
    expect([each.set, each.expected]).toEqual([wanted[at]?.expected, wanted[at]?.set])
})

test('records that are joined with a choice are written in the same act, and its undo parts them and writes back', async () => {
  const sent = await admin.send(quality.linkAs, {
    body: { ids: [a, b], choices: [{ field: 'place', member: b }] },
  })
  expect(await open()).toMatchObject([
    { customerId: a, set: { town: 'Bergen' }, expected: { town: 'Oslo' }, batchId: batchOf(sent) },
  ])
  await arrived()
  await undo(batchOf(sent))
  expect(await open()).toMatchObject([{ customerId: a, set: { town: 'Oslo' }, expected: { town: 'Bergen' } }])
})

test('undo of a choice leaves alone what others have written there meanwhile, and what somebody still wants shown', async () => {
  await link()
  const first = await choose('place', b)
  await arrived()
  const again = await choose('place', b)
  await undo(first)
  expect(await open()).toEqual([])
  await app.database.pool.query(
    `update integration.mirror set values = values || '{"town":"Lund"}' where object_id = $1 and key = $2`,
    [object, `c${count - 1}`],
  )
  await undo(again)
  expect(await open()).toEqual([])
})

test('what rules make of a link, a parting or a choice that is given back goes nowhere', async () => {
  await link()
  await app.asSystem(ctx => takeOut(ctx, b))
  await link()
  await choose('place', a)
  await arrived()
  const before = await operations()
  await choose('place', null)
  expect(await operations()).toEqual(before)
})

test('a correction that is accepted goes there', async () => {
  const dispute = await admin.call(quality.dispute, {
    params: { id: a },
    body: { field: 'city', value: 'Oslo', proposed: 'Voss', reason: 'moved' } as never,
  })
  await admin.call(quality.settle, {
    params: { id: a, childId: (dispute as { id: string }).id } as never,
    body: { outcome: 'accepted' },
  })
  expect(await open()).toMatchObject([{ customerId: a, set: { town: 'Voss' }, expected: { town: 'Oslo' } }])
})
