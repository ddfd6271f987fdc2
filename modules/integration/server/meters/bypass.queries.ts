import type { Context } from '../../../../platform/context.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type {
  BypassField,
  BypassFilters,
  BypassGroup,
  bypassEndpoints,
  BypassWeek,
} from '../../contract/bypass.ts'
import { seesRecord } from './sight.ts'
import { type AccountOfTeam, type PersonOfTeam, type ShownTeam, shownTeams, teamsHere } from './teams.ts'

type Counts = Pick<BypassGroup, 'past' | 'beyond' | 'programs' | 'doubles'>
type Counted = Counts & {
  by: number
  system: string
  object: string
  team: string | null
  week: string
  avoidable: string[]
}
type Through = { by: number; object: string | null; team: string | null; week: string | null; n: number }

type Meter = ReplyOf<(typeof bypassEndpoints)['bypass']>

/**
 * Changes that were made over there, of customers that the actor sees: by system, process and team, by week, and by field. Who made
 * them leaves the database in none of them.
 */
export async function bypass(ctx: Context, asked: BypassFilters): Promise<Meter> {
  const weeks = weeksUntil(ctx.now, asked.weeks)
  const from = weeks[0] as string
  const { accounts, people, ...names } = await namesFor(ctx)
  const teams = shownTeams(accounts)
  const counted = await changes(ctx, { asked, from, teams })
  const here = teamsHere(teams, people)
  const through = await wentThrough(ctx, { asked, from, teams: here })
  const named = new Set(teams.map(({ team }) => team))
  return {
    groups: counted
      .filter(({ by }) => by === groupings.group)
      .map(({ system, object, team, ...rest }) => ({
        system,
        object,
        team,
        ...countsOf(rest),
        through: throughOf({ system, object, team }, { asked, through, teams, here }),
      })),
    weeks: weeks.map(week => weekOf(week, counted, through)),
    fields: fieldsOf(counted, weeks),
    systems: names.systems,
    objects: names.objects.map(object => ({
      ...object,
      through: through.find(each => each.by === ways.object && each.object === object.id)?.n ?? 0,
    })),
    teams: names.teams.filter(({ id }) => named.has(id)),
  }
}

const countsOf = ({ past, beyond, programs, doubles }: Counts): Counts => ({
  past,
  beyond,
  programs,
  doubles,
})

/** `grouping()` of the columns (system, object, team, week, avoidable), each of the three ways. */
const groupings = { group: 0b00011, week: 0b11101, field: 0b00100 }

/** The same of (object, team, week). */
const ways = { object: 0b011, week: 0b110, team: 0b001 }

/** Those of a team that is not shown here are among the others, whose count then stands for others than theirs there. */
function throughOf(
  { system, object, team }: Pick<BypassGroup, 'system' | 'object' | 'team'>,
  {
    asked,
    through,
    teams,
    here,
  }: {
    asked: BypassFilters
    through: readonly Through[]
    teams: readonly ShownTeam[]
    here: readonly ShownTeam[]
  },
): number | null {
  const of = (list: readonly ShownTeam[]) => list.filter(each => each.system === system)
  const isKnown = team
    ? of(here).some(each => each.team === team)
    : of(here).length > 0 && of(here).length === of(teams).length
  if (asked.team || !isKnown) return null
  return through.find(each => each.by === ways.team && each.object === object && each.team === team)?.n ?? 0
}

type Reach = { asked: BypassFilters; from: string; teams: readonly ShownTeam[] }

function changes(ctx: Context, { asked, from, teams }: Reach): Promise<Counted[]> {
  const sql = sqlWriter([from, teams.map(({ system }) => system), teams.map(({ team }) => team)])
  const where = ["f.seen_at >= $1::date::timestamp at time zone 'UTC'"]
  if (asked.system) where.push(`f.system_id = ${sql.bind(asked.system, 'uuid')}`)
  if (asked.object) where.push(`f.object_id = ${sql.bind(asked.object, 'uuid')}`)
  if (asked.team) where.push(`shown.team_id = ${sql.bind(asked.team, 'uuid')}`)
  where.push(seesRecord(ctx, { record: 'f.customer_id', sql }))
  return rows<Counted>(
    ctx.db,
    `with day as (
       -- First by what stands in the index alone: some thousand rows are left for the rest.
       select f.system_id, f.object_id, f.by, f.avoidable, (f.seen_at at time zone 'UTC')::date as day, f.double_at is not null as doubled,
         count(*) as n
       from integration.foreign_change f
       ${asked.team ? teamJoin : ''} where ${where.join(' and ')} group by 1, 2, 3, 4, 5, 6),
     made as (
       select f.system_id as system, f.object_id as object, shown.team_id as team, f.avoidable, f.doubled, f.n,
         date_trunc('week', f.day)::date as week,
         case when a.program_since is not null then 'programs' when f.avoidable = '{}' then 'beyond' else 'past' end as sort
       from day f ${teamJoin})
     select grouping(system, object, team, week, avoidable) as by, system, object, team, week::text, avoidable,
       coalesce(sum(n) filter (where sort = 'past'), 0)::int as past, coalesce(sum(n) filter (where sort = 'beyond'), 0)::int as beyond,
       coalesce(sum(n) filter (where sort = 'programs'), 0)::int as programs, coalesce(sum(n) filter (where doubled), 0)::int as doubles
     from made group by grouping sets ((system, object, team), (week), (system, object, week, avoidable))`,
    sql.values,
  )
}

/** Whose team a change is counted to: that of its account, where the team is shown by name and the account no program. */
const teamJoin = `left join integration.account a on a.system_id = f.system_id and a.name = f.by
  left join unnest($2::uuid[], $3::uuid[]) as shown (system_id, team_id)
    on shown.system_id = f.system_id and shown.team_id = a.team_id and a.program_since is null`

/**
 * Changes that went there through the CRM, by process, by week, and by process and team. Nothing when one team is asked for: which of
 * its weeks are told would be another question.
 */
async function wentThrough(ctx: Context, { asked, from, teams }: Reach): Promise<Through[]> {
  if (asked.team) return []
  const sql = sqlWriter([from, teams.map(({ system }) => system), teams.map(({ team }) => team)])
  const where = ["o.state = 'confirmed'", "o.ended_at >= $1::date::timestamp at time zone 'UTC'"]
  if (asked.system) where.push(`o.system_id = ${sql.bind(asked.system, 'uuid')}`)
  if (asked.object) where.push(`o.object_id = ${sql.bind(asked.object, 'uuid')}`)
  where.push(seesRecord(ctx, { record: 'o.customer_id', sql }))
  return rows<Through>(
    ctx.db,
    `with done as (
       select o.system_id, o.object_id as object, o.wanted_by, date_trunc('week', o.ended_at at time zone 'UTC')::date as week, count(*) as n
       from integration.operation o where ${where.join(' and ')} group by 1, 2, 3, 4)
     select grouping(object, team, week) as by, object, team, week::text, sum(n)::int as n
     from (select d.object, shown.team_id as team, d.week, d.n from done d
       left join (${onlyTeam}) m on m.user_id = d.wanted_by
       left join unnest($2::uuid[], $3::uuid[]) as shown (system_id, team_id)
         on shown.system_id = d.system_id and shown.team_id = m.team_id) made
     group by grouping sets ((object), (week), (object, team))`,
    sql.values,
  )
}

/** People with one team. Whoever is in several is counted in none, so that nobody is counted twice. */
const onlyTeam = `select t.user_id, (array_agg(t.team_id))[1] as team_id from staff.v_team_member t
  join staff.v_user u on u.id = t.user_id and u.active group by 1 having count(*) = 1`

async function namesFor(ctx: Context) {
  const systems = await rows<{ id: string; name: string }>(
    ctx.db,
    'select id, name from integration.system order by lower(name)',
  )
  const objects = await rows<{ id: string; systemId: string; name: string }>(
    ctx.db,
    'select id, system_id as "systemId", name from integration.object order by name',
  )
  const teams = await rows<{ id: string; name: string }>(
    ctx.db,
    'select id, name from staff.v_team order by lower(name)',
  )
  const accounts = await rows<AccountOfTeam>(
    ctx.db,
    `select a.system_id as system, t.id as team, a.program_since is not null as program
     from integration.account a left join staff.v_team t on t.id = a.team_id`,
  )
  const people = await rows<PersonOfTeam>(
    ctx.db,
    `select m.team_id as team from staff.v_user u left join (${onlyTeam}) m on m.user_id = u.id where u.active`,
  )
  return { systems, objects, teams, accounts, people }
}

function weekOf(week: string, counted: readonly Counted[], through: readonly Through[]): BypassWeek {
  const found = counted.find(each => each.by === groupings.week && each.week === week)
  const none = { past: 0, beyond: 0, programs: 0, doubles: 0 }
  return {
    week,
    ...countsOf(found ?? none),
    through: through.find(each => each.by === ways.week && each.week === week)?.n ?? 0,
  }
}

/** Each change counts for every field of it that could have been typed here. */
function fieldsOf(counted: readonly Counted[], weeks: readonly string[]): BypassField[] {
  const sums = new Map<string, BypassField>()
  for (const { by, system, object, week, avoidable, past } of counted) {
    if (by !== groupings.field || past === 0) continue
    for (const field of avoidable) {
      const key = `${object} ${field}`
      const sum = sums.get(key) ?? { system, object, field, past: 0, weeks: weeks.map(() => 0) }
      sum.past += past
      const at = weeks.indexOf(week)
      sum.weeks[at] = (sum.weeks[at] ?? 0) + past
      sums.set(key, sum)
    }
  }
  return [...sums.values()].toSorted((a, b) => b.past - a.past)
}

/** Mondays (UTC) of so many weeks, the last one that of `now`. */
export function weeksUntil(now: Date, count: number): string[] {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  const sinceMonday = (now.getUTCDay() + 6) % 7
  return Array.from({ length: count }, (_, at) =>
    new Date(today - (sinceMonday + 7 * (count - 1 - at)) * 86_400_000).toISOString().slice(0, 10),
  )
}
