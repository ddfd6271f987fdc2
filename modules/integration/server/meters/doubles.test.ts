import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../app/testing.ts'
import { workOf } from '../../../../platform/jobs/work.ts'
import { customersContract } from '../../../customers/contract.ts'
import { foreignChange, joinedObject, joinedSystem } from '../../testing/joined.ts'
import { findDoubles, markDoubles } from './doubles.ts'

let app: TestApp
let place: { system: string; object: string }
beforeAll(async () => {
  app = await testApp()
  const system = await joinedSystem(app)
  place = { system, object: await joinedObject(app, { system }) }
})
afterAll(() => app.close())

const hours = (count: number) => new Date(Date.now() + count * 3_600_000)

async function customer(body: Record<string, unknown> = {}): Promise<string> {
  const made = await app.people.agent.call(customersContract.create, {
    body: { name: 'Solveig Myhre', city: 'Hamar', ...body },
  })
  return made.id
}

const change = (id: string, body: Record<string, unknown>) =>
  app.people.agent.call(customersContract.change, { params: { id }, body })

async function isDouble(customerId: string, rest: Record<string, unknown>): Promise<boolean> {
  const id = await foreignChange(app, { ...place, customer: customerId, ...rest })
  const marked = await app.asSystem(ctx => markDoubles(ctx, [{ customerId, id }]))
  const found = await app.database.pool.query(
    'select double_at from integration.foreign_change where customer_id = $1 and id = $2',
    [customerId, id],
  )
  expect(marked).toBe(found.rows[0].double_at === null ? 0 : 1)
  return marked === 1
}

const changed = (field: string, value: unknown, rest: Record<string, unknown> = {}) => ({
  fields: [field],
  after: { [field]: value },
  ...rest,
})

test('a value that a person typed here within the day before is entered twice', async () => {
  const id = await customer()
  await change(id, { city: 'Lillehammer' })
  expect(await isDouble(id, changed('city', 'Lillehammer'))).toBe(true)
  expect(await isDouble(id, changed('city', ' LILLE-HAMMER '))).toBe(true)
  expect(await isDouble(id, changed('city', 'Lillehammer', { seen_at: hours(23) }))).toBe(true)
  expect(await isDouble(id, changed('city', 'Lillehammer', { seen_at: hours(25) }))).toBe(false)
  expect(await isDouble(id, changed('city', 'Gjøvik'))).toBe(false)
})

test('one that is typed here within the day after is found too', async () => {
  const id = await customer()
  await change(id, { city: 'Kongsvinger' })
  expect(await isDouble(id, changed('city', 'Kongsvinger', { seen_at: hours(-23) }))).toBe(true)
  expect(await isDouble(id, changed('city', 'Kongsvinger', { seen_at: hours(-25) }))).toBe(false)
})

test('what was written with a new customer or a new way to reach him counts as typed', async () => {
  const id = await customer({ jobTitle: 'Head of purchasing' })
  expect(await isDouble(id, changed('jobTitle', 'Head of Purchasing'))).toBe(true)
  await app.people.agent.call(customersContract.addContactPoint, {
    params: { id },
    body: { kind: 'phone', value: '+47 911 20 333' },
  })
  expect(await isDouble(id, changed('phone', '+4791120333'))).toBe(true)
  expect(await isDouble(id, changed('phone', '+4791120334'))).toBe(false)
})

test('only new values count, and only those that say something', async () => {
  const id = await customer({ country: 'NO' })
  expect(await isDouble(id, changed('country', 'NO'))).toBe(false)
  const after = { city: 'Hamar', terms: '30 days' }
  expect(await isDouble(id, { fields: ['terms'], after })).toBe(false)
  expect(await isDouble(id, changed('city', null))).toBe(false)
})

test('what was typed on another record of the same customer counts; what was typed on another customer does not', async () => {
  const [there, here] = [await customer(), await customer()]
  await change(here, { city: 'Steinkjer' })
  expect(await isDouble(there, changed('city', 'Steinkjer'))).toBe(false)
  await app.people.steward.call(customersContract.link, {
    params: { id: there },
    body: { ids: [here] },
  })
  expect(await isDouble(there, changed('city', 'Steinkjer'))).toBe(true)
})

test('what a program or the product itself wrote is not typed', async () => {
  const id = await customer()
  const key = await app.key('agent')
  await key.call(customersContract.change, { params: { id }, body: { city: 'Namsos' } })
  expect(await isDouble(id, changed('city', 'Namsos'))).toBe(false)
})

test('the night finds what was typed here later', async () => {
  const id = await customer()
  const change_ = await foreignChange(app, {
    ...place,
    customer: id,
    ...changed('city', 'Levanger'),
    seen_at: hours(-2),
  })
  const others = Array.from({ length: 3 }, () =>
    foreignChange(app, { ...place, customer: id, ...changed('city', 'Ytterøy') }),
  )
  await Promise.all(others)
  await change(id, { city: 'Levanger' })
  await findDoubles.run(workOf(app.kernel, new AbortController().signal), {})
  const found = await app.database.pool.query(
    'select id from integration.foreign_change where customer_id = $1 and double_at is not null',
    [id],
  )
  expect(found.rows.map(row => row.id)).toEqual([change_])
})
