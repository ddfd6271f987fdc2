import { scopeCondition } from '../../../platform/access/scope.ts'
import { visibleField } from '../../../platform/access/fields.ts'
import type { Context } from '../../../platform/context.ts'
import type { SqlWriter } from '../../../platform/database/sql-writer.ts'
import { sqlWriter } from '../../../platform/database/sql-writer.ts'
import { row } from '../../../platform/database/statement.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Part } from '../contract.ts'

/** The condition that the actor sees the customer of this alias; `true` where he sees all. */
export function seen(
  ctx: Pick<Context, 'catalogue' | 'actor'>,
  { alias, sql }: { alias: string; sql: SqlWriter },
): string {
  const registry = ctx.catalogue.registry()
  const entity = ctx.catalogue.entity('customer')
  return scopeCondition({ registry, entity, actor: ctx.actor, alias, sql }) ?? 'true'
}

/** The condition over `c` that the actor sees the root of its family, which is what a hint opens; `true` where he sees all. */
export function inSight(ctx: Pick<Context, 'catalogue' | 'actor'>, sql: SqlWriter): string {
  const sight = seen(ctx, { alias: 'r', sql })
  if (sight === 'true') return sight
  return `exists (select 1 from customers.v_customer r where r.id = coalesce(c.merged_into, c.id) and ${sight})`
}

/** Whether the actor's rows are all rows. */
export function seesAll(ctx: Context): boolean {
  return seen(ctx, { alias: 'c', sql: sqlWriter() }) === 'true'
}

/** Throws `NotFound` unless there are these two customers and the actor sees both. */
export async function requireBoth(ctx: Context, [a, b]: readonly [string, string]): Promise<void> {
  const sql = sqlWriter()
  const text = `select count(*)::int as n from customers.v_customer c
    where c.id = any(${sql.bind([a, b], 'uuid[]')}) and ${seen(ctx, { alias: 'c', sql })}`
  const found = await row<{ n: number }>(ctx.db, text, sql.values)
  if (found?.n !== (a === b ? 1 : 2)) throw new NotFound('customer')
}

/** What the parts of a weight compare, where that is a field some may not see. */
const fieldOf: Record<string, string> = { birth: 'birthDate', birthDate: 'birthDate', birthYear: 'birthDate' }

/** Whether the actor may see a field of customers. */
export function maySee(ctx: Pick<Context, 'catalogue' | 'actor'>, key: string): boolean {
  return (
    visibleField(ctx.catalogue.entity('customer'), ctx.actor, fieldOf[key] ?? key) !== undefined ||
    !(key in fieldOf)
  )
}

/**
 * The parts that the actor may see, and the weight without the others: an exact weight would tell whether two birth dates
 * agree.
 */
export function visibleParts(ctx: Context, parts: readonly Part[]): { parts: Part[]; weight: number } {
  const visible = parts.filter(({ field }) => maySee(ctx, field))
  return { parts: visible, weight: visible.reduce((sum, { weight }) => sum + weight, 0) }
}
