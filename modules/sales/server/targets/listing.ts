import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { TargetHolder } from '../../contract/targets.ts'
import { houseCurrency } from '../house-currency.ts'
import { sellerSeen, teamSeen } from './seen.ts'

/** Teams and sellers told at once. */
const most = 1_000

/**
 * Targets of a year by month, in minor units of the firm's currency. Of the people that the actor sees, those who have one in that
 * year or the one before, have open deals or won any in it; and himself.
 */
export async function listTargets(
  ctx: Context,
  year = ctx.now.getUTCFullYear(),
): Promise<{ year: number; currency: string; items: TargetHolder[] }> {
  const currency = await houseCurrency(ctx)
  const sql = sqlWriter()
  const begins = sql.bind(`${year}-01-01`, 'date')
  const house = sql.bind(currency)
  const me = sql.bind(ctx.actor.id, 'uuid')
  const items = await rows<TargetHolder>(
    ctx.db,
    `with holder as (
       select 'team' as kind, t.id, t.name, true as active from staff.v_team t where ${teamSeen(ctx, sql)}
       union all
       select 'seller', u.id, u.name, u.active from staff.v_user u where ${sellerSeen(ctx, sql)} and (u.id = ${me}
         or exists (select from sales.target g where g.kind = 'seller' and g.holder_id = u.id
           and g.month >= ${begins} - interval '1 year' and g.month < ${begins} + interval '1 year')
         or u.active and exists (select from sales.opportunity o where o.owner_id = u.id and o.closed_at is null)
         or exists (select from sales.closure c where c.owner_id = u.id and c.outcome = 'won'
           and c.at >= ${begins} and c.at < ${begins} + interval '1 year')))
     select h.kind, h.id, h.name, h.active, a.months, l.by as "setBy", to_json(l.at) #>> '{}' as "setAt"
     from holder h
       cross join lateral (select json_agg(g.amount order by n) as months from generate_series(0, 11) n
         left join sales.target g on g.holder_id = h.id and g.kind = h.kind and g.currency = ${house}
           and g.month = (${begins} + n * interval '1 month')::date) a
       left join lateral (select u.name as by, g.set_at as at from sales.target g left join staff.v_user u on u.id = g.set_by
         where g.holder_id = h.id and g.kind = h.kind and g.currency = ${house}
           and g.month >= ${begins} and g.month < ${begins} + interval '1 year' order by g.set_at desc limit 1) l on true
     order by h.kind = 'seller', lower(h.name), h.id limit ${most}`,
    sql.values,
  )
  return { year, currency, items }
}
