import { noUnit, unitsOf } from '../../../../platform/access/actor.ts'
import { scopeOf } from '../../../../platform/access/scope.ts'
import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'

const fewestPeople = 3
const fewestLeads = 5
/** Where one has more of them than this share, the sum is about him. */
const mostOfOne = 0.75

type Sum = { teamId: string; team: string; leads: number; people: number; most: number; weeks: number }

/**
 * How many private leads the teams within the actor's units have, and how old they are, as of last midnight. No total is told,
 * people are counted in one team only and numbers to the nearest five: what is withheld cannot be had by subtracting.
 */
export async function sumsOfLeads(ctx: Context) {
  const scope = scopeOf(ctx.catalogue.registry(), ctx.catalogue.entity('lead'), ctx.actor)
  if (scope !== 'all' && scope !== 'unit') return { items: [] }
  const sums = await rows<Sum>(
    ctx.db,
    `with place as (
       select m.user_id, (array_agg(t.id order by t.name, t.id))[1] as team_id
       from staff.v_team_member m join staff.v_team t on t.id = m.team_id group by m.user_id),
     person as (
       select p.team_id, p.user_id, count(*)::int as leads,
         sum(extract(epoch from date_trunc('day', $2::timestamptz) - l.captured_at)) as seconds
       from sales.lead l join place p on p.user_id = l.owner_id
       where (l.shared_at is null or l.shared_at >= date_trunc('day', $2::timestamptz))
         and l.created_at < date_trunc('day', $2::timestamptz) group by 1, 2)
     select t.id as "teamId", t.name as team, coalesce(sum(p.leads), 0)::int as leads, count(p.user_id)::int as people,
       coalesce(max(p.leads), 0)::int as most, coalesce(round(sum(p.seconds) / nullif(sum(p.leads), 0) / 604800), 0)::int as weeks
     from staff.v_team t left join person p on p.team_id = t.id
     where $1::uuid[] is null or coalesce(t.unit_id, '${noUnit}') = any($1) group by t.id, t.name order by t.name, t.id`,
    [scope === 'all' ? null : unitsOf(ctx.actor), ctx.now],
  )
  return { items: sums.map(sumView) }
}

function sumView({ teamId, team, leads, people, most, weeks }: Sum) {
  const told = people >= fewestPeople && leads >= fewestLeads && most <= leads * mostOfOne
  return { teamId, team, leads: told ? Math.round(leads / 5) * 5 : null, weeksOld: told ? weeks : null }
}
