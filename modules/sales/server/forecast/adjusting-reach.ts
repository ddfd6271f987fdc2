import { noUnit, unitsOf } from '../../../../platform/access/actor.ts'
import { scopeOf } from '../../../../platform/access/scope.ts'
import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { opportunityScope } from '../access.ts'

type Named = { id: string; name: string }

/** Whose forecasts an actor oversees: the whole, teams, people. */
export type Overseen = { whole: boolean; teams: Named[]; sellers: Named[] }

/** The whole for whoever sees all deals; teams of one's units, or one's own teams, as far as deals are seen. */
export async function teamsOverseen(ctx: Context): Promise<Pick<Overseen, 'whole' | 'teams'>> {
  const scope = scopeOf(ctx.catalogue.registry(), ctx.catalogue.entity('opportunity'), ctx.actor)
  if (scope === 'none' || scope === 'own') return { whole: false, teams: [] }
  const teams = await rows<Named>(
    ctx.db,
    `select t.id, t.name from staff.v_team t where $1
       or $2::uuid[] is not null and coalesce(t.unit_id, '${noUnit}') = any($2)
       or $2 is null and exists (select from staff.v_team_member m where m.team_id = t.id and m.user_id = $3::uuid)
     order by t.name, t.id`,
    [scope === 'all', scope === 'unit' ? unitsOf(ctx.actor) : null, ctx.actor.id],
  )
  return { whole: scope === 'all', teams }
}

/** Those colleagues whose open deals of a pipeline, or whose parts in the lock of a period, the actor sees. */
export function sellersOverseen(
  ctx: Context,
  { pipeline, period }: { pipeline: string | null; period: string },
): Promise<Named[]> {
  const sql = sqlWriter()
  const ours = sql.bind(pipeline, 'uuid')
  return rows<Named>(
    ctx.db,
    `select u.id, u.name from staff.v_user u where u.active and u.id in (
       select t.owner_id from sales.opportunity t
       where t.closed_at is null and t.pipeline_id = ${ours} and ${opportunityScope(ctx, { alias: 't', sql })}
       union select l.owner_id from sales.forecast_lock k join sales.forecast_lock_share l on l.lock_id = k.id
       where k.pipeline_id = ${ours} and k.period = ${sql.bind(period)} and ${opportunityScope(ctx, { alias: 'l', sql })})
     order by u.name, u.id`,
    sql.values,
  )
}
