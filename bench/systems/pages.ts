import { setTimeout as sleep } from 'node:timers/promises'
import { latencyOf, percentiles } from '../measure.ts'
import type { Line } from '../report.ts'
import { replay, type Sent } from '../statements.ts'
import type { Connection } from '../../modules/integration/server/connectors/port.ts'
import { connectorByKind } from './connectors.ts'
import type { Other } from './others.ts'
import type { Setting } from './setting.ts'

/** The sick ones among the systems: which, and what ails them. */
const sick = { slow: 0, down: 1, flaps: 2 }
/** It takes as long each way, so answers come after five seconds. */
const slowly = 2500
const flapEvery = 2000

/** The page part of a customer while one system answers in five seconds, one is down and one flaps, beside the naive page. */
export async function pagesBesideSick(setting: Setting): Promise<Line[]> {
  const { connection, counts, joined, raw, product } = setting
  // Nobody is looked at twice while he is known to be as he was.
  let looked = 0
  const ask = (turn: number) => {
    const id = joined.customers[(turn * 37) % joined.customers.length] as string
    return { endpoint: 'integration.records', params: { id }, query: { asking: 'no' } }
  }
  const view = async () => {
    const turn = looked++
    const reply = await connection.send({
      method: 'GET',
      path: `/api/v1/integration/customers/${ask(turn).params.id}/records`,
    })
    if (reply.status !== 200)
      throw new Error(`The page answered ${reply.status}: ${reply.body.slice(0, 300)}`)
    if (!reply.body.includes('"state":"')) throw new Error('The page came without values.')
  }
  const lines: Line[] = []
  const well = await latencyOf(view, counts)
  const recorded: Sent[][] = []
  for (let turn = 0; turn < 40; turn++) recorded.push(await product.statementsOf(ask(turn)))
  const alone = await latencyOf(turn => replay(raw, recorded[turn % recorded.length] ?? []), counts)
  lines.push(lineOf('page of joined systems, all well', well, { raw: alone.p50 }))
  const connections = await naiveConnections(setting)
  await makeSick(setting)
  const before = await setting.beside.calls()
  const pages = counts.warm + 3 * counts.count
  const ours = await latencyOf(view, counts)
  const naive = await naivePages(setting, { before, connections })
  const perPage = naive.oursCalls / pages || 1 / pages
  const fold = naive.callsPerPage / perPage
  lines.push(
    lineOf('the same: one takes 5 s, one is down, one flaps', ours, {
      raw: alone.p50,
      note: `no error; ${naive.oursCalls} calls reached the sick ones for ${pages} pages`,
    }),
    {
      work: 'the naive page beside it: asks all and waits',
      limit: '',
      p50: naive.latency.p50,
      p95: naive.latency.p95,
      p99: naive.latency.p99,
      within: null,
      note: `${naive.errors} of ${naive.latency.count} failed; ${naive.callsPerPage.toFixed(1)} calls a page to the sick ones`,
    },
    {
      work: 'calls that the sick ones are spared',
      limit: '≥ 8-fold fewer',
      rate: fold,
      within: fold >= 8,
    },
  )
  return lines
}

function lineOf(
  work: string,
  { p50, p95, p99 }: Pick<ReturnType<typeof percentiles>, 'p50' | 'p95' | 'p99'>,
  rest: Partial<Line>,
): Line {
  return { work, limit: 'p95 ≤ 40, p99 ≤ 80 ms', p50, p95, p99, within: p95 <= 40 && p99 <= 80, ...rest }
}

async function makeSick({ beside }: Setting): Promise<void> {
  await beside.tell({ do: 'set', at: sick.slow, faults: { latency: slowly } })
  await beside.tell({ do: 'set', at: sick.down, faults: { closesAfterAccepting: true } })
  await beside.tell({ do: 'flap', at: sick.flaps, every: flapEvery })
}

const sum = (calls: readonly number[]) => Object.values(sick).reduce((all, at) => all + (calls[at] ?? 0), 0)

/** Opened while all are well, and used once, so that only single questions are compared. */
async function naiveConnections({ beside }: Setting): Promise<Connection[]> {
  const connections = await Promise.all(
    beside.others.map(({ kind, settings }) => connectorByKind(kind, settings)),
  )
  await Promise.all(
    connections.map((connection, at) => askOne(connection, { other: beside.others[at] as Other, number: 1 })),
  )
  return connections
}

function askOne(
  connection: Connection,
  { other, number }: { other: Other; number: number },
): Promise<unknown> {
  return connection.read({ object: other.shape, keys: [String(number)] }, AbortSignal.timeout(20_000))
}

type Naive = { before: readonly number[]; connections: readonly Connection[] }

/** As somebody builds it first: every page asks every system and shows what has come when all have answered. */
async function naivePages({ beside, joined, quick }: Setting, { before, connections }: Naive) {
  // What is on its way to the slow one still counts as ours.
  await sleep(2 * slowly + 500)
  const between = await beside.calls()
  const times: number[] = []
  let errors = 0
  const page = async (number: number) => {
    const begun = performance.now()
    const answers = await Promise.allSettled(
      connections.map((connection, at) => askOne(connection, { other: beside.others[at] as Other, number })),
    )
    times.push(performance.now() - begun)
    if (answers.some(({ status }) => status === 'rejected')) errors++
  }
  const wanted = quick ? 4 : 60
  for (let at = 0; at < wanted; at += 4)
    await Promise.all([1, 2, 3, 4].map(one => page(((at + one) % joined.customers.length) + 1)))
  const after = await beside.calls()
  await Promise.all(connections.map(connection => connection.close()))
  return {
    latency: percentiles(Float64Array.from(times)),
    errors,
    oursCalls: sum(between) - sum(before),
    callsPerPage: (sum(after) - sum(between)) / times.length,
  }
}
