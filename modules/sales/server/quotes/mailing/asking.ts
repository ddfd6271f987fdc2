import type { Context } from '../../../../../platform/context.ts'
import { row } from '../../../../../platform/database/statement.ts'
import { Refused } from '../../../../../platform/errors.ts'
import { insertRow } from '../../../../../platform/history/rows.ts'
import { newId } from '../../../../../platform/ids.ts'
import { lockQuote, toldOfQuote } from '../access.ts'
import { requireUnanswered } from '../answering.ts'
import { requireSent, requireTime } from '../links.ts'
import { quoteMailTable } from '../tables.ts'

/** Puts mails on their way. */
export const quoteMailQueue = 'sales.quote-mails'

type Letter = { id: string; to: string; name: string | null; subject: string; text: string }

/** Asks for the version that lies with the customer to be mailed; it goes in the background. */
export async function mailQuote(ctx: Context, letter: Letter): Promise<{ id: string }> {
  const { quote } = await lockQuote(ctx, letter.id)
  if (!ctx.mailer.configured)
    throw new Refused(
      'sales.no-mail-server',
      'No mail server is set up here, so nothing can be mailed. Copy the link instead.',
    )
  const version = await requireSent(ctx, quote)
  await requireUnanswered(ctx, version)
  requireTime(ctx, version)
  const key = [version.customer_id, version.id, letter.to]
  const waiting = `select 1 as hit from sales.quote_mail where customer_id = $1::uuid and version_id = $2::uuid
    and lower(to_address) = lower($3) and sent_at is null and refused_at is null limit 1`
  if (await row(ctx.db, waiting, key))
    throw new Refused('sales.mail-waiting', `A mail with it to ${letter.to} is on its way already.`, {
      to: letter.to,
    })
  const { id } = await insertRow(ctx, quoteMailTable, {
    customer_id: version.customer_id,
    id: newId(),
    opportunity_id: version.opportunity_id,
    quote_id: letter.id,
    version_id: version.id,
    to_address: letter.to,
    to_name: letter.name,
    subject: letter.subject,
    body: letter.text,
    asked_at: ctx.now,
    asked_by: ctx.actor.id,
  })
  await ctx.enqueue(quoteMailQueue, { customerId: String(version.customer_id), mailId: String(id) })
  await toldOfQuote(ctx, 'quote.mail-asked', quote)
  return { id: String(id) }
}
