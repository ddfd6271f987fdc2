import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import type { Random } from '../../../../platform/random.ts'

type Visited = { id: string; owner: string | null }

/** Puts a part of the demo company's customers in a tier of visits, the larger part in the loosest. */
export async function demoVisits(ctx: Context, random: Random, customers: readonly Visited[]): Promise<void> {
  const known = new Set(
    (
      await rows<{ id: string }>(
        ctx.db,
        `select distinct customer_id as id from customers.v_timeline_entry where kind in ('visit', 'meeting') and at > $1::timestamptz - interval '150 days'`,
        [ctx.now],
      )
    ).map(({ id }) => id),
  )
  const plans = customers
    .filter(({ id, owner }) => owner !== null && random.chance(known.has(id) ? 0.8 : 0.02))
    .map(({ id }) => ({ id, tier: random.chance(0.2) ? 'A' : random.chance(0.4) ? 'B' : 'C' }))
  await run(
    ctx.db,
    `insert into sales.visit_plan (customer_id, id, tier, created_at)
     select p.id, platform.new_id(), p.tier, $2::timestamptz - interval '30 days'
     from jsonb_to_recordset($1::jsonb) as p(id uuid, tier text)`,
    [JSON.stringify(plans), ctx.now],
  )
}
