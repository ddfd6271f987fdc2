import type { Context } from '../../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { ForecastQuery } from '../../contract/forecast.ts'
import type { ChangeReason, ForecastMeasure } from '../../contract/forecast-changes.ts'
import { opportunityScope } from '../access.ts'
import { dueSql } from './due.ts'
import type { Lock } from './locks.ts'
import type { Period } from './period.ts'
import { reachOf } from './reach.ts'

/** What is compared: a locked period with today, of the deals asked for. */
export type Comparing = { lock: Lock; pipeline: string; period: Period; asked: ForecastQuery }

/** From which level on a deal counts: won and commit in all measures, best case in two, the rest in one. */
const levelOf = (won: string, word: string) =>
  `case when ${won} then 1 else case ${word} when 'commit' then 1 when 'best-case' then 2 else 3 end end`

/**
 * SQL, as CTEs, of every deal that counts or counted (`deal`): the locked part of what was asked for beside what the deal is today.
 * `then_level` and `now_level` are null where it did or does not count; `seen`: the actor sees it today.
 */
export function comparedDeals(ctx: Context, sql: SqlWriter, comparing: Comparing): string {
  const { lock, pipeline, period, asked } = comparing
  const id = sql.bind(lock.id, 'uuid')
  const ours = sql.bind(pipeline, 'uuid')
  const [from, end] = [sql.bind(period.from, 'date'), sql.bind(period.end, 'date')]
  const moment = (day: string) => `${day}::timestamp at time zone 'UTC'`
  const reached = reachOf(ctx, asked, { alias: 't', sql })
  const isDue = dueSql(sql, { alias: 't', period, now: ctx.now })
  const isWon = `t.outcome = 'won' and t.closed_at >= ${moment(from)} and t.closed_at < ${moment(end)}`
  const known = `l.id as locked_id, l.won as then_won, l.amount as then_amount, l.currency as then_currency, l.house_amount as then_house,
    l.category as then_word, l.stage_id as then_stage, l.expected_close as then_close, l.owner_id as then_owner`
  return `was as materialized (
      select l.customer_id, l.opportunity_id from sales.forecast_locked_deal l
      where l.lock_id = ${id} and ${reachOf(ctx, asked, { alias: 'l', sql })}),
    due as (select t.customer_id, t.id from sales.opportunity t where t.pipeline_id = ${ours} and ${isDue} and ${reached}
      union all select t.customer_id, t.id from sales.opportunity t where t.pipeline_id = ${ours} and ${isWon} and ${reached}),
    deal as (
      select k.customer_id, k.opportunity_id, ${known}, t.id is not null as is_there, t.pipeline_id <> ${ours} as elsewhere,
        coalesce(${reached}, false) as reached, coalesce(${opportunityScope(ctx, { alias: 't', sql })} and t.id is not null, false) as seen,
        t.outcome, t.closed_at, t.amount, t.currency, t.house_amount, coalesce(t.category, s.category) as word, t.stage_id, t.expected_close,
        t.owner_id, t.name, greatest(t.created_at, t.opened_at) as known_at,
        case when k.was then ${levelOf('l.won', 'l.category')} end as then_level,
        case when t.pipeline_id = ${ours} and ${reached} and (${isDue} or ${isWon})
          then ${levelOf("t.outcome is not distinct from 'won'", 'coalesce(t.category, s.category)')} end as now_level
      from (select customer_id, opportunity_id, bool_or(was) as was from (
          select *, true as was from was union all select *, false from due) k(customer_id, opportunity_id, was) group by 1, 2) k
      left join sales.forecast_locked_deal l on l.lock_id = ${id} and l.customer_id = k.customer_id and l.opportunity_id = k.opportunity_id
      left join sales.opportunity t on t.customer_id = k.customer_id and t.id = k.opportunity_id
      left join sales.stage s on s.id = t.stage_id),
    counted as (
      select d.*, m.measure, m.level, coalesce(d.then_level <= m.level, false) as was_in, coalesce(d.now_level <= m.level, false) as is_in,
        case when d.then_level <= m.level then coalesce(d.then_house, 0) else 0 end as before,
        case when d.now_level <= m.level then coalesce(d.house_amount, 0) else 0 end as after
      from deal d cross join (values ('commit', 1), ('bestCase', 2), ('total', 3)) m(measure, level)
      where d.then_level <= m.level or d.now_level <= m.level),
    changed as (select c.*, ${reasonOf(lock, ours, sql)} as reason from counted c)`
}

/** The one reason of a deal and measure, the strongest first; null: it counts for what it did. */
function reasonOf(lock: Lock, ours: string, sql: SqlWriter): string {
  const locked = sql.bind(lock.at, 'timestamptz')
  const atLock = (
    what: string,
  ) => `(select ${what} from sales.stage_visit v where v.customer_id = c.customer_id
    and v.opportunity_id = c.opportunity_id and v.entered_at <= ${locked} and (v.left_at is null or v.left_at > ${locked}) limit 1)`
  const cameBack = `exists (select from sales.stage_visit v where v.customer_id = c.customer_id and v.opportunity_id = c.opportunity_id
    and v.entered_at > ${locked})`
  return `case
    when was_in and is_in then case
      when not then_won and outcome = 'won' then 'won'
      when then_won and outcome is null then 'reopened'
      when before = after then null
      when amount is not distinct from then_amount and currency = then_currency then 'exchange-rate'
      when after > before then 'raised' else 'lowered' end
    when was_in then case
      when not is_there then 'removed'
      when not reached then 'passed-on'
      when elsewhere then 'other-pipeline'
      when outcome = 'lost' then 'lost'
      when outcome = 'won' then 'won-elsewhen'
      when then_won then 'reopened'
      when now_level is not null then 'category'
      else 'pushed-out' end
    when then_level is not null then case when outcome = 'won' then 'won' else 'category' end
    when locked_id is not null then 'passed-in'
    when known_at > ${locked} then 'new'
    when ${atLock('v.id')} is null and ${cameBack} then 'reopened'
    when ${atLock('v.pipeline_id')} <> ${ours} then 'other-pipeline'
    else 'pulled-in' end`
}

/** Deals of a measure that count for a reason; null: unchanged. */
export type ReasonRow = {
  measure: ForecastMeasure
  reason: ChangeReason | null
  n: number
  before: number
  after: number
}

/** What changed, summed by measure and reason; all in one pass over the deals of the lock and of today. */
export function readReasons(ctx: Context, comparing: Comparing): Promise<ReasonRow[]> {
  const sql = sqlWriter()
  return rows<ReasonRow>(
    ctx.db,
    `with ${comparedDeals(ctx, sql, comparing)}
     select measure, reason, count(*)::int as n, sum(before)::float8 as before, sum(after)::float8 as after from changed group by 1, 2`,
    sql.values,
  )
}
