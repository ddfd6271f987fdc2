import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { changesOf, type ChangesQuery } from '../../../../platform/history/changes.ts'
import { customerScope, requireCustomer } from '../access.ts'
import type { Family } from './deriving.ts'

/** The families of these records as they are shown, each once; a record that belongs to none is its own. What is away is left out. */
export async function familyOf(ctx: Pick<Context, 'db'>, ids: readonly string[]): Promise<Family[]> {
  const found = await rows<{ id: string; root: string }>(
    ctx.db,
    `with roots as (select distinct coalesce(t.merged_into, t.id) as id from customers.customer t where t.id = any($1::uuid[]))
     select r.id, r.id as root from roots r
     union all select m.id, m.merged_into from roots r join customers.customer m on m.merged_into = r.id
     order by root, id`,
    [ids],
  )
  return [...Map.groupBy(found, ({ root }) => root)].map(([root, members]) => ({
    root,
    ids: members.map(({ id }) => id),
  }))
}

/** The id under which a record is shown: its root's where the actor sees that, else its own; throws `NotFound`. */
export async function canonicalId(ctx: Context, id: string): Promise<string> {
  await requireCustomer(ctx, id)
  const sql = sqlWriter()
  const found = await row<{ id: string }>(
    ctx.db,
    `select t.id from customers.customer m join customers.customer t on t.id = m.merged_into
     where m.id = ${sql.bind(id, 'uuid')} and ${customerScope(ctx, { alias: 't', sql })}`,
    sql.values,
  )
  return found?.id ?? id
}

/**
 * The history of a customer's whole family, newest first; each change names its record. Who sees the root sees it of all
 * parts; throws `NotFound`.
 */
export async function familyChanges(
  ctx: Context,
  id: string,
  query: Pick<ChangesQuery, 'limit' | 'before'>,
): ReturnType<typeof changesOf> {
  const root = await canonicalId(ctx, id)
  // Asked for a part whose root is out of sight, the family is that part.
  const family = await rows<{ id: string }>(
    ctx.db,
    `select $1::uuid as id union all select t.id from customers.customer t where t.merged_into = $1`,
    [root],
  )
  return changesOf(ctx, { ...query, rootIds: family.map(member => member.id), seen: 'customer' })
}
