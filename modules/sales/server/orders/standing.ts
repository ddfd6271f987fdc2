import { orderKind } from './offer.ts'

const instant = (at: string) => `to_char(${at} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/**
 * The order of the quote `q` as JSON, or null: what is known of its way to the other system by the newest attempt; one that was given up
 * is none.
 */
export const orderStanding = `select jsonb_build_object('id', o.id, 'placedAt', ${instant('o.placed_at')}, 'passedAt', ${instant('o.passed_at')},
    'passedAs', o.passed_as, 'state', case when o.passed_at is not null then 'passed' when m.state = 'failed' then 'stuck'
      when m.state in ('asked', 'pending', 'sent') then 'on-its-way' else 'waiting' end,
    'system', coalesce(m.system_name, (select k.system_name from integration.v_taker k where k.offered = '${orderKind}')),
    'reason', m.reason, 'said', m.said)
  from sales.v_order o left join lateral (
    select * from integration.v_making w where w.customer_id = o.customer_id and w.record_id = o.id and w.offered = '${orderKind}'
      and w.state <> 'withdrawn' order by w.id desc limit 1) m on true
  where o.customer_id = q.customer_id and o.quote_id = q.id limit 1`
