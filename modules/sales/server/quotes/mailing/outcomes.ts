import type { z } from 'zod'
import type { Context } from '../../../../../platform/context.ts'
import { row } from '../../../../../platform/database/statement.ts'
import { changeRow, lockRow, type Row } from '../../../../../platform/history/rows.ts'
import type { mailRefusal } from '../../../contract/quote-mails.ts'
import { tellOnTimeline } from '../../opportunities.ts'
import { opportunityTable } from '../../tables.ts'
import { toldOfQuote } from '../access.ts'
import { notify } from '../notices.ts'
import { quoteMailTable } from '../tables.ts'

export type MailKey = { customerId: string; mailId: string }

/** Why a mail did not go, and what the mail server said. */
export type Why = { why: z.output<typeof mailRefusal>; said: string | null }

/** The mail server took it: that stands on the customer’s timeline. */
export async function keepSent(ctx: Context, key: MailKey): Promise<void> {
  const rootId = key.customerId
  // The opportunity first, as everybody does.
  const at = await row<{ id: string }>(
    ctx.db,
    'select opportunity_id as id from sales.quote_mail where customer_id = $1::uuid and id = $2::uuid',
    [rootId, key.mailId],
  )
  if (!at) return
  const opportunity = await lockRow(ctx, opportunityTable, { rootId, id: at.id })
  const mail = await keep(ctx, key, { sent_at: ctx.now, refused_at: null, refused_why: null })
  if (!mail) return
  await tellOnTimeline(ctx, opportunity, 'quote-mailed')
  await toldOfQuote(ctx, 'quote.mailed', { customer_id: rootId, id: mail.quote_id })
}

/** It did not go: who asked for it is told. */
export async function keepRefused(ctx: Context, key: MailKey, { why, said }: Why): Promise<void> {
  const mail = await keep(ctx, key, {
    refused_at: ctx.now,
    refused_why: why,
    refused_said: said?.slice(0, 500) ?? null,
  })
  if (!mail) return
  const quoteId = String(mail.quote_id)
  await notify(ctx, {
    users: [String(mail.asked_by)],
    quoteId,
    kind: 'mail-refused',
    by: String(mail.to_address),
  })
  await toldOfQuote(ctx, 'quote.mail-refused', { customer_id: key.customerId, id: quoteId })
}

/** What became of a mail is said once; null where it was said already. That it was sent is known better than that it was interrupted. */
async function keep(ctx: Context, { customerId, mailId }: MailKey, set: Row): Promise<Row | null> {
  const key = { rootId: customerId, id: mailId }
  const mail = await lockRow(ctx, quoteMailTable, key)
  const doubted = mail.refused_why === 'interrupted' && set.sent_at
  if (mail.sent_at || (mail.refused_at && !doubted)) return null
  return (await changeRow(ctx, quoteMailTable, { key, locked: mail, set })).row
}
