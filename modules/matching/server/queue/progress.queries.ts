import type { Context } from '../../../../platform/context.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import type { matchingContract } from '../../contract.ts'
import { seen } from '../sight.ts'

type Progress = ReplyOf<(typeof matchingContract)['progress']>

/** How much waits for the actor, what was decided, and how long the rest takes at the pace of the latest decisions. */
export async function progress(ctx: Context): Promise<Progress> {
  const { pairs, clusters, members } = await waitingFor(ctx)
  const done = await row<{ today: number; mine: number; ever: number }>(
    ctx.db,
    `select (count(*) filter (where decided_at >= $2))::int as today,
       (count(*) filter (where decided_at >= $2 and decided_by = $1))::int as mine, count(*)::int as ever
     from matching.decision where linking_id is null and verdict <> 'later'`,
    [ctx.actor.id, startOfDay(ctx)],
  )
  return {
    pairs,
    clusters,
    minutes: Math.ceil((pairs * (await paceOf(ctx))) / 60),
    decidedToday: done?.today ?? 0,
    mineToday: done?.mine ?? 0,
    decided: done?.ever ?? 0,
    uniqueness: await uniqueness(ctx, members),
    weeks: await weeksOf(ctx),
  }
}

/** Counting stops here; who has so much before him does not read the figure any more. */
const mostCounted = 100_000

async function waitingFor(ctx: Context): Promise<{ pairs: number; clusters: number; members: number }> {
  const sql = sqlWriter()
  const sight = [seen(ctx, { alias: 'c', sql }), seen(ctx, { alias: 'o', sql })]
  const scoped = sight.some(condition => condition !== 'true')
  const joins = scoped
    ? `join customers.v_customer c on c.id = p.customer_id join customers.v_customer o on o.id = p.other_id`
    : ''
  const found = await row<{ pairs: number; clusters: number; members: number }>(
    ctx.db,
    `with waiting as (select p.customer_id, p.other_id, p.cluster_id, p.cluster_size from matching.pair p ${joins}
       where p.settled_at is null ${scoped ? `and ${sight.join(' and ')}` : ''} limit ${mostCounted})
     select count(*)::int as pairs, (count(distinct cluster_id) filter (where cluster_size > 2))::int as clusters,
       (select count(distinct id)::int from (select customer_id as id from waiting union all select other_id from waiting) m) as members
     from waiting`,
    sql.values,
  )
  return found ?? { pairs: 0, clusters: 0, members: 0 }
}

/** Midnight where the actor is. */
function startOfDay({ now, actor }: Context): Date {
  const local = new Intl.DateTimeFormat('en-GB', {
    timeZone: actor.timeZone,
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(now)
  const of = (type: string) => Number(local.find(part => part.type === type)?.value ?? 0)
  return new Date(now.getTime() - ((of('hour') * 60 + of('minute')) * 60 + of('second')) * 1000)
}

const usualPace = 11

/** Seconds per decision: the median of the latest pauses between two decisions of one person; longer ones were a coffee. */
async function paceOf(ctx: Context): Promise<number> {
  const found = await row<{ pace: number | null; n: number }>(
    ctx.db,
    `select percentile_cont(0.5) within group (order by gap)::float8 as pace, count(*)::int as n from (
       select extract(epoch from decided_at - lag(decided_at) over (partition by decided_by order by decided_at)) as gap
       from (select decided_by, decided_at from matching.decision where linking_id is null order by decided_at desc limit 500) d) g
     where gap between 1 and 120`,
  )
  return found?.pace && found.n >= 10 ? found.pace : usualPace
}

/** Share of customers that wait in no pair, of those whom the last search through the whole base looked at. */
async function uniqueness(ctx: Context, members: number): Promise<number | null> {
  const found = await row<{ records: number | null }>(
    ctx.db,
    `select (counts ->> 'records')::int as records from matching.run
     where state = 'done' and kind = 'full' order by finished_at desc limit 1`,
  )
  return found?.records ? Math.max(0, 1 - members / found.records) : null
}

function weeksOf(ctx: Context): Promise<Progress['weeks']> {
  return rows(
    ctx.db,
    `select w::date::text as week, (select count(*)::int from matching.decision d
       where d.linking_id is null and d.verdict <> 'later' and d.decided_at >= w and d.decided_at < w + interval '7 days') as decided
     from generate_series(date_trunc('week', $1::timestamptz) - interval '11 weeks', $1::timestamptz, interval '7 days') w order by 1`,
    [ctx.now],
  )
}
