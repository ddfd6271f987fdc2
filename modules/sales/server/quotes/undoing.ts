import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { Refused } from '../../../../platform/errors.ts'
import type { Event } from '../../../../platform/events/event.ts'
import type { Row } from '../../../../platform/history/rows.ts'
import { draftOf } from './access.ts'
import { contentHash, linesOf } from './content.ts'
import { discountOf, keptTotals, totalsFrom } from './lines.ts'
import { mirrorAnew } from './mirror.ts'

/**
 * An act that others have heard of is not taken back: what was sent lies with the customer, what he said was said, what was
 * decided was acted on. The rows are final besides (`tables.ts`), for undos that are done by a job.
 */
const heard = `select 1 as hit from platform.change c where c.batch_id = $1::uuid and (
    c.entity in ('quote-link', 'quote-answer', 'quote-mail', 'sales-order') and c.action <> 'deleted'
    or c.entity in ('quote-version', 'quote') and c.action = 'changed' and (c.after -> 'sent_at' <> 'null' or c.after -> 'withdrawn_at' <> 'null')
    or c.entity = 'quote-approval' and c.action = 'changed') limit 1`

/** Refuses the undo of what was sent, said or decided; drafts of which a part was taken back are added up anew. */
export async function afterUndo(ctx: Context, { recordId: batchId }: Event): Promise<void> {
  if (await row(ctx.db, heard, [batchId]))
    throw new Refused(
      'platform.final',
      'What was sent or decided cannot be taken back. Withdraw the quote, or send a new version.',
    )
  const touched = await rows<Row>(
    ctx.db,
    `select distinct q.customer_id, q.id from platform.change c
       join sales.quote_version v on v.customer_id = c.root_id and (v.id = c.record_id or v.quote_id = c.record_id
         or v.id in (select l.version_id from sales.quote_line l where l.customer_id = c.root_id and l.id = c.record_id))
       join sales.quote q on q.customer_id = v.customer_id and q.id = v.quote_id
     where c.batch_id = $1::uuid and c.entity in ('quote', 'quote-version', 'quote-line')`,
    [batchId],
  )
  for (const quote of touched) {
    await addUpAnew(ctx, quote)
    await mirrorAnew(ctx, quote)
  }
}

/** The sums of a draft, from the lines that it has now. */
async function addUpAnew(ctx: Context, quote: Row): Promise<void> {
  const draft = await draftOf(ctx, quote)
  if (!draft) return
  const lines = await linesOf(ctx, draft)
  const totals = keptTotals(totalsFrom(lines, discountOf(draft)), lines)
  await run(
    ctx.db,
    'update sales.quote_version set totals = $3::jsonb, content_hash = $4 where customer_id = $1::uuid and id = $2::uuid',
    [draft.customer_id, draft.id, JSON.stringify(totals), contentHash(draft, lines)],
  )
}
