import { createHash, randomBytes } from 'node:crypto'
import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { Refused } from '../../../../platform/errors.ts'
import { changeRow, insertRow, type Row } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import { lockQuote, sentOf } from './access.ts'
import { requireUnanswered } from './answering.ts'
import { quoteLinkTable } from './tables.ts'

export type SentQuote = { number: string; path: string; expiresAt: string }

/** The end of the last day of an offer, when it is over everywhere on Earth (UTC − 12). */
export function endOf(validUntil: string): Date {
  return new Date(Date.parse(`${validUntil}T12:00:00Z`) + 86_400_000)
}

/** What is kept of the secret of a link. 256 random bits need no slow hash. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Makes a link to a version that was sent, and answers its path, which is not kept. */
export async function newLink(
  ctx: Context,
  { quote, version }: { quote: Row; version: Row },
): Promise<SentQuote> {
  const token = randomBytes(32).toString('base64url')
  const expires = endOf(String(version.valid_until))
  await insertRow(ctx, quoteLinkTable, {
    customer_id: version.customer_id,
    opportunity_id: version.opportunity_id,
    id: newId(),
    version_id: version.id,
    token_hash: hashOf(token),
    made_at: ctx.now,
    made_by: ctx.actor.id,
    expires_at: expires,
  })
  return { number: String(quote.number), path: `/offer#${token}`, expiresAt: expires.toISOString() }
}

/** Lets no link to a quote work any more. */
export async function revokeLinks(ctx: Context, quote: Row): Promise<void> {
  const open = await rows<{ id: string }>(
    ctx.db,
    `select k.id from sales.quote_link k join sales.quote_version v on v.customer_id = k.customer_id and v.id = k.version_id
     where k.customer_id = $1::uuid and v.quote_id = $2::uuid and k.revoked_at is null`,
    [quote.customer_id, quote.id],
  )
  for (const { id } of open)
    await changeRow(ctx, quoteLinkTable, {
      key: { rootId: String(quote.customer_id), id },
      set: { revoked_at: ctx.now },
    })
}

/** A new link to what was sent last; those before it stop working. */
export async function makeLink(ctx: Context, id: string): Promise<SentQuote> {
  const { quote } = await lockQuote(ctx, id)
  const version = await requireSent(ctx, quote)
  await requireUnanswered(ctx, version)
  requireTime(ctx, version)
  await revokeLinks(ctx, quote)
  return newLink(ctx, { quote, version })
}

/** The version that lies with the customer; throws `Refused` where none does. */
export async function requireSent(ctx: Context, quote: Row): Promise<Row> {
  const version = quote.withdrawn_at ? null : await sentOf(ctx, quote)
  if (!version) throw new Refused('sales.nothing-sent', 'No version of this quote lies with the customer.')
  return version
}

/** Throws where the last day of a version is over. */
export function requireTime(ctx: Context, version: Row): void {
  const day = String(version.valid_until)
  if (ctx.now >= endOf(day))
    throw new Refused('sales.quote-past', `The last day of this quote was ${day}. Send a new version.`, {
      day,
    })
}
