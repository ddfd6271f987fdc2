import { buffer } from 'node:stream/consumers'
import type { Context } from '../../../../../platform/context.ts'
import { row } from '../../../../../platform/database/statement.ts'
import { NotFound, Refused } from '../../../../../platform/errors.ts'
import { changeRow, lockRow, type Row } from '../../../../../platform/history/rows.ts'
import { translate } from '../../../../../platform/i18n/index.ts'
import type { Mail } from '../../../../../platform/mail/mail.ts'
import { lockQuote } from '../access.ts'
import { requireUnanswered } from '../answering.ts'
import { newLink, requireSent, requireTime } from '../links.ts'
import { storedPdf } from '../printing.ts'
import { quoteMailTable } from '../tables.ts'
import type { MailKey, Why } from './outcomes.ts'

/**
 * The mail as it goes out, with a link of its own; or why it does not go, or that nothing is left to do. It is marked as begun
 * in the same transaction: where the server stops before it knows what became of it, it is not sent twice.
 */
export async function begin(ctx: Context, { customerId, mailId }: MailKey): Promise<Mail | Why | 'done'> {
  const key = { rootId: customerId, id: mailId }
  const at = await row<{ quoteId: string }>(
    ctx.db,
    'select quote_id as "quoteId" from sales.quote_mail where customer_id = $1::uuid and id = $2::uuid',
    [customerId, mailId],
  )
  if (!at) return 'done'
  const open = await stillOpen(ctx, at.quoteId)
  const mail = await lockRow(ctx, quoteMailTable, key)
  if (mail.sent_at || mail.refused_at) return 'done'
  if (mail.begun_at) return { why: 'interrupted', said: null }
  // A newer version was sent meanwhile, or this one was withdrawn or answered.
  if (!open || open.version.id !== mail.version_id) return { why: 'closed', said: null }
  const pdf = await readPdf(ctx, open.version)
  if (!pdf) return { why: 'no-file', said: null }
  await changeRow(ctx, quoteMailTable, { key, locked: mail, set: { begun_at: ctx.now } })
  const { path } = await newLink(ctx, open)
  return written(ctx, mail, { language: String(open.version.language), pdf, path })
}

/** What lies with the customer, locked; null where nothing does any more, or who asked does not see it any more. */
async function stillOpen(ctx: Context, quoteId: string): Promise<{ quote: Row; version: Row } | null> {
  try {
    const { quote } = await lockQuote(ctx, quoteId)
    const version = await requireSent(ctx, quote)
    await requireUnanswered(ctx, version)
    requireTime(ctx, version)
    return { quote, version }
  } catch (error) {
    if (error instanceof NotFound || error instanceof Refused) return null
    throw error
  }
}

type Pdf = { name: string; content: Buffer }

/** What was sent, as it is kept; null where it cannot be read: a mail without it would be none. */
async function readPdf(ctx: Context, version: Row): Promise<Pdf | null> {
  const place = { customerId: String(version.customer_id), versionId: String(version.id) }
  try {
    const { fileName, stream } = await storedPdf(ctx, place)
    return { name: fileName, content: await buffer(stream) }
  } catch (error) {
    ctx.log.error({ err: error, ...place }, 'The PDF of a quote cannot be read.')
    return null
  }
}

type Letter = { language: string; pdf: Pdf; path: string }

async function written(ctx: Context, mail: Row, { language, pdf, path }: Letter): Promise<Mail> {
  const replyTo = await addressOf(ctx)
  return {
    to: String(mail.to_address),
    subject: String(mail.subject),
    text: [
      String(mail.body),
      '',
      translate(language, 'sales.quoteMail.letter.link'),
      `${ctx.address}${path}`,
      '',
    ].join('\n'),
    ...(replyTo && { replyTo: { name: ctx.actor.name, address: replyTo } }),
    attachments: [{ filename: pdf.name, content: pdf.content, contentType: 'application/pdf' }],
  }
}

/** The e-mail address of the actor, to which answers go; null where he has none. */
export async function addressOf(ctx: Context): Promise<string | null> {
  const text = 'select email from staff.v_user where id = $1::uuid'
  return (await row<{ email: string | null }>(ctx.db, text, [ctx.actor.id]))?.email ?? null
}
