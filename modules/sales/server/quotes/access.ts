import type { Context } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row } from '../../../../platform/database/statement.ts'
import { NotFound, Refused } from '../../../../platform/errors.ts'
import { lockRow, type Row } from '../../../../platform/history/rows.ts'
import { lockOpportunity, opportunityScope } from '../access.ts'
import { quoteTable, quoteVersionTable } from './tables.ts'

export type QuoteKey = { customerId: string; opportunityId: string }

/** Where a quote lives whose opportunity the actor sees; throws `NotFound`. */
export async function requireQuote(ctx: Context, id: string): Promise<QuoteKey> {
  const sql = sqlWriter()
  const text = `select q.customer_id as "customerId", q.opportunity_id as "opportunityId" from sales.quote q
    join sales.opportunity t on t.customer_id = q.customer_id and t.id = q.opportunity_id
    where q.id = ${sql.bind(id, 'uuid')} and ${opportunityScope(ctx, { alias: 't', sql })}`
  const found = await row<QuoteKey>(ctx.db, keptPlan(text), sql.values)
  if (!found) throw new NotFound('quote')
  return found
}

/** A quote and its opportunity, both locked until the end of the transaction, the opportunity first, as everybody does. */
export type Locked = { opportunity: Row; quote: Row }

/** Locks a quote that the actor sees; throws `NotFound`. */
export async function lockQuote(ctx: Context, id: string): Promise<Locked> {
  const { customerId, opportunityId } = await requireQuote(ctx, id)
  const opportunity = await lockOpportunity(ctx, opportunityId)
  return { opportunity, quote: await lockRow(ctx, quoteTable, { rootId: customerId, id }) }
}

type OfQuote = Row

/** The version that can still be changed, locked; null where none is open. */
export async function draftOf(ctx: Context, quote: OfQuote): Promise<Row | null> {
  return lockedVersion(ctx, quote, 'sent_at is null')
}

/** The version that was sent last, locked; null where nothing was. */
export async function sentOf(ctx: Context, quote: OfQuote): Promise<Row | null> {
  return lockedVersion(ctx, quote, 'sent_at is not null')
}

/** The draft; throws `Refused` where there is none. */
export async function requireDraft(ctx: Context, quote: OfQuote): Promise<Row> {
  const draft = await draftOf(ctx, quote)
  if (!draft)
    throw new Refused('sales.no-draft', 'There is no draft. Change the quote to begin the next version.')
  return draft
}

async function lockedVersion(ctx: Context, quote: OfQuote, where: string): Promise<Row | null> {
  const found = await row<{ id: string }>(
    ctx.db,
    `select id from sales.quote_version where customer_id = $1::uuid and quote_id = $2::uuid and ${where}
     order by number desc limit 1`,
    [quote.customer_id, quote.id],
  )
  if (!found) return null
  return lockRow(ctx, quoteVersionTable, { rootId: String(quote.customer_id), id: found.id })
}

/** Throws where the customer has accepted: what follows is another quote. */
export function requireNotAccepted(quote: OfQuote): void {
  if (quote.state === 'accepted')
    throw new Refused(
      'sales.quote-accepted',
      'This quote was accepted. Begin another one for the opportunity.',
    )
}

/** Tells other modules and open pages. */
export function toldOfQuote(
  ctx: Context,
  kind: string,
  quote: { customer_id?: unknown; id?: unknown },
): Promise<void> {
  return ctx.emit({
    kind,
    entity: 'quote',
    rootId: String(quote.customer_id),
    recordId: String(quote.id),
  })
}
