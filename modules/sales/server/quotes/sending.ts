import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Context } from '../../../../platform/context.ts'
import { run } from '../../../../platform/database/statement.ts'
import { Conflict, Refused } from '../../../../platform/errors.ts'
import { keepFile } from '../../../../platform/files/files.ts'
import { changeRow, type Row } from '../../../../platform/history/rows.ts'
import type { QuotePage } from '../../contract.ts'
import { requireOpen } from '../moving.ts'
import { keyOf, tellOnTimeline } from '../opportunities.ts'
import { taxesOn } from '../products/tax-rates.ts'
import { lockQuote, requireDraft, requireNotAccepted, toldOfQuote } from './access.ts'
import { keepAnswer } from './answering.ts'
import { approvalOf, shareOf } from './approvals.ts'
import { linesOf } from './content.ts'
import { newLink, requireSent, requireTime, revokeLinks, type SentQuote } from './links.ts'
import { followAmount, mirror } from './mirror.ts'
import { nextNumber } from './numbering.ts'
import { quotePage } from './page.queries.ts'
import { printed } from './printing.ts'
import { limitOf, quoteSettings } from './settings.ts'
import { quoteTable, quoteVersionTable } from './tables.ts'

/** Sends a draft: it gets its number, its file and a link, and never changes again. */
export async function sendQuote(
  ctx: Context,
  { id, version }: { id: string; version?: number | undefined },
): Promise<SentQuote> {
  const { opportunity, quote } = await lockQuote(ctx, id)
  requireNotAccepted(quote)
  requireOpen(opportunity)
  const draft = await requireDraft(ctx, quote)
  if (version !== undefined && draft.version !== version)
    throw new Conflict('Someone else changed this meanwhile.', await quotePage(ctx, id))
  const lines = await linesOf(ctx, draft)
  await requireSendable(ctx, draft, lines)
  const number = quote.number ? String(quote.number) : await nextNumber(ctx, id)
  const { row: sentQuote } = await changeRow(ctx, quoteTable, {
    key: keyOf(quote),
    locked: quote,
    set: {
      number,
      state: 'sent',
      sent_at: ctx.now,
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawn_why: null,
    },
  })
  const pdf = await printed(ctx, {
    version: { ...draft, sent_at: ctx.now },
    number,
    lines,
    draft: false,
  })
  const file = await ctx.files.save(Readable.from([pdf]), { name: `${number}-${String(draft.number)}.pdf` })
  try {
    const sent = await seal(ctx, draft, { number, file })
    const link = await newLink(ctx, { quote: sentQuote, version: sent })
    await mirror(ctx, sentQuote)
    await followAmount(ctx, opportunity)
    await tellOnTimeline(ctx, opportunity, 'quote-sent')
    await toldOfQuote(ctx, 'quote.sent', quote)
    return link
  } catch (error) {
    // The database forgets it by itself, the store does not.
    await ctx.files.remove(file.key)
    throw error
  }
}

type Sealing = { number: string; file: Awaited<ReturnType<Context['files']['save']>> }

/** Makes a version final with its lines and its file: from now on it is what its hash says. */
async function seal(ctx: Context, draft: Row, { number, file }: Sealing): Promise<Row> {
  await keepFile(ctx, file)
  const parts = [number, draft.number, draft.content_hash, file.sha256.toString('hex')]
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  const { sender } = await quoteSettings(ctx.db)
  const { row } = await changeRow(ctx, quoteVersionTable, {
    key: keyOf(draft),
    set: { sent_at: ctx.now, sent_by: ctx.actor.id, hash, file_id: file.id, sender },
  })
  await run(
    ctx.db,
    'update sales.quote_line set sent_at = $3 where customer_id = $1::uuid and version_id = $2::uuid',
    [draft.customer_id, draft.id, ctx.now],
  )
  return row
}

async function requireSendable(ctx: Context, draft: Row, lines: readonly Row[]): Promise<void> {
  if (lines.length === 0) throw new Refused('sales.quote-empty', 'There is nothing on this quote yet.')
  requireTime(ctx, draft)
  const day = ctx.now.toISOString().slice(0, 10)
  const taxes = await taxesOn(ctx, { country: String(draft.tax_country), day })
  if (lines.some(line => taxes.get(String(line.tax_category))?.rate !== line.tax_rate))
    throw new Refused(
      'sales.taxes-changed',
      'The taxes have changed since this was written. Save it again first.',
    )
  if (shareOf(draft) <= limitOf(ctx, await quoteSettings(ctx.db))) return
  const approval = await approvalOf(ctx, draft)
  if (approval?.verdict !== 'approved')
    throw new Refused(
      'sales.approval-missing',
      'The discount is above what you may give. Ask for its approval first.',
    )
}

/** Withdraws what lies with the customer: no link to it works any more. */
export async function withdrawQuote(ctx: Context, id: string, reason: string | null): Promise<QuotePage> {
  const { opportunity, quote } = await lockQuote(ctx, id)
  await requireSent(ctx, quote)
  if (quote.state !== 'sent')
    throw new Refused('sales.quote-answered', 'This was answered already.', { verdict: quote.state })
  const set = { withdrawn_at: ctx.now, withdrawn_by: ctx.actor.id, withdrawn_why: reason || null }
  const { row: after } = await changeRow(ctx, quoteTable, { key: keyOf(quote), set, locked: quote })
  await revokeLinks(ctx, quote)
  await mirror(ctx, after)
  await followAmount(ctx, opportunity)
  await tellOnTimeline(ctx, opportunity, 'quote-withdrawn')
  await toldOfQuote(ctx, 'quote.withdrawn', quote)
  return quotePage(ctx, id)
}

/** Keeps what the customer answered by telephone, on paper or otherwise than by the link. */
export async function answerQuote(
  ctx: Context,
  given: { id: string; verdict: 'accepted' | 'declined'; name: string; reason: string | null },
): Promise<QuotePage> {
  const locked = await lockQuote(ctx, given.id)
  const version = await requireSent(ctx, locked.quote)
  if (given.verdict === 'accepted') requireTime(ctx, version)
  await keepAnswer(ctx, { ...locked, version }, { ...given, by: ctx.actor.id })
  return quotePage(ctx, given.id)
}
