import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { SqlWriter } from '../../../../platform/database/sql-writer.ts'
import type { Frame } from '../pictures/pictured.ts'
import type { Basis } from './basis.ts'
import { dueSql } from './due.ts'
import type { Outlook } from './outlook.ts'
import type { Period } from './period.ts'

/** What an owner's deals are and will be in a period: numbers of deals and amounts in minor units of the firm's currency. */
export type SellerRow = {
  id: string | null
  name: string | null
  teamId: string | null
  team: string | null
} & Record<
  | 'wonDeals'
  | 'won'
  | 'commitDeals'
  | 'commit'
  | 'bestDeals'
  | 'best'
  | 'openDeals'
  | 'open'
  | 'weighted'
  | 'bare',
  number
> & { expected: number; variance: number }

/** Each person in one of these teams, the first by name, so that teams add up to the whole. `among`: SQL of the teams `t`. */
export const placesIn = (
  among: string,
) => `select distinct on (m.user_id) m.user_id, t.id as team_id, t.name as team
  from staff.v_team_member m join staff.v_team t on t.id = m.team_id where ${among} order by m.user_id, lower(t.name), t.id`

export const places = placesIn('true')

type Foreseen = { period: Period; outlook: Outlook | null; basis: Basis | null }

/** SQL of chances from history, as CTEs (`chance`, `factor`), as joins, and of the deal `t` joined so; null for what is closed. */
export function chancesSql(
  sql: SqlWriter,
  { outlook, basis, now }: { outlook: Outlook | null; basis: Basis | null; now: string },
): { tables: string; joins: string; chance: string } {
  const { stages, ages, before, until } = outlook?.table ?? { stages: [], ages: [], before: [], until: [] }
  const owners = basis?.owners ?? []
  const columns = [
    sql.bind(stages, 'uuid[]'),
    sql.bind(ages, 'int[]'),
    sql.bind(before, 'float8[]'),
    sql.bind(until, 'float8[]'),
  ]
  const ids = sql.bind(
    owners.map(({ owner }) => owner),
    'uuid[]',
  )
  const factors = sql.bind(
    owners.map(({ factor }) => factor),
    'float8[]',
  )
  return {
    tables: `chance as (select * from unnest(${columns.join(', ')}) c(stage_id, age, before, until)),
     factor as (select * from unnest(${ids}, ${factors}) f(owner_id, factor))`,
    joins: `left join chance c on c.stage_id = t.stage_id
         and c.age = least(greatest(floor(extract(epoch from ${now} - t.stage_since) / 86400), 0), 209)
       left join factor f on f.owner_id = t.owner_id`,
    chance: `case when t.closed_at is null then power(1 - c.before, coalesce(f.factor, 1)) - power(1 - c.until, coalesce(f.factor, 1)) end`,
  }
}

/** SQL of what a deal brings by its chance: `worth`, for one without an amount the mean of those won, and how unsure that is. */
export function worthOfChance(sql: SqlWriter, basis: Basis | null): { worth: string; unsure: string } {
  const mean = sql.bind(basis?.amount.mean ?? 0, 'float8')
  const deviation = sql.bind(basis?.amount.deviation ?? 0, 'float8')
  return {
    worth: `case when house_amount is not null then house_amount when amount is null then ${mean} end`,
    unsure: `case when house_amount is null and amount is null then ${deviation} else 0 end`,
  }
}

/** Σ chance × amount, and its variance Σ p(1−p)a² + p·σ². */
export const foreseenSums = {
  expected: 'coalesce(sum(chance * worth), 0)::float8',
  variance: 'coalesce(sum(chance * (1 - chance) * worth ^ 2 + chance * unsure ^ 2), 0)::float8',
}

/**
 * Sums by owner over the deals of a frame, in one statement: what was won in the period, what is open and expected in it, or is overdue
 * while it lasts, and Σ chance × amount with its variance Σ p(1−p)a², for a deal without an amount the mean of those won.
 */
export function readSellers(ctx: Context, frame: Frame, foreseen: Foreseen): Promise<SellerRow[]> {
  const { sql } = frame
  const { period, outlook, basis } = foreseen
  const from = sql.bind(period.from, 'date')
  const end = sql.bind(period.end, 'date')
  const now = sql.bind(ctx.now, 'timestamptz')
  const { tables, joins, chance } = chancesSql(sql, { outlook, basis, now })
  const { worth, unsure } = worthOfChance(sql, basis)
  const sums = (word: string, name: string) =>
    `count(*) filter (where due and word = '${word}')::int as "${name}Deals",
     coalesce(sum(house_amount) filter (where due and word = '${word}'), 0)::float8 as ${name}`
  return rows<SellerRow>(
    ctx.db,
    `with ${tables},
     deals as (
       select t.owner_id, t.outcome, t.amount, t.house_amount, coalesce(t.category, s.category) as word, s.probability,
         ${dueSql(sql, { alias: 't', period, now: ctx.now })} as due,
         ${chance} as chance
       from sales.opportunity t join sales.stage s on s.id = t.stage_id
         ${joins}
       where ${frame.deals} and (t.closed_at is null
         or (t.outcome = 'won' and t.closed_at >= ${from}::timestamp at time zone 'UTC' and t.closed_at < ${end}::timestamp at time zone 'UTC'))),
     valued as (select *, ${worth} as worth, ${unsure} as unsure from deals),
     summed as (select owner_id, count(*) filter (where outcome = 'won')::int as "wonDeals",
       coalesce(sum(house_amount) filter (where outcome = 'won'), 0)::float8 as won,
       ${sums('commit', 'commit')}, ${sums('best-case', 'best')}, ${sums('pipeline', 'open')},
       coalesce(sum(house_amount * probability) filter (where due), 0)::float8 as weighted,
       count(*) filter (where due and amount is not null and house_amount is null)::int as bare,
       ${foreseenSums.expected} as expected, ${foreseenSums.variance} as variance
       from valued group by 1)
     select v.owner_id as id, u.name, p.team_id as "teamId", p.team, v.*
     from summed v left join staff.v_user u on u.id = v.owner_id left join (${places}) p on p.user_id = v.owner_id`,
    sql.values,
  )
}
