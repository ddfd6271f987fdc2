import { scopeCondition } from '../../../platform/access/scope.ts'
import type { Context } from '../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../platform/database/sql-writer.ts'
import { row } from '../../../platform/database/statement.ts'
import { NotFound } from '../../../platform/errors.ts'

/** SQL condition that the actor sees the customer of this alias; `true` where he sees all. */
export function seenCustomers(ctx: Context, { alias, sql }: { alias: string; sql: SqlWriter }): string {
  const entity = ctx.catalogue.entity('customer')
  return (
    scopeCondition({ registry: ctx.catalogue.registry(), entity, actor: ctx.actor, alias, sql }) ?? 'true'
  )
}

/** Throws `NotFound` unless the actor sees this customer. */
export async function requireSeen(ctx: Context, customerId: string): Promise<void> {
  const sql = sqlWriter()
  const text = `select 1 as seen from customers.v_customer t where t.id = ${sql.bind(customerId, 'uuid')} and ${seenCustomers(ctx, { alias: 't', sql })}`
  if (!(await row(ctx.db, text, sql.values))) throw new NotFound('customer')
}

/** Keys of the customer's fields that the actor may not see. */
export function maskedFields(ctx: Context): string[] {
  return ctx.catalogue
    .entity('customer')
    .fields.flatMap(({ key, permission }) =>
      permission && !ctx.actor.permissions.has(permission) ? [key] : [],
    )
}
