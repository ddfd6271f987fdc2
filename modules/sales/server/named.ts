import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/database/statement.ts'

/**
 * Which of these people and units opportunities and leads still name. Reads whole tables: for the end of a demo, not for a
 * page.
 */
export async function namedInSales(
  ctx: Context,
  { users, units }: { users: readonly string[]; units: readonly string[] },
): Promise<string[]> {
  const found = await row<{ ids: string[] | null }>(
    ctx.db,
    `select array_agg(asked) as ids from unnest($1::uuid[] || $2::uuid[]) asked where
       exists (select from sales.opportunity o where o.owner_id = asked or o.unit_id = asked)
       or exists (select from sales.stage_visit v where v.by_id = asked)
       or exists (select from sales.closure c where asked in (c.by_id, c.owner_id))
       or exists (select from sales.territory_owner p where p.user_id = asked)
       or exists (select from sales.hand_over h where asked in (h.from_id, h.to_id, h.asked_by, h.refused_by))
       or exists (select from sales.credit k where k.user_id = asked)
       or exists (select from sales.forecast_lock_share f where asked in (f.owner_id, f.unit_id))
       or exists (select from sales.forecast_adjustment j where asked in (j.about_id, j.by_id))
       or exists (select from sales.target g where asked in (g.holder_id, g.set_by))
       or exists (select from sales.commission_plan p where p.made_by = asked)
       or exists (select from sales.commission_share x where x.user_id = asked)
       or exists (select from sales.quote_version v where v.sent_by = asked)
       or exists (select from sales.quote_approval a where asked in (a.asked_by, a.decided_by))
       or exists (select from sales.quote_answer y where y.by_id = asked)
       or exists (select from sales.lead l where asked in (l.owner_id, l.unit_id, l.captured_by, l.shared_by, l.qualified_by, l.disqualified_by, l.converted_by))`,
    [users, units],
  )
  return found?.ids ?? []
}
