import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Composition } from './compose.ts'
import { demoContract } from './demo/contract.ts'
import { ensureDemo } from './demo/fill.ts'
import { type TestApp, testApp } from './testing.ts'
import { row, rows, run } from '../platform/database/statement.ts'
import { historyContract } from '../platform/history/contract.ts'
import { customersContract } from '../modules/customers/contract.ts'
import { integrationContract } from '../modules/integration/contract.ts'
import { kind } from '../modules/integration/server/demo/connector.ts'

// The old system takes its time, now and then twenty seconds for one answer.
vi.setConfig({ testTimeout: 180_000 })
const patience = { timeout: 150_000, interval: 500 }

let app: TestApp
beforeAll(async () => {
  app = await testApp({ demo: true, worker: true })
  // The demo fills only what nobody has used, and people came by invitations.
  await app.asSystem(ctx => run(ctx.db, 'delete from platform.batch'))
  await ensureDemo({ kernel: app.kernel } as Composition)
}, 60_000)
afterAll(() => app.close())

const one = <T>(sql: string, values: unknown[] = []) =>
  app.asSystem(async ctx => (await row(ctx.db, sql, values)) as T)
const all = <T>(sql: string) => app.asSystem(ctx => rows(ctx.db, sql) as Promise<T[]>)

const counts = () =>
  one<Record<string, number>>(
    `select (select count(*)::int from integration.crosswalk) as records, (select count(*)::int from integration.mirror) as copies,
       (select count(*)::int from integration.demo_record) as there, (select count(*)::int from customers.customer) as customers,
       (select count(*)::int from integration.foreign_change) as past,
       (select count(*)::int from integration.operation where state in ('conflict', 'failed')) as stuck,
       (select count(*)::int from integration.operation where state not in ('conflict', 'failed')) as others`,
  )

test('billing runs beside the demo company: customers, invoices, what was done past the CRM, what waits for somebody', async () => {
  const found = await counts()
  expect(found).toMatchObject({ stuck: 2, others: 60, past: 56 })
  expect(found.records).toBeGreaterThan(350)
  expect(found.copies).toBeGreaterThan(4 * Number(found.records))
  expect(found.there).toBe(found.copies)
  const { administrator } = app.people
  const meter = await administrator.call(integrationContract.bypass, { query: { weeks: 6 } })
  expect(meter.teams.map(({ name }) => name).toSorted()).toEqual(['Early shift', 'North'])
  expect(meter.weeks.filter(({ past }) => past > 0).length).toBeGreaterThanOrEqual(4)
  const linked = await administrator.call(integrationContract.crosswalk, {
    query: { state: 'linked', limit: 200 },
  })
  expect(linked.items.filter(({ link }) => link?.method === 'automatic').length).toBeGreaterThanOrEqual(8)
})

test('the page of a customer shows at once what billing holds, and is mended when it has answered', async () => {
  const { administrator } = app.people
  const { id } = await somebody()
  const params = { id }
  const page = await administrator.call(integrationContract.records, { params })
  const [billing] = page.systems
  expect(billing).toMatchObject({ name: 'Billing (1998)', kind })
  expect(billing?.documents[0]?.items.length).toBeGreaterThanOrEqual(3)
  await vi.waitFor(async () => {
    const again = await administrator.call(integrationContract.records, { params })
    const values = again.systems.flatMap(({ records }) => records).flatMap(record => record.values)
    expect(values.find(({ field }) => field === 'balance')?.state).toBe('live')
  }, patience)
})

test('it stands on the board and among what waits, and is not offered to be connected', async () => {
  const { administrator } = app.people
  const { items } = await administrator.call(integrationContract.operations)
  expect(items.map(({ state }) => state).toSorted()).toEqual(['conflict', 'failed'])
  const board = await administrator.call(integrationContract.board)
  expect(JSON.stringify(board)).toContain('Billing (1998)')
  const kinds = await administrator.call(integrationContract.systemKinds)
  expect(kinds.items.map(each => each.kind)).not.toContain(kind)
})

test('records there wait for the steward to say who they are', async () => {
  const { items } = await app.people.steward.call(integrationContract.crosswalk, {
    query: { state: 'waiting' },
  })
  expect(items.length).toBeGreaterThanOrEqual(1)
})

test('it is followed from where the demo left it, and nothing is read or changed by that', async () => {
  const before = await counts()
  await vi.waitFor(
    async () =>
      expect(
        await one(
          `select alive_at > stored_at or holder is not null as followed, failure from integration.stream`,
        ),
      ).toMatchObject({ followed: true, failure: null }),
    patience,
  )
  expect(await all('select 1 from integration.load where ended_at is null')).toEqual([])
  expect(await counts()).toEqual(before)
})

type There = { id: string; key: string; point: string; version: number; address: Record<string, string> }

/** A customer who stands there at the address that he has here. */
const somebody = () =>
  one<There>(
    `select c.id, w.key, p.id as point, p.version, p.address from integration.crosswalk w join customers.v_customer c on c.id = w.record_id
     join integration.mirror m using (object_id, key)
     join customers.v_contact_point p on p.customer_id = c.id and p.kind = 'address' and p.is_primary
     where c.source = 'old system' and m.values ->> 'street' = p.address ->> 'lines' and m.values ->> 'dunning' = '0'
       and not exists (select 1 from customers.v_customer k where k.merged_into = c.id) order by c.id limit 1`,
  )

test('a new address of a customer goes through to billing, slow as it is, and is confirmed', async () => {
  const { id, key, point, version, address } = await somebody()
  await app.people.administrator.call(customersContract.changeContactPoint, {
    params: { id, childId: point },
    body: { address: { ...address, lines: 'Nyveien 7' } },
    ifMatch: version,
  })
  await vi.waitFor(async () => {
    const there = await one<{ street: string }>(
      `select values ->> 'street' as street from integration.demo_record where list = 'customers' and key = $1`,
      [key],
    )
    expect(there.street).toBe('Nyveien 7')
    const operation = await one(
      `select state, fields from integration.operation where key = $1 order by id desc limit 1`,
      [key],
    )
    expect(operation).toEqual({ state: 'confirmed', fields: ['street'] })
  }, patience)
})

test('what is changed in billing itself arrives here, and counts as past the CRM', async () => {
  const { id, key } = await somebody()
  await app.asSystem(ctx =>
    run(
      ctx.db,
      `update integration.demo_record set values = values || '{"street": "Brattbakken 2"}', stamp = nextval('integration.demo_stamp')
       where list = 'customers' and key = $1`,
      [key],
    ),
  )
  await vi.waitFor(async () => {
    const found = await one<{ n: number }>(
      `select count(*)::int as n from integration.foreign_change where customer_id = $1 and after ->> 'street' = 'Brattbakken 2'`,
      [id],
    )
    expect(found.n).toBe(1)
  }, patience)
  const here = await one<{ lines: string }>(
    `select address ->> 'lines' as lines from customers.v_contact_point where customer_id = $1 and kind = 'address' and is_primary`,
    [id],
  )
  expect(here.lines).toBe('Brattbakken 2')
})

test('clearing takes it with the demo company; undo brings it back, and it is followed again', async () => {
  const { administrator } = app.people
  const before = await counts()
  const { batchId } = await administrator.call(demoContract.clear)
  expect((await administrator.call(integrationContract.crosswalk)).items).toEqual([])
  expect(await all(`select 1 from integration.system where kind = '${kind}'`)).toEqual([])
  await administrator.call(historyContract.undo, { params: { id: batchId } })
  await vi.waitFor(async () => {
    expect(await counts()).toEqual(before)
    expect(await one(`select holder is not null as followed, failure from integration.stream`)).toEqual({
      followed: true,
      failure: null,
    })
  }, patience)
  expect((await administrator.call(integrationContract.crosswalk)).items.length).toBeGreaterThan(10)
})
