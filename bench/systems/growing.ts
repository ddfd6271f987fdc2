import type pg from 'pg'
import type { Line } from '../report.ts'
import type { LookedAt } from './looked-at.ts'
import type { Look } from './looked-into.ts'

type Watched = { ours: pg.Client; web: LookedAt; worker: LookedAt }
type State = {
  at: number
  web: Look
  worker: Look
  logged: number
  connections: number
  sizeMb: number
  inserted: Map<string, number>
  updated: Map<string, number>
}

/** What grew from now until `end`; `inShort` is how it stands. */
export type Growth = {
  inShort: () => Promise<string>
  end: () => Promise<void>
  lines: () => Line[]
}

export async function growthOf(watched: Watched): Promise<Growth> {
  const first = await stateOf(watched)
  let last = first
  return {
    inShort: async () => {
      last = await stateOf(watched)
      return inShort(first, last)
    },
    end: async () => {
      last = await stateOf(watched)
    },
    lines: () => linesOf(first, last),
  }
}

async function stateOf({ ours, web, worker }: Watched): Promise<State> {
  const tables = await ours.query<{ name: string; inserted: number; updated: number }>(
    `select schemaname || '.' || relname as name, n_tup_ins::int as inserted, n_tup_upd::int as updated from pg_stat_user_tables`,
  )
  const { rows } = await ours.query<{ connections: number; size: number }>(
    `select (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as connections,
       (pg_database_size(current_database()) / 1048576.0)::float8 as size`,
  )
  return {
    at: Date.now(),
    web: await web.look(),
    worker: await worker.look(),
    logged: web.logged().lines + worker.logged().lines,
    connections: rows[0]?.connections ?? 0,
    sizeMb: rows[0]?.size ?? 0,
    inserted: new Map(tables.rows.map(({ name, inserted }) => [name, inserted])),
    updated: new Map(tables.rows.map(({ name, updated }) => [name, updated])),
  }
}

const whole = (number: number) => Math.round(number)

function inShort(first: State, last: State): string {
  const of = ({ heapMb, rssMb, timers, sockets, resources }: Look) =>
    `heap ${whole(heapMb)} rss ${whole(rssMb)} timers ${timers} sockets ${sockets} all ${resources}`
  return [
    `${whole((last.at - first.at) / 60_000)} min`,
    `web: ${of(last.web)}`,
    `worker: ${of(last.worker)}`,
    `connections ${last.connections}`,
    `database ${whole(last.sizeMb)} MB`,
    `log lines ${last.logged - first.logged}`,
    perMinute(first, last, 'inserted'),
  ].join(' | ')
}

/** Rows of the tables that grow, for a minute. */
function perMinute(first: State, last: State, what: 'inserted' | 'updated'): string {
  const minutes = (last.at - first.at) / 60_000
  return [...last[what]]
    .map(([name, now]) => ({ name, rate: (now - (first[what].get(name) ?? 0)) / minutes }))
    .filter(({ rate }) => rate > 0)
    .sort((a, b) => b.rate - a.rate)
    .map(({ name, rate }) => `${name} ${rate.toFixed(1)}`)
    .join(', ')
}

/** How much more may be held at the end: what caches take, and a stream of changes that grows a table. */
const spare = { heapMb: 40, resources: 6, connections: 4, logged: 1 }

function linesOf(first: State, last: State): Line[] {
  const minutes = (last.at - first.at) / 60_000
  const pair = (a: number, b: number) => `${whole(a)} → ${whole(b)}`
  const held = (role: 'web' | 'worker'): Line => {
    const [a, b] = [first[role], last[role]]
    return {
      work: `held by the ${role} process at the end: MB`,
      limit: `≤ ${spare.heapMb} MB more`,
      rate: b.heapMb,
      within: b.heapMb - a.heapMb <= spare.heapMb && b.resources - a.resources <= spare.resources,
      note: `heap ${pair(a.heapMb, b.heapMb)}, rss ${pair(a.rssMb, b.rssMb)}, timers ${pair(a.timers, b.timers)}, sockets ${pair(a.sockets, b.sockets)}`,
    }
  }
  return [
    held('web'),
    held('worker'),
    {
      work: 'connections to our database',
      limit: 'no more',
      rate: last.connections,
      within: last.connections - first.connections <= spare.connections,
      note: pair(first.connections, last.connections),
    },
    {
      work: 'lines logged in a minute',
      limit: `≤ ${spare.logged}`,
      rate: (last.logged - first.logged) / minutes,
      within: (last.logged - first.logged) / minutes <= spare.logged,
    },
    {
      work: 'growth of the database in a minute: MB',
      limit: '',
      rate: (last.sizeMb - first.sizeMb) / minutes,
      within: null,
      note: `rows: ${perMinute(first, last, 'inserted')}`,
    },
  ]
}
