import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { Refused } from '../../../../platform/errors.ts'
import { insertRow, type Row } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import { passPlaced } from '../orders/passing.ts'
import { tellOnTimeline } from '../opportunities.ts'
import { type Locked, toldOfQuote } from './access.ts'
import { followAmount, mirror } from './mirror.ts'
import { notify } from './notices.ts'
import { quoteAnswerTable, salesOrderTable } from './tables.ts'

export type Answer = {
  verdict: 'accepted' | 'declined'
  name: string | null
  reason: string | null
  /** Who wrote it down here; null: the customer himself. */
  by: string | null
}

/** Throws where the version was answered already, and says how. */
export async function requireUnanswered(ctx: Context, version: Row): Promise<void> {
  const there = await row<{ verdict: string; at: Date }>(
    ctx.db,
    'select verdict, at from sales.quote_answer where customer_id = $1::uuid and version_id = $2::uuid',
    [version.customer_id, version.id],
  )
  if (there)
    throw new Refused('sales.quote-answered', `This was ${there.verdict} already.`, {
      verdict: there.verdict,
      at: there.at.toISOString(),
    })
}

/**
 * Keeps what the customer said to a version that was sent, bound to its hash; what was accepted becomes an order. The deal is
 * closed by nobody but its owner, who is told.
 */
export async function keepAnswer(
  ctx: Context,
  { opportunity, quote, version }: Locked & { version: Row },
  { verdict, name, reason, by }: Answer,
): Promise<void> {
  await requireUnanswered(ctx, version)
  const place = {
    customer_id: quote.customer_id,
    opportunity_id: quote.opportunity_id,
    version_id: version.id,
  }
  await insertRow(ctx, quoteAnswerTable, {
    ...place,
    id: newId(),
    verdict,
    at: ctx.now,
    name: name || null,
    reason: reason || null,
    by_id: by,
    version_hash: version.hash,
  })
  if (verdict === 'accepted') await placeOrder(ctx, { quote, version })
  await mirror(ctx, quote)
  await followAmount(ctx, opportunity)
  await tellOnTimeline(ctx, opportunity, `quote-${verdict}`)
  const users = [opportunity.owner_id, version.sent_by] as (string | null)[]
  await notify(ctx, { users, quoteId: String(quote.id), kind: verdict, by: name })
  await toldOfQuote(ctx, `quote.${verdict}`, quote)
}

/** An order goes to the system that takes orders, and waits where there is none; its lines are those of the version. */
async function placeOrder(ctx: Context, { quote, version }: { quote: Row; version: Row }): Promise<void> {
  const { net, total } = version.totals as { net: number; total: number }
  const order = await insertRow(ctx, salesOrderTable, {
    customer_id: quote.customer_id,
    opportunity_id: quote.opportunity_id,
    id: newId(),
    quote_id: quote.id,
    version_id: version.id,
    number: quote.number,
    currency: version.currency,
    net,
    total,
    placed_at: ctx.now,
  })
  await ctx.emit({
    kind: 'order.placed',
    entity: 'sales-order',
    rootId: String(order.customer_id),
    recordId: String(order.id),
  })
  await passPlaced(ctx, order)
}
