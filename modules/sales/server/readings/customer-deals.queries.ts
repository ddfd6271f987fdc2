import type { Context } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row } from '../../../../platform/database/statement.ts'
import type { RawJson } from '../../../../platform/module.ts'
import { familyOf, requireCustomer } from '../../../customers/index.ts'
import { opportunityScope } from '../access.ts'

/** So many of the open and of the closed ones: what a card shows; the list has all. */
const shown = { open: 20, closed: 10 }

const dealJson = `json_build_object('id', t.id, 'version', t.version, 'name', t.name,
  'stage', json_build_object('id', s.id, 'title', s.name), 'stalledAfter', s.stalled_after, 'amount', t.amount,
  'currency', t.currency, 'expectedClose', t.expected_close, 'nextStep', t.next_step, 'nextStepAt', t.next_step_at,
  'stageSince', t.stage_since, 'outcome', t.outcome, 'closedAt', t.closed_at)`

const items = (which: string, { order, limit }: { order: string; limit: number }) =>
  `(select coalesce(json_agg(${dealJson} order by ${order}), '[]')::text
    from (select t.* from deals d join sales.opportunity t on t.customer_id = d.customer_id and t.id = d.id
      where ${which} order by ${order} limit ${limit}) t join sales.stage s on s.id = t.stage_id)`

/**
 * What may be sold to a customer and what was, as JSON text: of all records of the family, and only what the actor sees by
 * its own owner and unit. Throws `NotFound` where he does not see the customer.
 */
export async function customerDeals(ctx: Context, id: string): Promise<RawJson> {
  await requireCustomer(ctx, id)
  const families = await familyOf(ctx, [id])
  const sql = sqlWriter()
  const ids = sql.bind(
    families.flatMap(family => family.ids),
    'uuid[]',
  )
  const scope = opportunityScope(ctx, { alias: 't', sql })
  const text = `with deals as materialized (select t.customer_id, t.id, t.outcome, t.house_amount,
      t.amount is not null and t.house_amount is null as bare
      from sales.opportunity t where t.customer_id = any(${ids}) and ${scope})
    select (select currency from sales.house_currency) as currency,
      (select json_build_object('count', count(*), 'sum', coalesce(sum(house_amount), 0), 'notConverted', count(*) filter (where bare))::text
        from deals where outcome is null) as open,
      ${items('t.closed_at is null', { order: 't.expected_close nulls last, t.id', limit: shown.open })} as "openItems",
      (select json_build_object('won', count(*) filter (where outcome = 'won'), 'lost', count(*) filter (where outcome = 'lost'))::text
        from deals) as closed,
      ${items('t.closed_at is not null', { order: 't.closed_at desc, t.id', limit: shown.closed })} as "closedItems"`
  const found = (await row<Record<string, string>>(ctx.db, keptPlan(text), sql.values)) ?? {}
  const part = (head: string | undefined, list: string | undefined) =>
    `${(head ?? '{}').trimEnd().slice(0, -1)},"items":${list ?? '[]'}}`
  return {
    rawJson: `{"currency":${JSON.stringify(found.currency ?? 'EUR')},"open":${part(found.open, found.openItems)},"closed":${part(found.closed, found.closedItems)}}`,
  }
}
