import { handOver } from '../../../integration/index.ts'
import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { Refused } from '../../../../platform/errors.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { changeRow, lockRow, type Row } from '../../../../platform/history/rows.ts'
import type { QuotePage } from '../../contract.ts'
import { requireQuote, toldOfQuote } from '../quotes/access.ts'
import { quotePage } from '../quotes/page.queries.ts'
import { salesOrderTable } from '../quotes/tables.ts'
import { orderKind } from './offer.ts'

/** Hands an order that was just placed to the system that takes orders; without one it waits. */
export async function passPlaced(ctx: Context, order: Row): Promise<void> {
  await handOver(ctx, { offered: orderKind, customerId: String(order.customer_id), id: String(order.id) })
}

/**
 * Passes the order of a quote on, where it has waited, or once more where it was refused over there. Throws `NotFound`, `Refused` where
 * there is no order, it stands over there or is on its way, or no system takes orders.
 */
export async function passOrder(ctx: Context, quoteId: string): Promise<QuotePage> {
  const { customerId } = await requireQuote(ctx, quoteId)
  const found = await row<{ id: string }>(
    ctx.db,
    'select id from sales.sales_order where customer_id = $1::uuid and quote_id = $2::uuid',
    [customerId, quoteId],
  )
  if (!found) throw new Refused('sales.no-order', 'This quote has not become an order.')
  const order = await lockRow(ctx, salesOrderTable, { rootId: customerId, id: found.id })
  if (order.passed_at)
    throw new Refused('sales.order-passed', 'The order stands in the other system already.', {
      as: String(order.passed_as),
    })
  const become = await handOver(ctx, { offered: orderKind, customerId, id: found.id })
  if (become === 'nobody-takes-it')
    throw new Refused('sales.nobody-takes-orders', 'No connected system takes orders.')
  if (become === 'already')
    throw new Refused('sales.order-on-its-way', 'The order is on its way to the other system.')
  await toldOfQuote(ctx, 'order.sent', { customer_id: customerId, id: quoteId })
  return quotePage(ctx, quoteId)
}

/** It stands over there now: told once, whoever tells it how often. */
export async function afterMade(ctx: Context, { entity, rootId, recordId, data }: Event): Promise<void> {
  if (entity !== orderKind) return
  const order = await lockRow(ctx, salesOrderTable, { rootId, id: recordId })
  if (order.passed_at) return
  const set = { passed_at: ctx.now, passed_as: String(data?.madeAs ?? data?.key) }
  await changeRow(ctx, salesOrderTable, { key: { rootId, id: recordId }, set, locked: order })
  await toldOfQuote(ctx, 'order.passed', { customer_id: rootId, id: order.quote_id })
}

/** Something else has come of it: open pages show it. */
export async function afterSettled(ctx: Context, { entity, rootId, recordId }: Event): Promise<void> {
  if (entity !== orderKind) return
  const order = await row<{ quoteId: string }>(
    ctx.db,
    'select quote_id as "quoteId" from sales.sales_order where customer_id = $1::uuid and id = $2::uuid',
    [rootId, recordId],
  )
  if (order) await toldOfQuote(ctx, 'order.settled', { customer_id: rootId, id: order.quoteId })
}
