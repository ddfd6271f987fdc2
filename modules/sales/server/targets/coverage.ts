import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Condition, Filter } from '../../../../platform/entities/descriptor.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import type { Covered, targetEndpoints } from '../../contract/targets.ts'
import { dueConditions, dueSql } from '../forecast/due.ts'
import { type Period, periodOf } from '../forecast/period.ts'
import { placesIn } from '../forecast/sellers.queries.ts'
import { houseCurrency } from '../house-currency.ts'
import { framed } from '../pictures/pictured.ts'
import { dealScope, sellerSeen, teamSeen } from './seen.ts'

type TeamRow = Record<'won' | 'wonDeals' | 'open' | 'openDeals', number> & {
  id: string | null
  name: string | null
  members: string[]
  /** Deals of nobody are among them. */
  ownerless: boolean
  target: number | null
}

/**
 * Open pipeline of a period ÷ what is missing to the target, of the deals that the actor sees, whole and with their owners of today.
 * A team's target is its own where one is set, else the sum of its sellers'; who is in several teams is counted in the first by name,
 * and the total is the sum of all rows, so nobody counts twice. Null without a target or where nothing is left.
 */
export async function readCoverage(
  ctx: Context,
  asked: string | undefined,
): Promise<ReplyOf<typeof targetEndpoints.coverage>> {
  const period = periodOf(asked, ctx.now)
  const currency = await houseCurrency(ctx)
  const found = await readTeams(ctx, { period, currency })
  const filters = filtersOf(period, ctx.now)
  const teams = found.map(team => coveredOf(team, filters))
  return {
    period: { from: period.from, to: period.to, daysLeft: period.daysLeft },
    currency,
    total: coveredOf(totalOf(found), filters, []),
    teams: seesTeams(ctx) ? teams : [],
  }
}

/** Who sees his own deals only, or those of his mates, would take them for the whole of a team's. */
const seesTeams = (ctx: Context) => ['all', 'unit'].includes(dealScope(ctx))

type Filters = { won: Condition[]; open: Condition[] }

function filtersOf(period: Period, now: Date): Filters {
  return {
    won: [
      { field: 'outcome', op: 'eq', value: 'won' },
      { field: 'closedAt', op: 'gte', value: `${period.from}T00:00:00.000Z` },
      { field: 'closedAt', op: 'lt', value: `${period.end}T00:00:00.000Z` },
    ],
    open: dueConditions({ period, now }),
  }
}

function totalOf(found: readonly TeamRow[]): TeamRow {
  const sum = (of: (team: TeamRow) => number) => found.reduce((all, team) => all + of(team), 0)
  const targets = found.flatMap(({ target }) => target ?? [])
  return {
    id: null,
    name: null,
    members: [],
    ownerless: false,
    target: targets.length === 0 ? null : targets.reduce((all, target) => all + target, 0),
    won: sum(({ won }) => won),
    wonDeals: sum(({ wonDeals }) => wonDeals),
    open: sum(({ open }) => open),
    openDeals: sum(({ openDeals }) => openDeals),
  }
}

const nobodys: Condition = { field: 'owner', op: 'empty' }

/** The filter that opens just the deals that were counted: of the members, and of nobody where such are among them. */
function whoseOf({ members, ownerless }: TeamRow): Filter {
  const theirs: Condition = { field: 'owner', op: 'in', value: members }
  if (!ownerless) return theirs
  return members.length > 0 ? { or: [theirs, nobodys] } : nobodys
}

function coveredOf(row: TeamRow, filters: Filters, whose: readonly Filter[] = [whoseOf(row)]): Covered {
  const filterOf = (conditions: readonly Condition[]) => JSON.stringify({ and: [...whose, ...conditions] })
  const missing = row.target === null ? 0 : row.target - row.won
  return {
    team: row.id === null ? null : { id: row.id, name: row.name },
    target: row.target,
    won: { n: row.wonDeals, amount: row.won, filter: filterOf(filters.won) },
    open: { n: row.openDeals, amount: row.open, filter: filterOf(filters.open) },
    coverage: missing > 0 ? row.open / missing : null,
  }
}

/** Deals and targets by team; the last row, without id, is of those who are in none. */
async function readTeams(
  ctx: Context,
  { period, currency }: { period: Period; currency: string },
): Promise<TeamRow[]> {
  const { sql, deals } = await framed(ctx, null, [])
  const seen = seesTeams(ctx) ? teamSeen(ctx, sql) : 'false'
  const from = sql.bind(period.from, 'date')
  const end = sql.bind(period.end, 'date')
  const begins = `${from}::timestamp at time zone 'UTC'`
  const ends = `${end}::timestamp at time zone 'UTC'`
  return rows<TeamRow>(
    ctx.db,
    `with place as (
       ${placesIn(seen)}),
     aims as (
       select g.kind, g.holder_id, sum(g.amount)::float8 as amount from sales.target g
       where g.currency = ${sql.bind(currency)} and g.month >= ${from} and g.month < ${end} group by 1, 2),
     sums as (
       select t.owner_id, count(*) filter (where t.outcome = 'won')::int as "wonDeals",
         coalesce(sum(t.house_amount) filter (where t.outcome = 'won'), 0)::float8 as won,
         count(*) filter (where t.closed_at is null)::int as "openDeals",
         coalesce(sum(t.house_amount) filter (where t.closed_at is null), 0)::float8 as open
       from sales.opportunity t where ${deals}
         and (${dueSql(sql, { alias: 't', period, now: ctx.now })}
           or t.outcome = 'won' and t.closed_at >= ${begins} and t.closed_at < ${ends}) group by 1),
     people as (
       select u.id, p.team_id, a.amount as target, s.* from staff.v_user u left join place p on p.user_id = u.id
         left join aims a on a.kind = 'seller' and a.holder_id = u.id and ${sellerSeen(ctx, sql)}
         left join sums s on s.owner_id = u.id where a.amount is not null or s.owner_id is not null
       union all select null, null, null, s.* from sums s where s.owner_id is null),
     whose as (select team_id as id from people union select t.id from staff.v_team t join aims a on a.kind = 'team' and a.holder_id = t.id where ${seen})
     select w.id, t.name, coalesce((select a.amount from aims a where a.kind = 'team' and a.holder_id = w.id), sum(p.target)) as target,
       coalesce(array_agg(p.id) filter (where p.id is not null), '{}') as members,
       coalesce(bool_or(p.id is null and p."openDeals" is not null), false) as ownerless,
       coalesce(sum(p.won), 0) as won, coalesce(sum(p."wonDeals"), 0)::int as "wonDeals",
       coalesce(sum(p.open), 0) as open, coalesce(sum(p."openDeals"), 0)::int as "openDeals"
     from whose w left join staff.v_team t on t.id = w.id left join people p on p.team_id is not distinct from w.id
     group by w.id, t.name order by t.name is null, lower(t.name), w.id`,
    sql.values,
  )
}
