import type { Context } from '../../../platform/context.ts'
import { row, rows, run } from '../../../platform/database/statement.ts'
import { invalid } from '../../../platform/errors.ts'
import { changeRow, insertQuietly, insertRow } from '../../../platform/history/rows.ts'
import { newId } from '../../../platform/ids.ts'
import { ownershipTable } from './tables.ts'

/** Throws unless this is a user; `path` names the part of the input that said so. */
export async function requireOwner(ctx: Context, userId: string, path = 'owner'): Promise<void> {
  const users = ctx.catalogue.registry().get('user')
  if (!users) return
  const found = await row(ctx.db, `select 1 as hit from ${users.table} t where t.id = $1::uuid`, [userId])
  if (!found) throw invalid(path, 'customers.no-such-user', 'There is no such user.')
}

/** Ends the present ownership and begins the next: whose the customer was, and when, stays on record. */
export async function changeOwner(ctx: Context, customerId: string, userId: string | null): Promise<void> {
  if (userId) await requireOwner(ctx, userId)
  const open = await rows<{ id: string; user_id: string }>(
    ctx.db,
    `select id, user_id from customers.ownership where customer_id = $1 and role = 'owner' and to_at is null`,
    [customerId],
  )
  if (open.some(period => period.user_id === userId)) return
  for (const { id } of open) {
    await changeRow(ctx, ownershipTable, { key: { rootId: customerId, id }, set: { to_at: ctx.now } })
  }
  if (userId)
    await insertRow(ctx, ownershipTable, {
      customer_id: customerId,
      id: newId(),
      user_id: userId,
      from_at: ctx.now,
    })
}

/** The first owner of a customer that is being created in the same act. */
export async function beginOwnership(ctx: Context, customerId: string, userId: string): Promise<void> {
  await requireOwner(ctx, userId)
  await insertQuietly(ctx, ownershipTable, {
    customer_id: customerId,
    id: newId(),
    user_id: userId,
    from_at: ctx.now,
  })
}

/** Many customers to one owner, set-based; the caller has written the batch. Answers the ids that changed hands. */
export async function handOver(
  ctx: Context,
  customerIds: readonly string[],
  userId: string | null,
): Promise<void> {
  if (userId) await requireOwner(ctx, userId)
  await run(
    ctx.db,
    `with ended as (
       update customers.ownership o set to_at = $2, version = version + 1
       where o.customer_id = any($1::uuid[]) and o.role = 'owner' and o.to_at is null and o.user_id is distinct from $3
       returning o.customer_id, o.id)
     insert into platform.change (root_id, id, batch_id, entity, record_id, action, before, after)
     select customer_id, platform.new_id(), $4, 'ownership', id, 'changed', '{"to_at": null}', jsonb_build_object('to_at', $2::timestamptz) from ended`,
    [customerIds, ctx.now, userId, ctx.batch.id],
  )
  if (!userId) return
  await run(
    ctx.db,
    `with begun as (
       insert into customers.ownership (customer_id, id, user_id, from_at)
       select c.id, platform.new_id(), $2, $3 from unnest($1::uuid[]) as c(id)
       where not exists (select 1 from customers.ownership o where o.customer_id = c.id and o.role = 'owner' and o.to_at is null)
       returning customer_id, id)
     insert into platform.change (root_id, id, batch_id, entity, record_id, action)
     select customer_id, platform.new_id(), $4, 'ownership', id, 'created' from begun`,
    [customerIds, userId, ctx.now, ctx.batch.id],
  )
}
