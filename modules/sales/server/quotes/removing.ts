import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { Refused } from '../../../../platform/errors.ts'
import { removeRows } from '../../../../platform/history/removal.ts'
import type { Row } from '../../../../platform/history/rows.ts'
import { quoteApprovalTable, quoteLineTable, quoteTable, quoteVersionTable } from './tables.ts'

/** Removes a version that was never sent with all that belongs to it; its batch is open. */
export async function removeVersion(ctx: Context, version: Row): Promise<void> {
  const key = { roots: [String(version.customer_id)], batchId: ctx.batch.id }
  for (const table of [quoteApprovalTable, quoteLineTable]) {
    const parts = await rows<{ id: string }>(
      ctx.db,
      `select id from ${table.table} where customer_id = $1::uuid and version_id = $2::uuid`,
      [version.customer_id, version.id],
    )
    await removeRows(ctx.db, table, { ...key, ids: parts.map(part => part.id) })
  }
  await removeRows(ctx.db, quoteVersionTable, { ...key, ids: [String(version.id)] })
}

/** Removes the drafts of an opportunity that goes; throws `Refused` where a quote was sent. Its batch is open. */
export async function removeQuotes(
  ctx: Context,
  { rootId, id }: { rootId: string; id: string },
): Promise<void> {
  const quotes = await rows<{ id: string; sent_at: Date | null }>(
    ctx.db,
    'select id, sent_at from sales.quote where customer_id = $1::uuid and opportunity_id = $2::uuid for update',
    [rootId, id],
  )
  if (quotes.some(quote => quote.sent_at))
    throw new Refused(
      'sales.opportunity-quoted',
      'A quote of this opportunity was sent, so it stays. Close it instead.',
    )
  const ids = quotes.map(quote => quote.id)
  const versions = await rows<Row>(
    ctx.db,
    'select customer_id, id from sales.quote_version where customer_id = $1::uuid and quote_id = any($2::uuid[])',
    [rootId, ids],
  )
  for (const version of versions) await removeVersion(ctx, version)
  await removeRows(ctx.db, quoteTable, { roots: [rootId], ids, batchId: ctx.batch.id })
}
