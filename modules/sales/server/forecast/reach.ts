import type { Context } from '../../../../platform/context.ts'
import type { SqlWriter } from '../../../../platform/database/sql-writer.ts'
import type { ForecastQuery } from '../../contract/forecast.ts'
import { opportunityScope } from '../access.ts'

type Asked = Partial<Pick<ForecastQuery, 'whose' | 'owner'>>

/**
 * The condition that a deal or a part of a lock is among those asked for, and the actor sees it: by the owner and unit of the row, which
 * in a lock are those of then.
 */
export function reachOf(
  ctx: Context,
  { whose, owner }: Asked,
  { alias, sql }: { alias: string; sql: SqlWriter },
): string {
  const conditions = [opportunityScope(ctx, { alias, sql })]
  if (whose === 'mine') conditions.push(`${alias}.owner_id = ${sql.bind(ctx.actor.id, 'uuid')}`)
  if (whose === 'team') conditions.push(`${alias}.owner_id = any(${sql.bind(ctx.actor.teamMates, 'uuid[]')})`)
  if (owner) conditions.push(`${alias}.owner_id = ${sql.bind(owner, 'uuid')}`)
  return `(${conditions.join(' and ')})`
}
