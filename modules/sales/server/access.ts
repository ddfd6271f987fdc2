import { scopeCondition } from '../../../platform/access/scope.ts'
import type { Context } from '../../../platform/context.ts'
import { keptPlan } from '../../../platform/database/prepared.ts'
import { type SqlWriter, sqlWriter } from '../../../platform/database/sql-writer.ts'
import { row } from '../../../platform/database/statement.ts'
import { invalid, NotFound } from '../../../platform/errors.ts'
import { lockShown, type Row } from '../../../platform/history/rows.ts'
import { opportunityTable } from './tables.ts'

/** The condition that the actor sees the opportunity of this alias; `true` where he sees all. */
export function opportunityScope(ctx: Context, { alias, sql }: { alias: string; sql: SqlWriter }): string {
  const registry = ctx.catalogue.registry()
  const entity = ctx.catalogue.entity('opportunity')
  return scopeCondition({ registry, entity, actor: ctx.actor, alias, sql }) ?? 'true'
}

/** The customer of an opportunity that the actor sees; throws `NotFound`. */
export async function requireOpportunity(ctx: Context, id: string): Promise<string> {
  const sql = sqlWriter()
  const text = `select t.customer_id as "customerId" from sales.opportunity t
    where t.id = ${sql.bind(id, 'uuid')} and ${opportunityScope(ctx, { alias: 't', sql })}`
  const found = await row<{ customerId: string }>(ctx.db, keptPlan(text), sql.values)
  if (!found) throw new NotFound('opportunity')
  return found.customerId
}

/** The opportunity, locked until the end of the transaction, if the actor sees it then; throws `NotFound`. */
export async function lockOpportunity(ctx: Context, id: string): Promise<Row> {
  const rootId = await requireOpportunity(ctx, id)
  const visible = (sql: SqlWriter) => opportunityScope(ctx, { alias: 't', sql })
  return (await lockShown(ctx, opportunityTable, { rootId, id, visible })).own
}

/** Throws unless this is a colleague who works here. */
export async function requireColleague(ctx: Context, userId: string, path = 'owner'): Promise<void> {
  const found = await row(ctx.db, 'select 1 as hit from staff.v_user where id = $1::uuid and active', [
    userId,
  ])
  if (!found) throw invalid(path, 'sales.no-such-colleague', 'There is no such colleague, or he has left.')
}
