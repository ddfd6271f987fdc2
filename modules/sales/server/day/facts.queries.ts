import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row } from '../../../../platform/database/statement.ts'
import { customerScope } from '../../../customers/index.ts'
import type { DayItem } from '../../contract/day.ts'
import { opportunityScope } from '../access.ts'
import { leadScope } from '../leads/access.ts'
import { clockOf, plansOf, visitsOfCustomer, weeksOfTier } from '../visits/standing.ts'
import type { DealFacts, LeadFacts, VisitFacts } from './ranking.ts'

type Named = Pick<DayItem, 'id' | 'title' | 'customer'>
export type Gathered = {
  deals: (Named & {
    deal: NonNullable<DayItem['deal']>
    facts: Omit<DealFacts, 'worth'> & { value: number }
  })[]
  visits: (Named & { facts: VisitFacts })[]
  leads: (Named & { facts: LeadFacts })[]
}

/** So many of mine are weighed; whoever has more does not get them done either. */
const most = 500
/** A deal slips when its day was put off within this time. */
const slippingWithin = '90 days'
/** After so long nobody waits for an answer any more. */
const awaitedFor = '60 days'

/**
 * Everything of mine that may have to be done, in one statement. An answer is awaited where the newest contact of the customer, in
 * whichever record of his family, came from him.
 */
export async function gather(ctx: Context): Promise<Gathered> {
  const sql = sqlWriter()
  const me = sql.bind(ctx.actor.id, 'uuid')
  const { now, dayOf, today } = clockOf(ctx, sql)
  const scope = (alias: string) => customerScope(ctx, { alias, sql })
  const customer = `case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'city', c.city) end`
  const text = `with mine as materialized (
      select o.* from sales.opportunity o where o.owner_id = ${me} and o.closed_at is null and ${opportunityScope(ctx, { alias: 'o', sql })}
      order by o.expected_close, o.id limit ${most}),
    deal as (select json_build_object('id', o.id, 'title', o.name, 'customer', ${customer},
        'deal', json_build_object('id', o.id, 'version', o.version, 'name', o.name, 'stage', s.name, 'amount', o.amount, 'currency', o.currency,
          'expectedClose', o.expected_close, 'nextStep', o.next_step, 'nextStepAt', o.next_step_at),
        'facts', json_build_object('value', coalesce(o.house_amount, 0) * s.probability::float8,
          'replyDays', case when reply.direction = 'in' then ${today} - ${dayOf('reply.at')} end,
          'stepLate', ${today} - ${dayOf('o.next_step_at')}, 'noStep', o.next_step is null and o.next_step_at is null,
          'closePassed', ${today} - o.expected_close,
          'stalledDays', ${today} - ${dayOf('o.stage_since')} - s.stalled_after, 'timesPutOff', put_off.times)) as found
      from mine o join sales.stage s on s.id = o.stage_id
      left join customers.v_customer own on own.id = o.customer_id
      left join customers.v_customer c on c.id = coalesce(own.merged_into, own.id) and ${scope('c')}
      left join lateral (select e.direction, e.at from customers.v_customer f cross join lateral (
          select e.direction, e.at from customers.v_timeline_entry e where e.customer_id = f.id and e.at <= ${now}
            and (e.direction is not null or e.kind in ('visit', 'meeting')) order by e.at desc, e.id desc limit 1) e
        where f.id = c.id or f.merged_into = c.id order by e.at desc limit 1) reply on reply.at > ${now} - interval '${awaitedFor}'
      left join lateral (select count(*)::int as times from platform.change h join platform.batch b on b.id = h.batch_id
        where h.root_id = o.customer_id and h.record_id = o.id and h.entity = 'opportunity' and h.action = 'changed'
          and h.before ->> 'expected_close' < h.after ->> 'expected_close' and b.at > ${now} - interval '${slippingWithin}') put_off on true),
    visit as (select json_build_object('id', c.id, 'title', c.name, 'customer', ${customer},
        'facts', json_build_object('tier', p.tier, 'weeks', ${weeksOfTier}, 'visited', v.last is not null,
          'late', ${today} - coalesce(${dayOf('v.last')} + 7 * ${weeksOfTier}, ${dayOf('p.created_at')}))) as found
      from ${plansOf(`c.owner_id = ${me} and ${scope('c')}`)} p join customers.v_customer c on c.id = p.customer_id
      cross join ${visitsOfCustomer(now)} where v.coming is null),
    lead as (select json_build_object('id', l.id, 'title', case when l.company is null or l.company = l.name then l.name else l.name || ', ' || l.company end,
        'customer', null, 'facts', json_build_object('daysLeft', (select ${dayOf('max(n.due_at)')} - ${today} from sales.lead_notice n
            where n.lead_id = l.id and n.owner_id = l.owner_id and n.kind = 'will-be-shared' and l.shared_at is null),
          'again', exists (select from platform.change h where h.root_id = l.id and h.entity = 'lead' and h.before ->> 'state' = 'disqualified'),
          'untouched', ${today} - ${dayOf('l.updated_at')})) as found
      from sales.lead l where l.owner_id = ${me} and l.state = 'new' and ${leadScope(ctx, { alias: 'l', sql })} order by l.captured_at desc limit ${most})
    select (select coalesce(json_agg(found), '[]') from deal) as deals, (select coalesce(json_agg(found), '[]') from visit) as visits,
      (select coalesce(json_agg(found), '[]') from lead) as leads`
  return (await row<Gathered>(ctx.db, text, sql.values)) as Gathered
}
