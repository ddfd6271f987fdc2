import type { Context } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { changeRow } from '../../../../platform/history/rows.ts'
import type { quoteContract } from '../../contract.ts'
import { lockOpportunity, requireOpportunity } from '../access.ts'
import { keyOf, told } from '../opportunities.ts'
import { orderStanding } from '../orders/standing.ts'
import { opportunityTable } from '../tables.ts'
import { followAmount } from './mirror.ts'

type Short = ReplyOf<typeof quoteContract.quotesOfOpportunity>
export type Follows = Short['follows']

/** The quotes of an opportunity that the actor sees, the newest first. */
export async function quotesOfOpportunity(ctx: Context, id: string): Promise<Short> {
  const customerId = await requireOpportunity(ctx, id)
  const items = await rows<Omit<Short['items'][number], 'sentAt'> & { sentAt: Date | null }>(
    ctx.db,
    `select q.id, q.number, q.title, q.state, q.currency, q.net, q.total, q.valid_until as "validUntil", q.sent_at as "sentAt",
       (select coalesce(max(v.number) filter (where v.sent_at is not null), max(v.number)) from sales.quote_version v where v.customer_id = q.customer_id and v.quote_id = q.id) as "versionNumber",
       (${orderStanding}) as "order"
     from sales.quote q where q.customer_id = $1::uuid and q.opportunity_id = $2::uuid order by q.created_at desc, q.id desc`,
    [customerId, id],
  )
  const deal = await row<{ follows: Follows }>(
    ctx.db,
    'select amount_follows as follows from sales.opportunity where customer_id = $1::uuid and id = $2::uuid',
    [customerId, id],
  )
  return {
    items: items.map(({ sentAt, ...item }) => ({ ...item, sentAt: sentAt?.toISOString() ?? null })),
    follows: deal?.follows ?? null,
  }
}

/** Lets the amount of an opportunity follow its quotes, or no longer; then it stays what it is. */
export async function followQuotes(
  ctx: Context,
  { id, follows }: { id: string; follows: Follows },
): Promise<{ follows: Follows }> {
  const opportunity = await lockOpportunity(ctx, id)
  const { row: after, changed } = await changeRow(ctx, opportunityTable, {
    key: keyOf(opportunity),
    set: { amount_follows: follows },
    locked: opportunity,
  })
  if (changed) await told(ctx, 'opportunity.changed', after)
  await followAmount(ctx, after)
  return { follows }
}
