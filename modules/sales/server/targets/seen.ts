import { noUnit, type Scope, unitsOf } from '../../../../platform/access/actor.ts'
import { scopeOf } from '../../../../platform/access/scope.ts'
import type { Context } from '../../../../platform/context.ts'
import type { SqlWriter } from '../../../../platform/database/sql-writer.ts'

/** How far the actor sees deals; of whom he sees targets goes with it. */
export function dealScope(ctx: Context): Scope {
  return scopeOf(ctx.catalogue.registry(), ctx.catalogue.entity('opportunity'), ctx.actor)
}

/** The condition that the actor sees the target of a person `u`: his own, and of those whose deals he may see. */
export function sellerSeen(ctx: Context, sql: SqlWriter): string {
  const scope = dealScope(ctx)
  if (scope === 'all') return 'true'
  if (scope === 'team') return `u.id = any(${sql.bind(ctx.actor.teamMates, 'uuid[]')})`
  const me = `u.id = ${sql.bind(ctx.actor.id, 'uuid')}`
  if (scope !== 'unit') return me
  const units = sql.bind(unitsOf(ctx.actor), 'uuid[]')
  return `(${me} or exists (select from staff.v_unit_member b where b.user_id = u.id and coalesce(b.unit_id, '${noUnit}') = any(${units}))
    or exists (select from staff.v_team_member m join staff.v_team t on t.id = m.team_id where m.user_id = u.id and t.unit_id = any(${units})))`
}

/** Whose targets and plans the actor sees, `holder` being an SQL row of `kind` and `id`; null where he sees everybody's. */
export function holderSeen(
  ctx: Context,
  { kind, id, sql }: { kind: string; id: string; sql: SqlWriter },
): string | null {
  if (dealScope(ctx) === 'all') return null
  return `(exists (select from staff.v_user u where ${kind} = 'seller' and u.id = ${id} and ${sellerSeen(ctx, sql)})
    or exists (select from staff.v_team t where ${kind} = 'team' and t.id = ${id} and ${teamSeen(ctx, sql)}))`
}

/** The condition that the actor sees the target of a team `t`: of his own teams, and of those of his units. */
export function teamSeen(ctx: Context, sql: SqlWriter): string {
  const scope = dealScope(ctx)
  if (scope === 'all') return 'true'
  const mine = `exists (select from staff.v_team_member m where m.team_id = t.id and m.user_id = ${sql.bind(ctx.actor.id, 'uuid')})`
  if (scope !== 'unit') return mine
  return `(${mine} or coalesce(t.unit_id, '${noUnit}') = any(${sql.bind(unitsOf(ctx.actor), 'uuid[]')}))`
}
