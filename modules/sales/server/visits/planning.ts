import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { recordChanges } from '../../../../platform/history/record.ts'
import { removeRows } from '../../../../platform/history/removal.ts'
import { openBatch } from '../../../../platform/history/record.ts'
import { requireCustomer, type Selection, selectedCustomers } from '../../../customers/index.ts'
import type { Tier } from '../../contract/visits.ts'
import { visitPlanTable } from '../day/tables.ts'

/** Puts a customer in a tier, or out of all; answers 1 if that changed anything. Throws `NotFound`. */
export async function planVisits(ctx: Context, id: string, tier: Tier | null): Promise<{ changed: number }> {
  await requireCustomer(ctx, id)
  return plan(ctx, [id], tier)
}

/** The same for all that are selected; answers for how many something changed. */
export async function planManyVisits(
  ctx: Context,
  { tier, ...selection }: Selection & { tier: Tier | null },
): Promise<{ changed: number }> {
  return plan(ctx, await selectedCustomers(ctx, selection), tier)
}

type Plan = { id: string; customerId: string; tier: Tier; root: string }

async function plan(ctx: Context, ids: readonly string[], tier: Tier | null): Promise<{ changed: number }> {
  if (ids.length === 0) return { changed: 0 }
  const plans = await rows<Plan>(
    ctx.db,
    `select p.id, p.customer_id as "customerId", p.tier, coalesce(m.merged_into, m.id) as root
     from sales.visit_plan p join customers.v_customer m on m.id = p.customer_id
     where coalesce(m.merged_into, m.id) in (select coalesce(a.merged_into, a.id) from customers.v_customer a where a.id = any($1::uuid[]))
     order by p.customer_id, p.id for update of p`,
    [ids],
  )
  await openBatch(ctx)
  const other = plans.filter(one => one.tier !== tier)
  if (tier === null) await remove(ctx, other)
  else await change(ctx, other, tier)
  const fresh = tier === null ? 0 : await add(ctx, { ids, planned: plans.map(({ root }) => root), tier })
  return { changed: new Set(other.map(({ root }) => root)).size + fresh }
}

async function remove(ctx: Context, plans: readonly Plan[]): Promise<void> {
  const [roots, ids] = [plans.map(({ customerId }) => customerId), plans.map(({ id }) => id)]
  if (ids.length > 0)
    await removeRows(ctx.db, visitPlanTable, { roots: [...new Set(roots)], ids, batchId: ctx.batch.id })
}

async function change(ctx: Context, plans: readonly Plan[], tier: Tier): Promise<void> {
  if (plans.length === 0) return
  const [roots, ids] = [plans.map(({ customerId }) => customerId), plans.map(({ id }) => id)]
  await run(
    ctx.db,
    `update sales.visit_plan p set tier = $3, version = p.version + 1, updated_at = now()
     from unnest($1::uuid[], $2::uuid[]) as a(customer_id, id) where p.customer_id = a.customer_id and p.id = a.id`,
    [roots, ids, tier],
  )
  await recordChanges(
    ctx,
    plans.map(({ customerId, id, tier: before }) => ({
      entity: visitPlanTable.entity,
      rootId: customerId,
      recordId: id,
      action: 'changed' as const,
      before: { tier: before },
      after: { tier },
    })),
  )
}

async function add(
  ctx: Context,
  { ids, planned, tier }: { ids: readonly string[]; planned: readonly string[]; tier: Tier },
): Promise<number> {
  const made = await row<{ rows: { customerId: string; id: string }[] }>(
    ctx.db,
    `with made as (
       insert into sales.visit_plan (customer_id, id, tier, created_at)
       select root, platform.new_id(), $3, $4::timestamptz
       from (select distinct coalesce(m.merged_into, m.id) as root from customers.v_customer m where m.id = any($1::uuid[])) r
       where root <> all($2::uuid[]) returning customer_id, id)
     select coalesce(json_agg(json_build_object('customerId', customer_id, 'id', id)), '[]') as rows from made`,
    [ids, planned, tier, ctx.now],
  )
  const fresh = made?.rows ?? []
  await recordChanges(
    ctx,
    fresh.map(({ customerId, id }) => ({
      entity: visitPlanTable.entity,
      rootId: customerId,
      recordId: id,
      action: 'created' as const,
    })),
  )
  return fresh.length
}
