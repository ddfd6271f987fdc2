import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { Refused } from '../../../../platform/errors.ts'
import { lockRow, type Row } from '../../../../platform/history/rows.ts'
import type { Download } from '../../../../platform/http/transfer-types.ts'
import type { Offer } from '../../contract.ts'
import { opportunityTable } from '../tables.ts'
import { toldOfQuote } from './access.ts'
import { type Answer, keepAnswer } from './answering.ts'
import { linesOf } from './content.ts'
import { hashOf } from './links.ts'
import { countLook, countMiss } from './looks.ts'
import { notifyOfLook } from './notices.ts'
import { storedPdf } from './printing.ts'
import { shown } from './showing.ts'
import { quoteTable, quoteVersionTable } from './tables.ts'

type Found = {
  customerId: string
  quoteId: string
  opportunityId: string
  versionId: string
  superseded: boolean
}

const text = `select v.customer_id as "customerId", v.quote_id as "quoteId", v.opportunity_id as "opportunityId", v.id as "versionId",
    exists (select from sales.quote_version n where n.customer_id = v.customer_id and n.quote_id = v.quote_id
      and n.number > v.number and n.sent_at is not null) as superseded
  from sales.quote_link k join sales.quote_version v on v.customer_id = k.customer_id and v.id = k.version_id
  where k.token_hash = $1 and k.revoked_at is null and k.expires_at > $2 and v.sent_at is not null`

/** Where a link leads that works. Unknown, expired and revoked ones are the same: nobody learns which there were. */
async function behind(ctx: Context, token: string): Promise<Found> {
  const hash = hashOf(token)
  const found = await row<Found>(ctx.db, text, [hash, ctx.now])
  if (!found) {
    countMiss(ctx.now)
    throw new Refused(
      'sales.offer-gone',
      'This link is not known, or not valid any more. Ask whoever sent it to you.',
    )
  }
  countLook(hash, ctx.now)
  return found
}

/** The offer that a link leads to, as it was sent. */
export async function lookAtOffer(ctx: Context, token: string): Promise<Offer> {
  const found = await behind(ctx, token)
  const key = [found.customerId, found.versionId]
  const version = (await row<Row>(
    ctx.db,
    `select v.*, q.number as quote_number, y.verdict, y.at as answered_at from sales.quote_version v
       join sales.quote q on q.customer_id = v.customer_id and q.id = v.quote_id
       left join sales.quote_answer y on y.customer_id = v.customer_id and y.version_id = v.id
     where v.customer_id = $1::uuid and v.id = $2::uuid`,
    key,
  )) as Row
  const lines = await linesOf(ctx, version)
  // A colleague who looks in his own browser is not the customer.
  if (ctx.actor.kind === 'stranger' && !version.verdict && (await notifyOfLook(ctx, found.versionId)))
    await toldOfQuote(ctx, 'quote.looked-at', { customer_id: found.customerId, id: found.quoteId })
  return { ...shown(version, lines), sender: version.sender as string | null, superseded: found.superseded }
}

/** The offer that a link leads to, as the file that was sent. */
export async function offerPdf(ctx: Context, token: string): Promise<Download> {
  const { customerId, versionId } = await behind(ctx, token)
  return storedPdf(ctx, { customerId, versionId })
}

/** What the customer says to an offer, once, and to the newest version only. */
export async function answerOffer(
  ctx: Context,
  { token, ...answer }: Omit<Answer, 'by'> & { token: string },
): Promise<{ at: string }> {
  const { customerId: rootId, opportunityId, quoteId } = await behind(ctx, token)
  const opportunity = await lockRow(ctx, opportunityTable, { rootId, id: opportunityId })
  const quote = await lockRow(ctx, quoteTable, { rootId, id: quoteId })
  // Behind the lock nobody sends, withdraws or answers: what holds now is what is accepted.
  const now = await behind(ctx, token)
  if (now.superseded)
    throw new Refused(
      'sales.offer-superseded',
      'There is a newer version of this offer. Ask for the link to it.',
    )
  const version = await lockRow(ctx, quoteVersionTable, { rootId, id: now.versionId })
  // A colleague who clicks in his own browser is not the customer.
  const by = ctx.actor.kind === 'stranger' ? null : ctx.actor.id
  await keepAnswer(ctx, { opportunity, quote, version }, { ...answer, by })
  return { at: ctx.now.toISOString() }
}
