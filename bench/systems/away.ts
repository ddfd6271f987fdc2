import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { type FaultProxy, startFaultProxy } from '../../modules/integration/testing/systems/fault-proxy.ts'
import { type OtherPostgres, startOtherPostgres } from '../../modules/integration/testing/systems/postgres.ts'
import { type RestSystem, startRestSystem } from '../../modules/integration/testing/systems/rest/server.ts'
import { newId } from '../../platform/ids.ts'
import { connectorByKind } from './connectors.ts'
import { noteTowns, openDebtors } from './debtors.ts'
import { joinDatabase } from './joined-database.ts'

/** A change of one record over there: its number and what was set. */
export type WrittenThere = { number: number; value: string }

/** Three systems of others: a database that is followed by its log, and two over HTTP that are asked while a page is shown. */
export type Others = {
  /** The customer here for each number there. */
  customers: Map<number, string>
  objects: { debtor: string; clients: string }
  takeAway: () => Promise<void>
  bringBack: () => Promise<void>
  /** What was written over there by us: towns in the database, cities over HTTP. */
  written: () => Promise<{ towns: WrittenThere[]; cities: WrittenThere[] }>
  /** What stands there now, by number. */
  standing: () => Promise<{ towns: Map<number, string>; cities: Map<number, string> }>
  stop: () => Promise<void>
}

/** Starts them with so many customers, joins them, and waits until all of it was read. */
export async function startOthers(ours: pg.Client, count: number): Promise<Others> {
  const other = await startOtherPostgres({ fsync: 'on' })
  const there = await openDebtors(other.url, { customers: count, documents: 20 * count, connections: 2 })
  await noteTowns(there)
  const { debtor } = await joinDatabase(ours, other.url)
  await allRead(ours)
  const { rows } = await ours.query<{ key: string; id: string }>(
    'select key, record_id as id from integration.crosswalk where object_id = $1',
    [debtor],
  )
  const customers = new Map(rows.map(({ key, id }) => [Number(key), id]))
  const silent = await startHttp(count)
  const closing = await startHttp(count)
  const clients = await joinHttp(ours, { name: 'Silent', http: silent, customers, writes: true })
  await joinHttp(ours, { name: 'Closing', http: closing, customers, writes: false })
  await allRead(ours)
  return { customers, objects: { debtor, clients }, ...acts({ other, there, silent, closing }) }
}

type Http = { rest: RestSystem; proxy: FaultProxy; written: WrittenThere[] }

async function startHttp(count: number): Promise<Http> {
  const rest = await startRestSystem()
  for (let number = 1; number <= count; number++)
    rest.store.create({
      name: `Company ${number}`,
      city: 'Trade',
      email: `c${number}@firm.example`,
      balance: number,
    })
  const written: WrittenThere[] = []
  const { change } = rest.store
  rest.store.change = (row, values) => {
    if (typeof values.city === 'string') written.push({ number: row.id, value: values.city })
    return change(row, values)
  }
  return { rest, written, proxy: await startFaultProxy({ port: Number(new URL(rest.url).port) }) }
}

type Joining = { name: string; http: Http; customers: ReadonlyMap<number, string>; writes: boolean }

/** Its customers are those that the database has brought; what it calls the city is what a customer trades in here. */
async function joinHttp(ours: pg.Client, { name, http, customers, writes }: Joining): Promise<string> {
  const document = `http://127.0.0.1:${http.proxy.port}/openapi.json`
  const settings = { document, authentication: 'bearer', secret: http.rest.token }
  const connection = await connectorByKind('rest', settings)
  const shapes = await connection.objects(AbortSignal.timeout(10_000))
  await connection.close()
  const shape = shapes.find(one => one.name === 'customers')
  const [system, object] = [newId(), newId()]
  const rule = (field: string, rest: object) => ({
    field,
    target: null,
    label: null,
    owner: 'theirs',
    mode: 'live',
    write: 'no',
    freshness: 60,
    ...rest,
  })
  const mapping = [
    rule('name', { target: 'name', mode: 'mirrored' }),
    rule('balance', {}),
    rule('city', writes ? { target: 'industry', mode: 'mirrored', write: 'yes' } : {}),
  ]
  await ours.query('begin')
  await ours.query(`insert into integration.system (id, name, kind, settings) values ($1, $2, 'rest', $3)`, [
    system,
    name,
    settings,
  ])
  await ours.query(
    `insert into integration.object (system_id, id, space, name, shape, role, mapping) values ($1, $2, $3, 'customers', $4, 'customer', $5)`,
    [system, object, shape?.space ?? '', shape, JSON.stringify(mapping)],
  )
  await ours.query(
    `insert into integration.crosswalk (object_id, key, record_id) select $1, k, c from unnest($2::text[], $3::uuid[]) g(k, c)`,
    [object, [...customers.keys()].map(String), [...customers.values()]],
  )
  await ours.query('commit')
  return object
}

/** Everything that is joined was read once, and is followed. */
export async function allRead(ours: pg.Client): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    const { rows } = await ours.query<{ open: number }>(
      `select (select count(*) from integration.object o where not exists
           (select 1 from integration.load l where l.object_id = o.id and l.ended_at is not null and l.failure is null))::int
         + (select count(*) from integration.system s where not exists
           (select 1 from integration.stream t where t.system_id = s.id and t.failure is null and t.position is not null))::int as open`,
    )
    if (rows[0]?.open === 0) return
    await sleep(250)
  }
  throw new Error('What is joined was not read within five minutes.')
}

type Parts = { other: OtherPostgres; there: pg.Pool; silent: Http; closing: Http }

function acts({
  other,
  there,
  silent,
  closing,
}: Parts): Pick<Others, 'takeAway' | 'bringBack' | 'written' | 'standing' | 'stop'> {
  return {
    takeAway: async () => {
      await other.stop()
      silent.proxy.set({ blackHole: true })
      closing.proxy.set({ closesAfterAccepting: true })
      closing.proxy.resetAll()
    },
    bringBack: async () => {
      await other.start()
      for (const { proxy } of [silent, closing]) {
        proxy.set({})
        proxy.resetAll()
      }
    },
    written: async () => ({
      towns: (await there.query<WrittenThere>('select no as number, town as value from written')).rows,
      cities: silent.written,
    }),
    standing: async () => {
      const { rows } = await there.query<WrittenThere>('select no as number, town as value from debtor')
      return {
        towns: new Map(rows.map(({ number, value }) => [number, value])),
        cities: new Map(silent.rest.store.all().map(({ id, city }) => [id, String(city)])),
      }
    },
    stop: async () => {
      await there.end()
      await Promise.all([silent, closing].map(({ proxy }) => proxy.close()))
      await Promise.all([silent, closing].map(({ rest }) => rest.remove()))
      await other.remove()
    },
  }
}
