import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import { recordChanges } from '../../../../platform/history/record.ts'
import { newId } from '../../../../platform/ids.ts'
import { houseCurrency } from '../house-currency.ts'
import { commissionPlanTable, targetTable } from '../targets/tables.ts'

/** A tenth more than they won on average, to the next thousand: within reach and not reached by itself. */
const stretch = 1.1

/** Gives everybody who sells a target for each month of this year and the last, and one plan for all. */
export async function demoTargets(ctx: Context): Promise<void> {
  const from = `${ctx.now.getUTCFullYear() - 1}-01-01`
  const targets = await rows<{ id: string; holder: string }>(
    ctx.db,
    `insert into sales.target (id, kind, holder_id, month, amount, currency, set_by, set_at)
     select platform.new_id(), 'seller', w.owner_id, m::date, w.amount, $2, $3::uuid, $1::date
     from (select c.owner_id, greatest(1, round(sum(o.house_amount) * $4 / 18 / 100000))::bigint * 100000 as amount
       from sales.closure c join sales.opportunity o on o.customer_id = c.customer_id and o.id = c.opportunity_id
       where c.outcome = 'won' and c.owner_id is not null and o.house_amount is not null group by 1) w,
       generate_series($1::date, $1::date + interval '23 months', interval '1 month') m
     returning id, holder_id as holder`,
    [from, await houseCurrency(ctx), ctx.actor.id, stretch],
  )
  await recordChanges(
    ctx,
    targets.map(({ id }) => ({
      entity: targetTable.entity,
      rootId: id,
      recordId: id,
      action: 'created' as const,
    })),
  )
  const plan = newId()
  await run(
    ctx.db,
    `with plan as (insert into sales.commission_plan (id, name, per, basis_points, steps, made_by, made_at)
       values ($1::uuid, 'Three, then five per cent', 'month', 300, '[{"fromPercent": 100, "basisPoints": 500}]', $2::uuid, $3::date) returning id)
     insert into sales.commission_share (plan_id, id, user_id, from_on)
     select plan.id, platform.new_id(), s.id, $3::date from plan, unnest($4::uuid[]) s(id)`,
    [plan, ctx.actor.id, from, [...new Set(targets.map(({ holder }) => holder))]],
  )
  await recordChanges(ctx, [
    { entity: commissionPlanTable.entity, rootId: plan, recordId: plan, action: 'created' },
  ])
}
