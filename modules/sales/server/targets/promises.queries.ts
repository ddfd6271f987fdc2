import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import type { MyNumbers, MyPlan } from '../../contract/targets.ts'

/** The actor's targets by month, oldest first, and the plans that hold for him from a day on, newest first. */
export type Promises = { currency: string; months: MyNumbers['months']; plans: MyPlan[] }

/** What was promised to the actor and asked of him, from a day until before another. */
export async function readPromises(
  ctx: Context,
  { from, end }: { from: string; end: string },
): Promise<Promises> {
  const found = await row<Promises>(
    ctx.db,
    `select h.currency,
       (select coalesce(json_agg(json_build_object('month', to_char(g.month, 'YYYY-MM'), 'amount', g.amount, 'setBy', u.name, 'setAt', g.set_at)
          order by g.month), '[]') from sales.target g left join staff.v_user u on u.id = g.set_by
        where g.kind = 'seller' and g.holder_id = $1::uuid and g.currency = h.currency and g.month >= $2::date and g.month < $3::date) as months,
       (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'per', p.per, 'basisPoints', p.basis_points, 'steps', p.steps,
          'fromOn', s.from_on) order by s.from_on desc), '[]')
        from sales.commission_share s join sales.commission_plan p on p.id = s.plan_id where s.user_id = $1::uuid) as plans
     from sales.house_currency h`,
    [ctx.actor.id, from, end],
  )
  return found ?? { currency: 'EUR', months: [], plans: [] }
}
