import type { SqlWriter } from '../../../../platform/database/sql-writer.ts'
import type { Context } from '../../../../platform/context.ts'

/** What counts as having been there. */
export const visitKinds = `('visit', 'meeting')`

/**
 * For a customer `c`: when he was visited last and will be next, in whichever record of his family that stands (`v.last`, `v.coming`).
 * It is read from the timeline by its index, so nobody has to keep it.
 */
export function visitsOfCustomer(now: string): string {
  return `lateral (select max(e.at) filter (where e.at <= ${now}) as last, min(e.at) filter (where e.at > ${now}) as coming
    from customers.v_customer f join customers.v_timeline_entry e on e.customer_id = f.id and e.kind in ${visitKinds}
    where f.id = c.id or f.merged_into = c.id) v`
}

/** The plans of customers `c` that fulfil a condition, one for each family: its strongest tier, since its first plan. */
export function plansOf(condition: string): string {
  return `(select c.id as customer_id, min(p.tier) as tier, min(p.created_at) as created_at
    from sales.visit_plan p join customers.v_customer m on m.id = p.customer_id
    join customers.v_customer c on c.id = coalesce(m.merged_into, m.id) where ${condition} group by c.id)`
}

/** Weeks of the tier of a plan `p`. */
export const weeksOfTier = `(select case p.tier when 'A' then r.a_weeks when 'B' then r.b_weeks else r.c_weeks end from sales.visit_rhythm r)`

/** The moment and the actor's calendar day, bound once. */
export function clockOf(ctx: Context, sql: SqlWriter) {
  const now = sql.bind(ctx.now, 'timestamptz')
  const zone = sql.bind(ctx.actor.timeZone)
  const dayOf = (moment: string) => `(${moment} at time zone ${zone})::date`
  return { now, dayOf, today: dayOf(now) }
}
