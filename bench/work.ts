import pg from 'pg'
import type { Ask } from './requests.ts'
import { requestOf } from './requests.ts'
import type { HttpConnection } from './http-client.ts'
import { markOf } from './mark.ts'
import { latencyOf, type Operation, throughputOf } from './measure.ts'
import { cpuTimes } from './processes.ts'
import type { Line } from './report.ts'
import type { Product } from './product.ts'
import { replay, type Sent } from './statements.ts'

/** Where the work is done: over HTTP by `connection`, and beside it by `raw` with the recorded statements. */
export type Bench = {
  connection: HttpConnection
  open: () => Promise<HttpConnection>
  product: Product
  raw: pg.Client
  serverPid: number
  counts: { count: number; warm: number }
}

/** Latency of reads, one after the other, with the same statements by `pg` alone beside it. */
export async function measureReads(
  bench: Bench,
  { work, asks, limit }: { work: string; asks: readonly Ask[]; limit: number },
): Promise<Line> {
  const requests = asks.map(requestOf)
  const fastest = new Map<string, number>()
  const over = await timed(bench, async turn => {
    const request = pickAt(requests, turn)
    const from = performance.now()
    const reply = await bench.connection.send(request)
    const took = performance.now() - from
    if (reply.status !== 200) throw new Error(`${work} answered ${reply.status}: ${reply.body.slice(0, 300)}`)
    fastest.set(request.path, Math.min(took, fastest.get(request.path) ?? took))
  })
  const recorded: Sent[][] = []
  for (const { endpoint, params, query } of asks) {
    recorded.push(await bench.product.statementsOf({ endpoint, params, query }))
  }
  const alone = await latencyOf(turn => replay(bench.raw, pickAt(recorded, turn)), bench.counts)
  const { p50, p95, p99 } = over.latency
  return {
    work,
    limit: `p95 ≤ ${limit} ms`,
    p50,
    p95,
    p99,
    raw: alone.p50,
    cpu: over.cpu,
    within: p95 <= limit,
  }
}

/** `latencyOf` with the processor time that each operation took. */
export async function timed(bench: Bench, operation: Operation) {
  const before = cpuTimes(bench.serverPid, bench.product.databasePid)
  const latency = await latencyOf(operation, bench.counts)
  const after = cpuTimes(bench.serverPid, bench.product.databasePid)
  const operations = latency.count + bench.counts.warm
  return {
    latency,
    cpu: {
      server: (after.server - before.server) / operations,
      database: (after.database - before.database) / operations,
    },
  }
}

const connections = 32

/** 40 % records, 30 % pages, 30 % lists from many connections, and the same statements by as many of `pg`. */
export async function measureMix(
  bench: Bench,
  { asks, seconds }: { asks: readonly Ask[]; seconds: number },
): Promise<Line> {
  const requests = asks.map(requestOf)
  const clients = await Promise.all(Array.from({ length: connections }, () => bench.open()))
  const workers = clients.map(client => async (turn: number) => {
    const reply = await client.send(pickAt(requests, turn))
    if (reply.status !== 200) throw new Error(`The read mix got ${reply.status}.`)
  })
  await throughputOf(workers, Math.min(2, seconds))
  const before = cpuTimes(bench.serverPid, bench.product.databasePid)
  const over = await throughputOf(workers, seconds)
  const after = cpuTimes(bench.serverPid, bench.product.databasePid)
  for (const client of clients) client.close()
  const rawRate = await rawMix(bench, { asks, seconds })
  const mark = await markOf(bench.product.url, { asks, connections, seconds })
  const { p50, p95, p99 } = over.latency
  const share = over.perSecond / rawRate
  return {
    work: `read mix, ${connections} connections`,
    limit: '≥ 2,500/s, ≥ 50 % of raw',
    p50,
    p95,
    p99,
    rate: over.perSecond,
    raw: rawRate,
    cpu: {
      server: (after.server - before.server) / over.done,
      database: (after.database - before.database) / over.done,
    },
    within: over.perSecond >= 2500 && share >= 0.5,
    note: `${Math.round(share * 100)} % of raw; bare routes: ${Math.round(mark)}/s`,
  }
}

async function rawMix(
  bench: Bench,
  { asks, seconds }: { asks: readonly Ask[]; seconds: number },
): Promise<number> {
  const recorded: Sent[][] = []
  for (const { endpoint, params, query } of asks) {
    recorded.push(await bench.product.statementsOf({ endpoint, params, query }))
  }
  const clients = Array.from(
    { length: connections },
    () => new pg.Client({ connectionString: bench.product.url }),
  )
  await Promise.all(clients.map(client => client.connect()))
  const workers = clients.map(client => (turn: number) => replay(client, pickAt(recorded, turn)))
  await throughputOf(workers, Math.min(2, seconds))
  const alone = await throughputOf(workers, seconds)
  await Promise.all(clients.map(client => client.end()))
  return alone.perSecond
}

/** Takes the asks round and round. */
export function pickAt<T>(list: readonly T[], turn: number): T {
  return list[turn % list.length] as T
}
