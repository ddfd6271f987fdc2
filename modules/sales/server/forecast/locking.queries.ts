import type { Context } from '../../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { run } from '../../../../platform/database/statement.ts'
import type { Basis } from './basis.ts'
import type { Outlook } from './outlook.ts'
import type { Period } from './period.ts'
import { chancesSql, foreseenSums, worthOfChance } from './sellers.queries.ts'

/** A lock that is being written; `deals` is SQL of where the deals are read. */
export type Freezing = {
  lock: string
  pipeline: string
  period: Period
  now: Date
  deals: (sql: SqlWriter) => string
}

/** Keeps every deal that counts in the period: won in it already, or open and expected before it ends. One statement. */
export async function keepDeals(ctx: Context, freezing: Freezing): Promise<void> {
  const { lock, pipeline, period, now, deals } = freezing
  const sql = sqlWriter()
  const moment = (day: string) => `${sql.bind(day, 'date')}::timestamp at time zone 'UTC'`
  await run(
    ctx.db,
    `insert into sales.forecast_locked_deal (customer_id, id, lock_id, opportunity_id, owner_id, unit_id, stage_id, category, probability,
       amount, currency, house_amount, expected_close, won)
     select t.customer_id, platform.new_id(), ${sql.bind(lock, 'uuid')}, t.id, t.owner_id, t.unit_id, t.stage_id,
       coalesce(t.category, s.category), s.probability, t.amount, t.currency, t.house_amount, t.expected_close, t.closed_at is not null
     from ${deals(sql)} t join sales.stage s on s.id = t.stage_id
     where t.pipeline_id = ${sql.bind(pipeline, 'uuid')} and (
       t.closed_at is null and t.expected_close < ${sql.bind(period.end, 'date')}
       or t.outcome = 'won' and t.closed_at >= ${moment(period.from)} and t.closed_at <= ${sql.bind(now, 'timestamptz')})`,
    sql.values,
  )
}

/**
 * Keeps the sums by owner and unit, in one statement: by word of what was kept deal by deal, from history of all open deals and of what is
 * not opened yet, which stands with the largest part of its owner.
 */
export async function keepShares(
  ctx: Context,
  { lock, pipeline, now, deals }: Freezing,
  { outlook, basis }: { outlook: Outlook | null; basis: Basis | null },
): Promise<void> {
  const sql = sqlWriter()
  const arriving = [...(outlook?.arriving ?? [])]
  const { tables, joins, chance } = chancesSql(sql, { outlook, basis, now: sql.bind(now, 'timestamptz') })
  const { worth, unsure } = worthOfChance(sql, basis)
  const id = sql.bind(lock, 'uuid')
  const column = (of: (one: (typeof arriving)[number]) => unknown, type: string) =>
    sql.bind(arriving.map(of), `${type}[]`)
  const sums = (condition: string) =>
    `count(*) filter (where ${condition}), coalesce(sum(house_amount) filter (where ${condition}), 0)`
  const word = (category: string) => sums(`not won and category = '${category}'`)
  await run(
    ctx.db,
    `with ${tables},
     coming as (select * from unnest(${column(([owner]) => owner, 'uuid')}, ${column(([, { amount }]) => amount, 'float8')},
       ${column(([, { variance }]) => variance, 'float8')}) a(owner_id, amount, variance)),
     told as (
       select owner_id, unit_id, ${sums('won')}, ${word('commit')}, ${word('best-case')}, ${word('pipeline')},
         coalesce(sum(house_amount * probability) filter (where not won), 0)::float8
       from sales.forecast_locked_deal where lock_id = ${id} group by 1, 2),
     valued as (
       select owner_id, unit_id, chance, ${worth} as worth, ${unsure} as unsure
       from (select t.owner_id, t.unit_id, t.amount, t.house_amount, ${chance} as chance from ${deals(sql)} t ${joins}
         where t.pipeline_id = ${sql.bind(pipeline, 'uuid')} and t.closed_at is null) d),
     foreseen as (
       select owner_id, unit_id, ${foreseenSums.expected} as amount, ${foreseenSums.variance} as variance from valued group by 1, 2),
     part as (
       select coalesce(t.owner_id, f.owner_id) as owner_id, coalesce(t.unit_id, f.unit_id) as unit_id,
         ${toldColumns.map(name => `coalesce(t.${name}, 0) as ${name}`).join(', ')},
         coalesce(f.amount, 0) as of_open, coalesce(f.variance, 0) as of_open_variance
       from told t(owner_id, unit_id, ${toldColumns.join(', ')})
         full join foreseen f on f.unit_id = t.unit_id and coalesce(f.owner_id, '${nobody}') = coalesce(t.owner_id, '${nobody}')),
     ranked as (select *, row_number() over (partition by owner_id order by won + commit + best_case + open desc, unit_id) as place from part)
     insert into sales.forecast_lock_share (lock_id, id, owner_id, unit_id, ${toldColumns.join(', ')},
       of_open, of_open_variance, of_new, of_new_variance)
     select ${id}, platform.new_id(), r.owner_id, r.unit_id, ${toldColumns.map(name => `r.${name}`).join(', ')},
       r.of_open, r.of_open_variance, coalesce(a.amount, 0), coalesce(a.variance, 0)
     from ranked r left join coming a on r.place = 1 and a.owner_id is not distinct from r.owner_id`,
    sql.values,
  )
}

/** A full join finds nulls by no comparison. */
const nobody = '00000000-0000-0000-0000-000000000000'

const toldColumns = [
  'won_deals',
  'won',
  'commit_deals',
  'commit',
  'best_case_deals',
  'best_case',
  'open_deals',
  'open',
  'weighted',
]
