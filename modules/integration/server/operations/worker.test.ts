import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { processesOn } from '../../../../app/testing/processes.ts'
import { type Caller, type TestApp, testApp } from '../../../../app/testing.ts'
import { setNetworks } from '../../../../platform/outbound/networks.ts'
import { customersContract as customers } from '../../../customers/contract.ts'
import { leasesOver, type WrittenThere, writtenThere } from '../../testing/written-there.ts'

/** Whole workers of the product, which follow the system as well, beside a process that serves the web only. */

let app: TestApp
let admin: Caller
let erp: WrittenThere
let processes: ReturnType<typeof processesOn>
beforeAll(async () => {
  app = await testApp()
  admin = app.people.administrator
  erp = await writtenThere(app)
  await app.asSystem(ctx => setNetworks(ctx, ['127.0.0.0/8']))
  processes = processesOn(app.database.url)
}, 120_000)
afterEach(async () => {
  await processes.stop()
  processes = processesOn(app.database.url)
}, 60_000)
afterAll(async () => {
  await processes?.stop()
  await erp?.remove()
  await app?.close()
}, 120_000)

const worker = () => processes.start(['app/main.ts', '--role', 'worker'], null)
const patience = { timeout: 90_000, interval: 100 }
const all = async <T>(text: string, values: unknown[] = []) =>
  (await app.database.pool.query(text, values)).rows as T[]
const statesOf = (id: string) => async () =>
  (
    await all<{ state: string }>(
      `select state from integration.operation where customer_id = $1 and state <> 'withdrawn' order by id`,
      [id],
    )
  ).map(({ state }) => state)
const change = (id: string, city: string) => admin.send(customers.change, { params: { id }, body: { city } })

test('a worker killed while the other system works on its write leaves it to the next one, which looks first', async () => {
  const { id, no } = await erp.customer()
  const { id: other, no: otherNo } = await erp.customer()
  const holder = await erp.there.connect()
  await holder.query('begin')
  await holder.query('select from account where no = any($1) for update', [[no, otherNo]])
  const first = await worker()
  await change(id, 'Bergen')
  await change(other, 'Bergen')
  await expect.poll(statesOf(id), patience).toEqual(['sent'])
  await expect.poll(statesOf(other), patience).toEqual(['sent'])
  await first.kill('SIGKILL')
  // One of them had got there, as if its answer had been lost on the way.
  await holder.query(`update account set town = 'Bergen' where no = $1`, [no])
  await holder.query('commit')
  holder.release()
  await leasesOver(app)
  await worker()
  await expect.poll(statesOf(id), patience).toEqual(['confirmed'])
  await expect.poll(statesOf(other), patience).toEqual(['confirmed'])
  expect(await erp.writes(no)).toHaveLength(1)
  expect(await erp.writes(otherNo)).toHaveLength(1)
}, 240_000)

test('an act on thousands is wanted and written for each of them, though workers die', async () => {
  const count = 1200
  await erp.there.query(
    `insert into account (no, name, town) select i, 'Many ' || i, 'Here' from generate_series(10001, 10000 + $1) i`,
    [count],
  )
  await all(
    `with made as (
       insert into customers.customer (id, kind, name, city, unit_id, sort_name, words)
       select platform.new_id(), 'organisation', 'Many ' || i, 'Here', '00000000-0000-7000-8000-000000000000', 'many ' || i, '' from generate_series(10001, 10000 + $1) i
       returning id, name)
     , walked as (insert into integration.crosswalk (object_id, key, record_id) select $2, split_part(name, ' ', 2), id from made)
     insert into integration.mirror (object_id, key, values, seen_at, changed_at)
     select $2, split_part(name, ' ', 2), jsonb_build_object('no', split_part(name, ' ', 2)::int, 'name', name, 'town', 'Here'), now() - interval '1 minute', now() from made`,
    [count, erp.object],
  )
  const filter = JSON.stringify({ field: 'city', op: 'eq', value: 'Here' })
  const bulk = await admin.call(customers.bulkChange, { body: { filter, set: { city: 'There' } } })
  expect(bulk).toMatchObject({ changed: count })
  const first = await worker()
  const done = async () =>
    (await erp.there.query<{ n: number }>(`select count(*)::int as n from noted where no > 10000`)).rows[0]
      ?.n ?? 0
  await expect.poll(done, patience).toBeGreaterThan(100)
  await first.kill('SIGKILL')
  await leasesOver(app)
  await Promise.all([worker(), worker()])
  await expect.poll(done, patience).toBe(count)
  const open = () => all(`select 1 from integration.operation where state in ('pending', 'sent')`)
  await expect.poll(async () => (await open()).length, patience).toBe(0)
  const noted = await erp.there.query(`select no from noted where no > 10000 group by no having count(*) > 1`)
  expect(noted.rows).toEqual([])
}, 300_000)
