import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../../app/testing.ts'
import { customersContract } from '../../../customers/contract.ts'
import { integrationContract } from '../../contract.ts'
import { storingWhatIsHeard } from '../../testing/beside.ts'
import { fieldRule, joinedObject, joinedSystem, recordThere } from '../../testing/joined.ts'
import { type FaultProxy, startFaultProxy } from '../../testing/systems/fault-proxy.ts'
import { type OtherPostgres, startOtherPostgres } from '../../testing/systems/postgres.ts'
import { closeSystems } from '../systems/opened.ts'

let app: TestApp
let other: OtherPostgres
let proxy: FaultProxy
let there: pg.Client
let stop: () => Promise<void>
beforeAll(async () => {
  other = await startOtherPostgres()
  proxy = await startFaultProxy({ port: Number(new URL(other.url).port) })
  there = await clientThere()
  await there.query(`create table customers (id int primary key, company text, town text);
    create table invoices (id int primary key, customer int, number text, day date, total numeric(10, 2), status text);
    insert into customers values (7, 'Kessler', 'Cork');
    insert into invoices select n, 7, 'I-' || n, date '2026-02-01' + n, 100 + n, 'open' from generate_series(1, 12) n`)
  app = await testApp({ outbound: '127.0.0.0/8' })
  stop = storingWhatIsHeard(app)
}, 120_000)
afterAll(async () => {
  await stop()
  await closeSystems()
  await there.end()
  await proxy.close()
  await app.close()
  await other.remove()
})

/** Its server is stopped on purpose, which a connection takes as an error. */
async function clientThere(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: other.url })
  client.on('error', () => {})
  await client.connect()
  return client
}

const columns = ['id', 'customer', 'number', 'day', 'total', 'status'].map(name => ({
  name,
  kind: 'text' as const,
  optional: true,
}))

/** A customer here who is one there, with all of his invoices, as our copy knew them an hour ago. */
async function joined(): Promise<string> {
  const { username, password, pathname } = new URL(other.url)
  const settings = {
    host: '127.0.0.1',
    port: proxy.port,
    database: pathname.slice(1),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  }
  const system = await joinedSystem(app, { name: 'Billing', settings })
  const live = { mode: 'live' as const }
  const object = await joinedObject(app, {
    system,
    name: 'customers',
    mapping: [fieldRule('company', 'name', live), fieldRule('town', 'city', live)],
    shape: { space: 'public' },
  })
  const invoices = await joinedObject(app, {
    system,
    name: 'invoices',
    parent: { object, fields: ['customer'] },
    document: {
      kind: 'invoice',
      title: 'number',
      date: 'day',
      amount: 'total',
      currency: null,
      state: 'status',
    },
    mapping: [fieldRule('status', null, live)],
    shape: { space: 'public', fields: columns },
  })
  const { id } = await app.people.administrator.call(customersContract.create, { body: { name: 'Kessler' } })
  const seenAt = new Date(Date.now() - 3_600_000)
  await recordThere(app, {
    object,
    key: '7',
    customer: id,
    values: { company: 'Kessler', town: 'Cork' },
    seenAt,
  })
  for (let number = 1; number <= 12; number++)
    await recordThere(app, {
      object: invoices,
      key: String(number),
      parentKey: '7',
      values: {
        number: `I-${number}`,
        day: `2026-02-${String(1 + number).padStart(2, '0')}`,
        total: '1.00',
        status: 'open',
      },
      seenAt,
    })
  return id
}

test('a database is asked for a customer and his newest documents, each in one call, and its end is survived', async () => {
  const id = await joined()
  const read = () => app.people.administrator.call(integrationContract.records, { params: { id } })
  const statuses = async () => {
    const [system] = (await read()).systems
    return system?.documents[0]?.items.map(({ title, amount, status, state }) =>
      [title, amount, status, state].join(' '),
    )
  }
  await there.query(`update invoices set status = 'paid' where id = 12`)
  await expect.poll(statuses, { timeout: 20_000 }).toContain('I-12 112.00 paid live')
  expect(await statuses()).toHaveLength(10)

  // What a page has heard is stored a moment later.
  await expect
    .poll(
      async () =>
        (await app.database.pool.query(`select 1 from integration.mirror where values ->> 'status' = 'paid'`))
          .rowCount,
      { timeout: 20_000 },
    )
    .toBe(1)
  await other.stop()
  proxy.resetAll()
  await expect.poll(async () => (await read()).systems[0]?.standing.state, { timeout: 20_000 }).toBe('silent')
  expect((await statuses())?.[0]).toMatch(/^I-12 112.00 paid/)

  await other.start()
  await there.end().catch(() => {})
  there = await clientThere()
  await there.query(`update invoices set status = 'void' where id = 12`)
  await expect.poll(statuses, { timeout: 40_000, interval: 500 }).toContain('I-12 112.00 void live')
}, 120_000)

test('a system of a kind that is not known any more is shown as far as it was known', async () => {
  const system = await joinedSystem(app, { name: 'Telex', kind: 'telex' })
  const object = await joinedObject(app, { system, mapping: [fieldRule('company', null)] })
  const { id } = await app.people.administrator.call(customersContract.create, { body: { name: 'Kessler' } })
  await recordThere(app, { object, key: '1', customer: id, values: { company: 'Kessler & Co' } })
  const page = await app.people.administrator.call(integrationContract.records, { params: { id } })
  expect(page.systems[0]).toMatchObject({
    standing: { state: 'silent' },
    records: [{ values: [{ value: 'Kessler & Co' }] }],
  })
})
