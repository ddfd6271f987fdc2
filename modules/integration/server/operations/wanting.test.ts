import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { inTransaction } from '../../../../platform/database/transaction.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { allPermissions, contextFor, systemActor } from '../../../../platform/kernel.ts'
import { customersContract as customers, type NewCustomer } from '../../../customers/contract.ts'
import { changeCustomer, linkCustomers } from '../../../customers/index.ts'
import { fieldRule, joinedObject, joinedSystem, recordThere } from '../../testing/joined.ts'
import { type Operation, operationColumns } from './operation.ts'

let app: TestApp
let admin: Caller
let system: string
let object: string
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  system = await joinedSystem(app)
  object = await joinedObject(app, {
    system,
    mapping: [
      fieldRule('company', 'name'),
      fieldRule('street', 'street'),
      fieldRule('town', 'city'),
      fieldRule('zip', 'postcode'),
      fieldRule('tel', 'phone'),
      fieldRule('mail', 'email'),
      fieldRule('staff', 'employees'),
      fieldRule('rating', 'level', { write: 'request' }),
      fieldRule('web', 'website', { write: 'no' }),
    ],
    shape: {
      fields: ['id', 'company', 'street', 'town', 'zip', 'tel', 'mail', 'rating', 'web']
        .map(name => ({ name, kind: 'text' as const, optional: name !== 'company' }))
        .concat([{ name: 'staff', kind: 'integer' as never, optional: true }]),
    },
  })
})
afterAll(() => app.close())

let count = 0
/** A customer that stands there too, with what stands there. */
async function joined(
  body: Partial<NewCustomer> & { name: string },
  values: Record<string, unknown>,
): Promise<string> {
  const { id } = await admin.call(customers.create, { body })
  await recordThere(app, { object, key: `k${++count}`, values, customer: id })
  return id
}

async function operations(customer: string): Promise<Operation[]> {
  const { rows } = await app.database.pool.query<Operation>(
    `select ${operationColumns('o')} from integration.operation o where o.customer_id = $1 order by o.id`,
    [customer],
  )
  return rows
}
const open = async (customer: string) =>
  (await operations(customer)).filter(({ state }) => state === 'pending' || state === 'asked')
const change = (id: string, body: object) => admin.send(customers.change, { params: { id }, body })
const undo = (id: string) => admin.call(historyContract.undo, { params: { id } })
const batchOf = ({ headers }: { headers: Record<string, unknown> }) => String(headers['tessera-batch'])

describe('a change of a customer that stands in another system', () => {
  test('is wanted there, with what is believed to stand there, in the act itself', async () => {
    const id = await joined({ name: 'Ann Berg', city: 'Oslo' }, { company: 'Ann Berg', town: 'Oslo' })
    const sent = await change(id, { city: 'Bergen', jobTitle: 'Pilot' })
    expect(await operations(id)).toMatchObject([
      {
        state: 'pending',
        systemId: system,
        set: { town: 'Bergen' },
        expected: { town: 'Oslo' },
        fields: ['city'],
        batchId: batchOf(sent),
        wantedBy: admin.id,
      },
    ])
  })

  test('that says what stands there already, or a field that may not be written, is not wanted', async () => {
    const id = await joined({ name: 'Bo', city: 'Oslo' }, { town: 'Bergen', web: 'old.example' })
    await change(id, { city: 'Bergen', website: 'new.example' })
    expect(await operations(id)).toEqual([])
  })

  test('of a field that has to be asked for waits for somebody to agree', async () => {
    const id = await joined({ name: 'Cy', city: 'Oslo' }, { town: 'Oslo', rating: null })
    await change(id, { level: 'gold', city: 'Lund' })
    expect(await operations(id)).toMatchObject([
      { state: 'pending', set: { town: 'Lund' } },
      { state: 'asked', set: { rating: 'gold' } },
    ])
  })

  test('of an address goes there part by part, whoever of the family it belongs to', async () => {
    const id = await joined({ name: 'Di' }, { street: 'Old 1', town: 'Oslo', zip: '0150' })
    const other = (await admin.call(customers.create, { body: { name: 'Di Quist' } })).id
    await app.asSystem(ctx => linkCustomers(ctx, { ids: [id, other], method: 'hand' }))
    expect(await operations(id)).toEqual([])
    await admin.call(customers.addContactPoint, {
      params: { id },
      body: { kind: 'address', address: { lines: 'New 2', postcode: '5003', city: 'Bergen' } },
    })
    expect(await open(id)).toMatchObject([
      { set: { street: 'New 2', zip: '5003', town: 'Bergen' }, expected: { street: 'Old 1', zip: '0150' } },
    ])
    await change(other, { phone: '+47 22 86 44 00' })
    expect(await open(id)).toMatchObject([{ set: { street: 'New 2', tel: '+4722864400' } }])
  })

  test('that cannot be said there fails at once, with the reason, and is answered by a better one', async () => {
    const id = await joined({ name: 'Eve' }, { company: 'Eve', town: 'x' })
    const wide = await joinedObject(app, {
      system,
      mapping: [fieldRule('born', 'city')],
      shape: {
        fields: [
          { name: 'id', kind: 'text', optional: false },
          { name: 'born', kind: 'date', optional: true },
        ],
      },
    })
    await recordThere(app, { object: wide, key: '1', values: { born: '2001-01-01' }, customer: id })
    await change(id, { city: 'soon' })
    const [failed] = (await operations(id)).filter(({ objectId }) => objectId === wide)
    expect(failed).toMatchObject({ state: 'failed', reason: 'not-date', set: { born: 'soon' } })
    await change(id, { city: '2002-02-02' })
    const after = (await operations(id)).filter(({ objectId }) => objectId === wide)
    expect(after).toMatchObject([
      { state: 'failed', decidedAt: expect.any(Date), replacedBy: after[1]?.id },
      { state: 'pending', set: { born: '2002-02-02' }, expected: { born: '2001-01-01' } },
    ])
  })

  test('is folded into what waits; taken back before it was sent, it is withdrawn', async () => {
    const id = await joined(
      { name: 'Fay', city: 'Oslo' },
      { company: 'Fay', town: 'Oslo', tel: '22 86 44 00' },
    )
    const first = await change(id, { city: 'Bergen' })
    await change(id, { phone: '+47 55 55 10 20' })
    expect(await open(id)).toMatchObject([
      { set: { town: 'Bergen', tel: '+4755551020' }, expected: { town: 'Oslo', tel: '22 86 44 00' } },
    ])
    await undo(batchOf(first))
    expect(await open(id)).toMatchObject([{ set: { tel: '+4755551020' } }])
    const third = await change(id, { city: 'Lund' })
    await undo(batchOf(third))
    expect(await open(id)).toMatchObject([{ set: { tel: '+4755551020' } }])
    expect((await operations(id)).filter(({ state }) => state === 'withdrawn').length).toBeGreaterThan(2)
  })

  test('after one that has been sent waits behind it and expects what it sets', async () => {
    const id = await joined({ name: 'Gro', city: 'Oslo' }, { company: 'Gro', town: 'Oslo' })
    const act = await change(id, { city: 'Bergen' })
    await app.database.pool.query(
      `update integration.operation set state = 'sent', attempts = 1, sent_at = now() where customer_id = $1`,
      [id],
    )
    await undo(batchOf(act))
    expect(await operations(id)).toMatchObject([
      { state: 'sent' },
      { state: 'pending', set: { town: 'Oslo' }, expected: { town: 'Bergen' } },
    ])
  })
})

test('what was brought here from a system is not wanted in any, unless somebody takes it back', async () => {
  const id = await joined({ name: 'Ida', city: 'Oslo' }, { company: 'Ida', town: 'Oslo' })
  const actor = systemActor(allPermissions(app.kernel.modules))
  const batches: string[] = []
  for (const label of ['integration.act.changed-there', 'integration.records.act'])
    await inTransaction(app.kernel.database.db, async db => {
      const ctx = contextFor(app.kernel, { db, actor, label })
      batches.push(ctx.batch.id)
      await changeCustomer(ctx, { id, patch: { city: `Town of ${label}` } })
    })
  expect(await operations(id)).toEqual([])
  await app.database.pool.query(
    `update integration.mirror set values = values || '{"town":"Town of integration.records.act"}' where object_id = $1 and key = $2`,
    [object, `k${count}`],
  )
  await undo(String(batches[1]))
  expect(await open(id)).toMatchObject([{ set: { town: 'Town of integration.act.changed-there' } }])
})

describe('acts on many', () => {
  test('are wanted for each customer that stands there, and undo withdraws them all', async () => {
    const ids: string[] = []
    for (const at of [1, 2, 3]) ids.push(await joined({ name: `Hal ${at}`, city: 'Oslo' }, { town: 'Oslo' }))
    const bulk = await admin.send(customers.bulkChange, { body: { ids, set: { city: 'Voss' } } })
    for (const id of ids) expect(await open(id)).toMatchObject([{ set: { town: 'Voss' } }])
    await undo(batchOf(bulk))
    for (const id of ids) expect(await open(id)).toEqual([])
  })
})
