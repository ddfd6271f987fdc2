import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { customersContract } from '../modules/customers/contract.ts'
import { fieldRule, joinedObject, joinedSystem } from '../modules/integration/testing/joined.ts'
import { type OtherPostgres, startOtherPostgres } from '../modules/integration/testing/systems/postgres.ts'
import { startTestServer, type TestServer } from '../platform/database/testing-server.ts'
import { migrationSources } from './migrations.ts'
import { processesOn, type Started } from './testing/processes.ts'
import { type TestApp, testApp } from './testing.ts'

/** Records that are changed here, and those that are changed over there. */
const ours = Array.from({ length: 40 }, (_, i) => i + 1)
const theirs = Array.from({ length: 40 }, (_, i) => i + 101)
const rounds = 10
/** More than are read between two looks, on however quick a machine. */
const debtorCount = 24_000

const schema = `
  create table client (no int primary key, company text not null, trade text);
  insert into client select i, 'Company ' || i, 'trade' from generate_series(1, 200) i;
  create table debtor (no int primary key, company text not null, trade text);
  insert into debtor select i, 'Debtor ' || i, 'trade ' || i from generate_series(1, ${debtorCount}) i;
  create table written (at timestamptz not null default clock_timestamp(), no int not null, trade text);
  create function note() returns trigger language plpgsql as
    $$ begin insert into written (no, trade) values (new.no, new.trade); return null; end $$;
  create trigger note after update on client for each row execute function note();`

let app: TestApp
let server: TestServer
let other: OtherPostgres
let there: pg.Pool
let processes: ReturnType<typeof processesOn>
let object: string
let system: string

beforeAll(async () => {
  other = await startOtherPostgres()
  there = new pg.Pool({ connectionString: other.url, max: 4 })
  there.on('error', () => {})
  await there.query(schema)
  server = await startTestServer(migrationSources)
  app = await testApp({ server })
  const name = new URL(app.database.url).pathname.slice(1)
  // Acknowledged is what survives the death of the server; the tests' own servers do not wait for it.
  await app.database.pool.query(`alter database "${name}" set synchronous_commit = on`)
  processes = processesOn(app.database.url)
  const url = new URL(other.url)
  system = await joinedSystem(app, {
    name: 'Old ERP',
    settings: {
      host: url.hostname,
      port: Number(url.port),
      database: url.pathname.slice(1),
      user: url.username,
      password: url.password,
    },
  })
  object = await joined('client')
}, 180_000)

function joined(name: string): Promise<string> {
  return joinedObject(app, {
    system,
    name,
    shape: {
      space: 'public',
      key: ['no'],
      fields: [
        { name: 'no', kind: 'integer', optional: false },
        { name: 'company', kind: 'text', optional: false },
        { name: 'trade', kind: 'text', optional: true },
      ],
    },
    mapping: [fieldRule('company', 'name', { write: 'no' }), fieldRule('trade', 'industry')],
  })
}
// A worker that was left over would take the work of those that the next test kills.
afterEach(() => processes.endAll(), 60_000)
afterAll(async () => {
  await processes?.stop()
  await app?.close()
  await server?.stop()
  await there?.end()
  await other?.remove()
}, 120_000)

const patience = { timeout: 120_000, interval: 200 }
const all = async <T>(text: string, values: unknown[] = []) =>
  (await app.database.pool.query(text, values)).rows as T[]
const worker = () => processes.start(['app/main.ts', '--role', 'worker'], null)

/** Tries until the server that was killed is back. */
const whenBack = <T>(work: () => Promise<T>) => vi.waitFor(work, patience)

async function customersByKey(): Promise<Map<number, string>> {
  const found = await all<{ key: string; id: string }>(
    'select key, record_id as id from integration.crosswalk where object_id = $1',
    [object],
  )
  return new Map(found.map(({ key, id }) => [Number(key), id]))
}

type Writing = {
  acknowledged: Map<number, string[]>
  uncertain: Map<number, string[]>
  stop: () => Promise<void>
}

/** Writes a value of its own to one record after the other until it is stopped, and keeps who was told what. */
function writing(
  keys: readonly number[],
  who: string,
  write: (no: number, value: string) => Promise<boolean>,
): Writing {
  const acknowledged = new Map<number, string[]>()
  const uncertain = new Map<number, string[]>()
  let going = true
  const done = (async () => {
    for (let turn = 0; going; turn++) {
      const no = keys[turn % keys.length] as number
      const value = `${who} ${turn}`
      const told = await write(no, value).catch(() => false)
      const list = told ? acknowledged : uncertain
      list.set(no, [...(list.get(no) ?? []), value])
      await sleep(15)
    }
  })()
  return {
    acknowledged,
    uncertain,
    stop: async () => {
      going = false
      await done
    },
  }
}

async function killDatabase(): Promise<void> {
  const [{ folder } = { folder: '' }] = await all<{ folder: string }>(
    `select current_setting('data_directory') as folder`,
  )
  const [pid] = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(pid), 'SIGKILL')
}

test('whoever is killed, when and how often: nothing that was acknowledged is lost or written twice, and both sides end alike', async () => {
  let workers: Started[] = [await worker(), await worker()]
  let web = await processes.web()
  const { headers } = await app.key('administrator')
  await vi.waitFor(
    async () =>
      expect([
        await all('select failure, reason from integration.stream'),
        await all('select ended_at is not null as ended from integration.load'),
      ]).toEqual([[{ failure: null, reason: null }], [{ ended: true }]]),
    patience,
  )
  const customers = await customersByKey()
  expect(customers.size).toBe(200)

  const here = writing(ours, 'here', async (no, value) => {
    const answer = await fetch(`${web.address}/api/v1/customers/${customers.get(no)}`, {
      method: customersContract.change.method,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ industry: value }),
    })
    return answer.status === 200
  })
  const outside = writing(theirs, 'there', async (no, value) => {
    await there.query('update client set trade = $2 where no = $1', [no, value])
    return true
  })
  const kill = [
    async () => {
      await workers[0]?.kill('SIGKILL')
      workers = [workers[1] as Started, await worker()]
    },
    async () => {
      await web.kill('SIGKILL')
      web = await processes.web()
    },
    async () => process.kill(other.pid(), 'SIGKILL'),
    async () => {
      await Promise.all(workers.map(each => each.kill('SIGKILL')))
      workers = [await worker(), await worker()]
    },
    killDatabase,
  ]
  for (let round = 0; round < rounds; round++) {
    await sleep(2500)
    await kill[round % kill.length]?.()
  }
  await sleep(2500)
  await here.stop()
  await outside.stop()

  // At rest: nothing is on its way, and our copy is what stands there.
  await whenBack(async () => {
    expect(
      await all(
        `select state, reason, count(*)::int as operations from integration.operation where state not in ('confirmed', 'withdrawn') group by 1, 2`,
      ),
    ).toEqual([])
    const standing = (await there.query('select no::text as key, trade from client order by 1')).rows
    expect(
      await all(
        `select key, values ->> 'trade' as trade from integration.mirror where object_id = $1 and gone_at is null order by 1`,
        [object],
      ),
    ).toEqual(standing)
  })
  const written = (await there.query<{ no: number; trade: string }>('select no, trade from written')).rows
  const times = new Map<string, number>()
  for (const { trade } of written) times.set(trade, (times.get(trade) ?? 0) + 1)
  expect([...times].filter(([, count]) => count > 1)).toEqual([])
  const standing = new Map(
    (await there.query<{ no: number; trade: string }>('select no, trade from client')).rows.map(
      ({ no, trade }) => [no, trade],
    ),
  )
  // The last word of each record: the last that was acknowledged, or a later one of which nobody was told.
  for (const { acknowledged, uncertain } of [here, outside])
    for (const [no, values] of acknowledged) {
      const last = values.at(-1) as string
      const number = (value: string | undefined) => Number(value?.split(' ')[1])
      const later = (uncertain.get(no) ?? []).filter(value => number(value) > number(last))
      expect([last, ...later], `record ${no}`).toContain(standing.get(no))
    }
  const industries = await all<{ key: string; industry: string }>(
    `select w.key, c.industry from integration.crosswalk w join customers.customer c on c.id = w.record_id where w.object_id = $1`,
    [object],
  )
  expect(industries.filter(({ key, industry }) => industry !== standing.get(Number(key)))).toEqual([])
  // The writers were at work, or nothing was proved.
  expect(here.acknowledged.size).toBe(ours.length)
  expect(outside.acknowledged.size).toBe(theirs.length)
}, 300_000)

test('a first reading goes on where it was when its worker was killed or its mapping edited, and counts every record once', async () => {
  const debtors = await joined('debtor')
  const load = async () =>
    (
      await all<{ read: number; created: number; ended: boolean }>(
        `select read::int, created::int, ended_at is not null as ended from integration.load where object_id = $1 and reason = 'first'`,
        [debtors],
      )
    )[0]
  // Looked at often: on a quick machine a few thousand records take less than the usual pause between two looks.
  const readTo = (count: number) =>
    vi.waitFor(async () => expect((await load())?.read).toBeGreaterThanOrEqual(count), {
      ...patience,
      interval: 10,
    })
  let killed = await worker()
  await readTo(1000)
  await killed.kill('SIGKILL')
  killed = await worker()
  await readTo(4000)
  const before = Number((await load())?.read)
  await app.database.pool.query(
    `update integration.object set version = version + 1, mapping = $2 where id = $1`,
    [
      debtors,
      JSON.stringify([fieldRule('company', 'name', { write: 'no' }), fieldRule('trade', 'jobTitle')]),
    ],
  )
  await readTo(8000)
  await killed.kill('SIGKILL')
  const after = Number((await load())?.read)
  expect(after).toBeLessThan(debtorCount)
  await worker()
  await vi.waitFor(
    async () => expect(await load()).toEqual({ read: debtorCount, created: debtorCount, ended: true }),
    patience,
  )
  const [counted] = await all(
    `select count(*)::int as records, count(distinct w.record_id)::int as customers, count(c.job_title)::int as later
     from integration.crosswalk w join customers.customer c on c.id = w.record_id where w.object_id = $1`,
    [debtors],
  )
  // By the new mapping is understood at the latest what the next worker reads, and at the earliest what follows the change.
  expect(counted).toEqual({
    records: debtorCount,
    customers: debtorCount,
    later: expect.toSatisfy(n => n >= debtorCount - after && n <= debtorCount - before),
  })
}, 300_000)
