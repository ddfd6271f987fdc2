import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { AccuracyQuery } from '../../contract/forecast-accuracy.ts'
import { opportunityScope } from '../access.ts'
import { daysToLock } from './locking.ts'
import { places } from './sellers.queries.ts'

/** A locked period that is over. Days as `YYYY-MM-DD`; `to` is its last. */
export type PastLock = {
  id: string
  period: string
  from: string
  to: string
  at: Date
  currency: string
  foreseen: boolean
}

type Asked = { pipeline: string | null; every: AccuracyQuery['every'] }

/** The locks of a pipeline whose periods are over, the newest first. */
export function readPastLocks(ctx: Context, { pipeline, every }: Asked, last: number): Promise<PastLock[]> {
  return rows<PastLock>(
    ctx.db,
    `select id, period, from_on::text as "from", (end_on - 1)::text as "to", locked_at as at, currency, learnt_at is not null as foreseen
     from sales.forecast_lock where pipeline_id = $1::uuid and end_on <= ($2::timestamptz at time zone 'UTC')::date and (period like '%Q%') = $3
     order by from_on desc limit $4`,
    [pipeline, ctx.now, every === 'quarter', last],
  )
}

/** What was forecast of an owner in a locked period, and what was won; with what is won already when it was locked. */
export type Cell = {
  lock: string
  owner: string | null
  name: string | null
  teamId: string | null
  team: string | null
  commit: number
  weighted: number
  expected: number
  actual: number
}

/** Of every owner and lock, in one statement: forecasts by owner and unit of then, what was won by those of today, both as the actor sees them. */
export function readCells(ctx: Context, locks: readonly PastLock[]): Promise<Cell[]> {
  const sql = sqlWriter()
  const ids = sql.bind(
    locks.map(({ id }) => id),
    'uuid[]',
  )
  return rows<Cell>(
    ctx.db,
    `with told as (
       select l.lock_id, l.owner_id, sum(l.won + l.commit)::float8 as commit, sum(l.won + l.weighted)::float8 as weighted,
         sum(l.won + l.of_open + l.of_new)::float8 as expected, 0::float8 as actual
       from sales.forecast_lock_share l where l.lock_id = any(${ids}) and ${opportunityScope(ctx, { alias: 'l', sql })} group by 1, 2),
     came as (
       select k.id, t.owner_id, 0::float8, 0::float8, 0::float8, coalesce(sum(t.house_amount), 0)::float8
       from sales.forecast_lock k join sales.opportunity t on t.pipeline_id = k.pipeline_id and t.outcome = 'won'
         and t.closed_at >= k.from_on::timestamp at time zone 'UTC' and t.closed_at < k.end_on::timestamp at time zone 'UTC'
       where k.id = any(${ids}) and ${opportunityScope(ctx, { alias: 't', sql })} group by 1, 2),
     cell as (
       select lock_id, owner_id, sum(commit) as commit, sum(weighted) as weighted, sum(expected) as expected, sum(actual) as actual
       from (select * from told union all select * from came) c group by 1, 2)
     select c.lock_id as lock, c.owner_id as owner, u.name, p.team_id as "teamId", p.team, c.commit, c.weighted, c.expected, c.actual
     from cell c left join staff.v_user u on u.id = c.owner_id left join (${places}) p on p.user_id = c.owner_id
     order by c.lock_id, c.owner_id`,
    sql.values,
  )
}

/** A manager's figure for commit that stood when the days of locking were over. */
export type Adjusted = {
  lock: string
  level: 'whole' | 'team' | 'seller'
  about: string | null
  amount: number
}

/** The newest of each level in each period, set before the fourth day of the period. */
export function readAdjusted(ctx: Context, locks: readonly PastLock[]): Promise<Adjusted[]> {
  return rows<Adjusted>(
    ctx.db,
    `select lock, level, about, amount from (
       select distinct on (k.id, a.level, a.about_id) k.id as lock, a.level, a.about_id as about, a.amount::float8 as amount, a.currency, k.currency as house
       from sales.forecast_lock k join sales.forecast_adjustment a on a.pipeline_id = k.pipeline_id and a.period = k.period
         and a.measure = 'commit' and a.at < (k.from_on + ${daysToLock})::timestamp at time zone 'UTC'
       where k.id = any($1::uuid[]) order by k.id, a.level, a.about_id, a.at desc, a.id desc) n
     where amount is not null and currency = house`,
    [locks.map(({ id }) => id)],
  )
}
