import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { percentiles } from '../measure.ts'
import { openProduct } from '../product.ts'
import { inShort, type Line, timesLine } from '../report.ts'
import { createKey } from '../server.ts'
import { type Others, startOthers } from './away.ts'
import { type GoingOn, goOn, type Timed } from './going-on.ts'
import { type Growth, growthOf } from './growing.ts'
import { type LookedAt, startLookedAt } from './looked-at.ts'
import { atRest } from './returned.ts'

export type OutageSizes = { minutes: number; customers: number }

type Outage = {
  sizes: OutageSizes
  ours: pg.Client
  others: Others
  web: LookedAt
  worker: LookedAt
  key: string
  say: (line: string) => void
}

/** Every system is away for so many minutes, on a product of its own with a web process and a worker, while people go on working. */
export async function everySystemDown(sizes: OutageSizes, say: (line: string) => void): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-bench-outage-'))
  const stops: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
  try {
    const web = await startLookedAt(folder, 'web')
    stops.push(web.stop)
    const key = await createKey(folder, Number(web.address.port), 'administrator')
    const worker = await startLookedAt(folder, 'worker')
    stops.push(worker.stop)
    const product = await openProduct(folder, key)
    stops.push(product.close)
    const ours = new pg.Client({ connectionString: product.url })
    await ours.connect()
    stops.push(() => ours.end())
    const others = await startOthers(ours, sizes.customers)
    stops.push(others.stop)
    const lines = await away({ sizes, ours, others, web, worker, key, say })
    for (const line of lines) say(inShort(line))
    return lines
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}

async function away(outage: Outage): Promise<Line[]> {
  const { sizes, others, ours, web, worker, key, say } = outage
  const going = goOn({ address: web.address, key, customers: others.customers })
  // What every process needs once is there before it is counted.
  await sleep(Math.min(20_000, sizes.minutes * 15_000))
  await others.takeAway()
  const begun = Date.now()
  // The first half minute notices that they are away: breakers open, sockets end.
  await sleep(Math.min(30_000, sizes.minutes * 15_000))
  const growth = await growthOf({ ours, web, worker })
  for (let minute = 1; minute <= sizes.minutes; minute++) {
    await sleep(Math.max(0, begun + minute * 60_000 - Date.now()))
    const lately = going.times.page.filter(({ at }) => at > Date.now() - 60_000).map(({ took }) => took)
    const { p50, p95, p99 } = percentiles(Float64Array.from(lately))
    const pages = [p50, p95, p99].map(Math.round).join('/')
    say(`${await growth.inShort()} | pages of this minute ${pages} ms, failed so far ${going.failed.length}`)
  }
  await growth.end()
  const board = await boardOf(outage)
  say(JSON.stringify(board))
  const ended = Date.now()
  await others.bringBack()
  const back = performance.now()
  // Whoever works goes on while they come back.
  await sleep(5000)
  await going.stop()
  const rest = await atRest({ ours, others, going })
  say(`at rest ${Math.round((performance.now() - back) / 1000)} s after they were back`)
  say(
    JSON.stringify({
      failed: going.failed.slice(0, 20),
      states: rest.states,
      logged: { web: web.logged(), worker: worker.logged() },
    }),
  )
  return linesOf({ going, growth, rest, board, span: { begun, ended } })
}

type Board = { name: string; state: string; since: string | null; failure: string | null; queue: number }[]

async function boardOf({ web, key }: Outage): Promise<Board> {
  const reply = await fetch(new URL('/api/v1/integration/board', web.address), {
    headers: { authorization: `Bearer ${key}` },
  })
  const { items } = (await reply.json()) as { items: Board }
  return items.map(({ name, state, since, failure, queue }) => ({ name, state, since, failure, queue }))
}

type Found = {
  going: GoingOn
  growth: Growth
  rest: Awaited<ReturnType<typeof atRest>>
  board: Board
  span: { begun: number; ended: number }
}

function linesOf({ going, growth, rest, board, span }: Found): Line[] {
  const part = Math.min(10 * 60_000, (span.ended - span.begun) / 3)
  const within = (from: number, until: number) => (one: Timed) => one.at >= from && one.at < until
  const line = (work: string, times: readonly Timed[], limit: number | null): Line => {
    const latency = percentiles(Float64Array.from(times.map(({ took }) => took)))
    return { ...timesLine(work, limit, latency), note: `${latency.count}` }
  }
  const { page, search, change } = going.times
  const minutes = Math.round(part / 6000) / 10
  return [
    line(
      `page, the first ${minutes} minutes without any system`,
      page.filter(within(span.begun, span.begun + part)),
      80,
    ),
    line(`page, the last ${minutes}`, page.filter(within(span.ended - part, span.ended)), 80),
    line('search, all of the time', search.filter(within(span.begun, span.ended)), null),
    line('change of a joined field', change.filter(within(span.begun, span.ended)), null),
    {
      work: 'failed of all that people did',
      limit: 'none',
      rate: going.failed.length,
      within: going.failed.length === 0,
      note: going.failed.slice(0, 3).join('; '),
    },
    ...growth.lines(),
    {
      work: 'systems that the board calls unreachable',
      limit: 'all',
      rate: board.filter(({ state, since }) => state === 'unreachable' && since).length,
      within:
        board.length === 3 && board.every(({ state, since }) => state === 'unreachable' && since !== null),
    },
    ...rest.lines,
  ]
}
