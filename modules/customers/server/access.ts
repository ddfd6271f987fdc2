import { scopeCondition } from '../../../platform/access/scope.ts'
import type { Context } from '../../../platform/context.ts'
import { sqlWriter } from '../../../platform/database/sql-writer.ts'
import { row } from '../../../platform/database/statement.ts'
import type { EntityDescriptor } from '../../../platform/entities/descriptor.ts'
import { Forbidden, invalid, NotFound } from '../../../platform/errors.ts'

/** Throws `NotFound` unless the actor sees this customer; everything below a customer is guarded by this. */
export async function requireCustomer(ctx: Context, id: string): Promise<void> {
  const sql = sqlWriter()
  const entity = ctx.catalogue.entity('customer')
  const scope = scopeCondition({
    registry: ctx.catalogue.registry(),
    entity,
    actor: ctx.actor,
    alias: 't',
    sql,
  })
  const found = await row(
    ctx.db,
    `select 1 as seen from customers.customer t where t.id = ${sql.bind(id, 'uuid')}${scope ? ` and ${scope}` : ''}`,
    sql.values,
  )
  if (!found) throw new NotFound('customer')
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
