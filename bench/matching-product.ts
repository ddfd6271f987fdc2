import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import pino from 'pino'
import { projectFolder } from '../platform/config.ts'
import { dataSetOf } from './data-set.ts'
import { draw } from './draw.ts'
import { inventedOf } from './generate-customers.ts'
import { type HttpConnection, httpConnection } from './http-client.ts'
import { type Latency, latencyOf, percentiles } from './measure.ts'
import { type Ask, asksOf, requestOf } from './requests.ts'
import type { Scene } from './scene.ts'
import { createKey, startServer } from './server.ts'
import { openProduct } from './product.ts'

export type Result = { work: string; limit: string; measured: string; within: boolean | null }

export type ProductSizes = { customers: number; quick: boolean; cache?: string }

type Bench = { scene: Scene; open: () => Promise<HttpConnection>; database: pg.Client; quick: boolean }

/** The promises of speed that need the running server: live check, rules, and pages while the whole base is matched. */
export async function benchMatchingProduct({ customers, quick, cache }: ProductSizes): Promise<Result[]> {
  const log = pino({ level: 'warn' }, pino.destination(2))
  const organisations = Math.round(customers / 6)
  const sizes = { persons: customers - organisations, organisations, entries: customers }
  const say = (line: string) => process.stderr.write(`  ${line}\n`)
  const folder = cache ?? join(projectFolder, '.cache', 'bench')
  const set = await dataSetOf(sizes, { cache: folder, fresh: false, log, say })
  const server = await startServer(set.folder)
  try {
    const key = await createKey(set.folder, Number(server.address.port), 'steward')
    const product = await openProduct(set.folder, key)
    const database = new pg.Client({ connectionString: product.url })
    await database.connect()
    const open = () => httpConnection(server.address, key)
    try {
      const bench: Bench = { scene: set.scene, open, database, quick }
      await makeKeys(bench, say)
      const results: Result[] = []
      for (const measure of [liveCheck, sweep, pagesWhileMatching]) {
        const found = await measure(bench)
        for (const { work, measured } of found) say(`${work}: ${measured}`)
        results.push(...found)
      }
      return results
    } finally {
      await database.end()
      await product.close()
    }
  } finally {
    await server.stop()
  }
}

/** The server closes a connection that is silent for a minute, so each measurement has its own. */
async function over<T>({ open }: Bench, use: (connection: HttpConnection) => Promise<T>): Promise<T> {
  const connection = await open()
  try {
    return await use(connection)
  } finally {
    connection.close()
  }
}

async function post(bench: Bench, path: string, body: unknown): Promise<void> {
  const reply = await over(bench, connection =>
    connection.send({ method: 'POST', path: `/api/v1${path}`, body: JSON.stringify(body) }),
  )
  if (reply.status >= 300) throw new Error(`${path} answered ${reply.status}: ${reply.body.slice(0, 300)}`)
}

/** The generated set was copied in, so nothing has told the matcher of it. */
async function makeKeys(bench: Bench, say: (line: string) => void): Promise<void> {
  const { database } = bench
  const all = `select (select count(*) from customers.customer where merged_into is null) as customers,
    (select count(distinct customer_id) from matching.match_key) as keyed,
    exists (select from jobs.job where name = 'matching.keys-rebuild' and state in ('created', 'retry', 'active')) as busy`
  const state = async () =>
    (await database.query<{ customers: number; keyed: number; busy: boolean }>(all)).rows[0]
  const before = await state()
  if (before && Number(before.keyed) >= Number(before.customers) * 0.99) return
  const from = performance.now()
  await post(bench, '/matching/keys/rebuilding', {})
  do await sleep(1000)
  while ((await state())?.busy)
  const after = await state()
  if (Number(after?.keyed) < Number(after?.customers) * 0.9) {
    throw new Error(`Of ${after?.customers} customers only ${after?.keyed} have match keys.`)
  }
  await database.query('vacuum (analyze) matching.match_key')
  say(`match keys of ${after?.keyed} customers: ${((performance.now() - from) / 1000).toFixed(0)} s`)
}

/** Somebody types in who is there already, half of them with a letter missing in the family name. */
function drafts({ scene }: Bench): Record<string, unknown>[] {
  return Array.from({ length: 200 }, (_, turn) => {
    const row = Math.floor(draw(scene.seed, turn, 300) * scene.sizes.persons)
    const { given, family, email, phone, postcode, city } = inventedOf(scene, row)
    const typed = family && turn % 2 === 1 ? family.slice(0, 3) + family.slice(4) : family
    return {
      kind: 'person',
      givenName: given,
      familyName: typed,
      emails: email && turn % 3 === 0 ? [email] : [],
      phones: phone && turn % 3 === 1 ? [phone] : [],
      postcode,
      city,
    }
  })
}

async function liveCheck(bench: Bench): Promise<Result[]> {
  const bodies = drafts(bench).map(customer => JSON.stringify({ customer }))
  const counts = bench.quick ? { count: 60, warm: 20 } : { count: 300, warm: 100 }
  let hinted = 0
  const latency = await over(bench, connection =>
    latencyOf(async turn => {
      const body = bodies[turn % bodies.length] as string
      const reply = await connection.send({ method: 'POST', path: '/api/v1/matching/check', body })
      if (reply.status !== 200)
        throw new Error(`The check answered ${reply.status}: ${reply.body.slice(0, 300)}`)
      if (reply.body.includes('"customer"')) hinted++
    }, counts),
  )
  if (hinted === 0) throw new Error('No check hinted at anybody, although all are known.')
  const growth = await growthTo(bench, 10_000_000)
  return [
    lineOf('live check', latency, 20),
    {
      work: 'live check at 10,000,000, estimated',
      limit: '',
      measured: `p95 ${(latency.p95 * growth).toFixed(1)} ms (× ${growth.toFixed(2)} by index depth)`,
      within: null,
    },
  ]
}

/**
 * How much more is read at `customers`: a check descends the index of keys for each key and that of customers for each
 * candidate, and reads two pages of rows at the end of each. The depth follows from the pages of the index: `fanout`
 * entries of 32 bytes in an inner page. Candidates do not grow, since a key that many share is left out.
 */
async function growthTo({ database }: Bench, customers: number): Promise<number> {
  const { rows } = await database.query<{ pages: number; customers: number }>(
    `select greatest(relpages, 1)::int as pages, (select count(*)::int from customers.customer) as customers
     from pg_class where oid = 'matching.match_key_by_key'::regclass`,
  )
  const [found] = rows
  if (!found) throw new Error('There is no index of match keys.')
  const fanout = 8192 / 32
  const depth = (pages: number) => 1 + Math.ceil(Math.log(pages) / Math.log(fanout))
  return (depth((found.pages * customers) / found.customers) + 2) / (depth(found.pages) + 2)
}

async function sweep(bench: Bench): Promise<Result[]> {
  await post(bench, '/quality/sweeps', {})
  const last = `select extract(epoch from finished_at - started_at)::float as seconds, checked::int as checked, error
    from data_quality.sweep order by asked_at desc limit 1`
  for (;;) {
    await sleep(500)
    const { rows } = await bench.database.query<{
      seconds: number | null
      checked: number
      error: string | null
    }>(last)
    const [done] = rows
    if (done?.error) throw new Error(`The sweep failed: ${done.error}`)
    if (!done?.seconds) continue
    const measured = `${done.seconds.toFixed(1)} s`
    const work = `quality rules on ${done.checked} customers`
    return [{ work, limit: '≤ 30 s', measured, within: done.seconds <= 30 }]
  }
}

/** What people open while the whole base is matched behind them, with the limits of `npm run bench -- customers`. */
async function pagesWhileMatching(bench: Bench): Promise<Result[]> {
  const asks = await over(bench, connection => asksOf(bench.scene, connection))
  const kinds: [string, readonly Ask[], number][] = [
    ['record', asks.records, 8],
    ['customer page', asks.pages, 8],
    ['list, first page', asks.firstLists, 15],
    ['search, part of a name', asks.searches.name, 50],
  ]
  await post(bench, '/matching/runs', { kind: 'full' })
  const times = kinds.map((): number[] => [])
  const from = performance.now()
  const run = await over(bench, async connection => {
    for (let turn = 0; ; turn++) {
      for (const [at, [work, chosen]] of kinds.entries()) {
        const began = performance.now()
        const reply = await connection.send(requestOf(chosen[turn % chosen.length] as Ask))
        if (reply.status !== 200)
          throw new Error(`${work} answered ${reply.status} while the base was matched.`)
        times[at]?.push(performance.now() - began)
      }
      if (turn % 10 === 9) {
        const state = await endedRun(bench)
        if (state) return state
      }
    }
  })
  const seconds = (performance.now() - from) / 1000
  return [
    {
      work: 'whole base matched and stored by the server',
      limit: '',
      measured: `${seconds.toFixed(0)} s, ${run.found} pairs`,
      within: null,
    },
    ...kinds.map(([work, , limit], at) =>
      lineOf(`${work} while the base is matched`, percentiles(Float64Array.from(times[at] ?? [])), limit),
    ),
  ]
}

async function endedRun({ database }: Bench): Promise<{ found: number } | null> {
  const { rows } = await database.query<{ state: string; error: string | null; found: number }>(
    `select state, error, coalesce((counts ->> 'found')::int, 0) as found from matching.run order by asked_at desc limit 1`,
  )
  const [last] = rows
  if (!last || last.state === 'waiting' || last.state === 'running') return null
  if (last.state !== 'done')
    throw new Error(`The search for duplicates ended as ${last.state}: ${last.error}`)
  return { found: last.found }
}

const lineOf = (work: string, { p50, p95, p99, count }: Latency, limit: number): Result => ({
  work,
  limit: `p95 ≤ ${limit} ms`,
  measured: `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, p99 ${p99.toFixed(1)} ms (${count})`,
  within: p95 <= limit,
})
