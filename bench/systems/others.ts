import pg from 'pg'
import type { RemoteObject, Settings } from '../../modules/integration/server/connectors/port.ts'
import {
  type FaultProxy,
  type Faults,
  startFaultProxy,
} from '../../modules/integration/testing/systems/fault-proxy.ts'
import { startOtherPostgres } from '../../modules/integration/testing/systems/postgres.ts'
import { type RestSystem, startRestSystem } from '../../modules/integration/testing/systems/rest/server.ts'
import { connectorByKind } from './connectors.ts'

/** A system of somebody else, with a proxy before it; runs in a process of its own, so that it takes nothing of the driver's turn. */
export type Other = { kind: string; settings: Settings; shape: RemoteObject }

export type Command =
  | { do: 'set'; at: number; faults: Faults }
  | { do: 'flap'; at: number; every: number }
  | { do: 'well'; at: number }
  | { do: 'count' }
export type Told = { others: Other[] } | { calls: number[] } | { done: true }

type Running = {
  other: Other
  proxy: FaultProxy
  rest: RestSystem | null
  faulty: boolean
  takenBefore: number
  refused: number
  timer?: NodeJS.Timeout
}

/** A customer as all of them have him. */
const rowOf = (number: number) => ({
  name: `Customer ${number}`,
  city: 'Cork',
  email: `c${number}@firm.example`,
  balance: number / 100,
})

/** Starts `count` systems with so many customers: three of four over HTTP, the others databases. */
async function start(count: number, customers: number): Promise<Running[]> {
  const database = await startOtherPostgres()
  process.once('disconnect', () => void database.remove().finally(() => process.exit(0)))
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(
    'create table customers (id int primary key, name text, city text, email text, balance numeric(12, 2))',
  )
  await client.query(
    `insert into customers select n, 'Customer ' || n, 'Cork', 'c' || n || '@firm.example', n / 100.0 from generate_series(1, $1::int) n`,
    [customers],
  )
  await client.end()
  const running: Running[] = []
  for (let at = 0; at < count; at++)
    running.push(at % 4 === 3 ? await databaseSystem(database.url) : await httpSystem(customers))
  return running
}

async function httpSystem(customers: number): Promise<Running> {
  const rest = await startRestSystem()
  for (let number = 1; number <= customers; number++) rest.store.create(rowOf(number))
  const proxy = await startFaultProxy({ port: Number(new URL(rest.url).port) })
  const document = `http://127.0.0.1:${proxy.port}/openapi.json`
  return runningOf(
    { kind: 'rest', settings: { document, authentication: 'bearer', secret: rest.token } },
    { proxy, rest },
  )
}

async function databaseSystem(url: string): Promise<Running> {
  const { hostname, port, pathname, username, password } = new URL(url)
  const proxy = await startFaultProxy({ host: hostname, port: Number(port) })
  const settings = {
    host: '127.0.0.1',
    port: proxy.port,
    database: pathname.slice(1),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  }
  return runningOf({ kind: 'postgres', settings }, { proxy, rest: null })
}

async function runningOf(
  { kind, settings }: Pick<Other, 'kind' | 'settings'>,
  { proxy, rest }: Pick<Running, 'proxy' | 'rest'>,
): Promise<Running> {
  const connection = await connectorByKind(kind, settings)
  const shape = (await connection.objects(AbortSignal.timeout(10_000))).find(
    ({ name }) => name === 'customers',
  )
  await connection.close()
  if (!shape) throw new Error(`The system of the kind ${kind} has no customers.`)
  return { other: { kind, settings, shape }, proxy, rest, faulty: false, takenBefore: 0, refused: 0 }
}

/** Calls for customers that reached the system, and connections to it while it took none. */
function callsOf(one: Running): number {
  countRefused(one)
  const reads = one.rest?.asked.filter(asked => /^GET \/api\/customers\/\d+$/.test(asked)).length ?? 0
  return reads + one.refused
}

function countRefused(one: Running): void {
  const { taken } = one.proxy.counts()
  if (one.faulty) one.refused += taken - one.takenBefore
  one.takenBefore = taken
}

function set(one: Running, faults: Faults): void {
  countRefused(one)
  one.faulty = faults.closesAfterAccepting === true
  one.proxy.set(faults)
  if (one.faulty) one.proxy.resetAll()
}

function obey(running: readonly Running[], command: Command): Told {
  if (command.do === 'count') return { calls: running.map(callsOf) }
  const one = running[command.at] as Running
  clearInterval(one.timer)
  if (command.do === 'set') set(one, command.faults)
  else if (command.do === 'well') set(one, {})
  else
    one.timer = setInterval(() => set(one, one.faulty ? {} : { closesAfterAccepting: true }), command.every)
  return { done: true }
}

const [count = '8', customers = '100'] = process.argv.slice(2)
const running = await start(Number(count), Number(customers))
process.on('message', command => process.send?.(obey(running, command as Command)))
process.send?.({ others: running.map(({ other }) => other) } satisfies Told)
