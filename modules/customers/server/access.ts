import { scopeCondition } from '../../../platform/access/scope.ts'
import type { Context } from '../../../platform/context.ts'
import { keptPlan } from '../../../platform/database/prepared.ts'
import { type SqlWriter, sqlWriter } from '../../../platform/database/sql-writer.ts'
import { row } from '../../../platform/database/statement.ts'
import type { EntityDescriptor } from '../../../platform/entities/descriptor.ts'
import { Forbidden, invalid, NotFound } from '../../../platform/errors.ts'

/** The condition that the actor sees the customer of this alias; `true` where he sees all. */
export function customerScope(ctx: Context, { alias, sql }: { alias: string; sql: SqlWriter }): string {
  const registry = ctx.catalogue.registry()
  const entity = ctx.catalogue.entity('customer')
  return scopeCondition({ registry, entity, actor: ctx.actor, alias, sql }) ?? 'true'
}

/**
 * The condition that the actor sees the customer of this alias, or its root: who sees the root of a family sees its parts
 * (docs/adr/0012). `root` is a second alias, for the root within.
 */
export function familyScope(
  ctx: Context,
  { alias, root, sql }: { alias: string; root: string; sql: SqlWriter },
): string {
  const own = customerScope(ctx, { alias, sql })
  if (own === 'true' || own === 'false') return own
  const above = customerScope(ctx, { alias: root, sql })
  return `(${own} or exists (select 1 from customers.customer ${root} where ${root}.id = ${alias}.merged_into and ${above}))`
}

/** Whether the actor sees this customer, by itself or as part of a family. */
export async function seesCustomer(ctx: Context, id: string): Promise<boolean> {
  const sql = sqlWriter()
  const text = `select 1 as seen from customers.customer t where t.id = ${sql.bind(id, 'uuid')} and ${familyScope(ctx, { alias: 't', root: 'r', sql })}`
  return (await row(ctx.db, keptPlan(text), sql.values)) !== undefined
}

/** Throws `NotFound` unless the actor sees this customer; everything below a customer is guarded by this. */
export async function requireCustomer(ctx: Context, id: string): Promise<void> {
  if (!(await seesCustomer(ctx, id))) throw new NotFound('customer')
}

/** Throws where a field is given that the actor may not see. */
export function assertWritable(ctx: Context, entity: EntityDescriptor, given: Record<string, unknown>): void {
  for (const field of entity.fields) {
    if (given[field.key] !== undefined && field.permission && !ctx.actor.permissions.has(field.permission))
      throw new Forbidden(field.permission)
  }
}

/** A user's own fields against their definitions: unknown keys and wrong kinds are refused by name. */
export function assertCustom(entity: EntityDescriptor, custom: Record<string, unknown> | undefined): void {
  for (const [key, value] of Object.entries(custom ?? {})) {
    const field = entity.fields.find(f => f.custom && f.key === `custom.${key}`)
    if (!field)
      throw invalid(
        `custom.${key}`,
        'platform.no-such-field',
        `There is no own field “${key}”. Add it in the settings first.`,
      )
    if (value !== null && !fits(field.kind, value))
      throw invalid(
        `custom.${key}`,
        'platform.bad-value',
        `“${field.label ?? key}” does not take this kind of value.`,
      )
  }
}

function fits(kind: string, value: unknown): boolean {
  if (['integer', 'decimal', 'money', 'score'].includes(kind)) return typeof value === 'number'
  if (kind === 'boolean') return typeof value === 'boolean'
  if (kind === 'tags') return Array.isArray(value)
  return typeof value === 'string'
}
