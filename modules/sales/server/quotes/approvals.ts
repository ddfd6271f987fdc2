import type { Context } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { NotFound, Refused } from '../../../../platform/errors.ts'
import { changeRow, insertRow, lockRow, type Row } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import type { QuotePage, quoteContract } from '../../contract.ts'
import { opportunityScope } from '../access.ts'
import { lockQuote, requireDraft, requireNotAccepted, toldOfQuote } from './access.ts'
import { mirror } from './mirror.ts'
import { notify } from './notices.ts'
import { quotePage } from './page.queries.ts'
import { limitOf, quoteSettings } from './settings.ts'
import { quoteApprovalTable } from './tables.ts'

/** How much of a draft is off, in hundredths of a per cent. */
export const shareOf = (version: Row): number =>
  Number((version.totals as { discountShare: number }).discountShare)

/** The newest approval of exactly what the draft says, asked for, given or refused. */
export async function approvalOf(ctx: Context, draft: Row): Promise<{ verdict: string | null } | undefined> {
  return row<{ verdict: string | null }>(
    ctx.db,
    `select verdict from sales.quote_approval where customer_id = $1::uuid and version_id = $2::uuid and content_hash = $3
     order by asked_at desc, id desc limit 1`,
    [draft.customer_id, draft.id, draft.content_hash],
  )
}

/** Asks those who may approve for the discounts of a draft, as it says now. */
export async function askApproval(ctx: Context, id: string, note: string | null): Promise<QuotePage> {
  const { quote } = await lockQuote(ctx, id)
  requireNotAccepted(quote)
  const draft = await requireDraft(ctx, quote)
  if (shareOf(draft) <= limitOf(ctx, await quoteSettings(ctx.db)))
    throw new Refused('sales.approval-needless', 'You may give this discount yourself.')
  const there = await approvalOf(ctx, draft)
  if (there && there.verdict !== 'refused')
    throw new Refused('sales.approval-asked', 'This has been asked for already, or is approved.')
  await insertRow(ctx, quoteApprovalTable, {
    customer_id: draft.customer_id,
    opportunity_id: draft.opportunity_id,
    id: newId(),
    version_id: draft.id,
    content_hash: draft.content_hash,
    share: shareOf(draft),
    asked_at: ctx.now,
    asked_by: ctx.actor.id,
    note: note || null,
  })
  await mirror(ctx, quote)
  await toldOfQuote(ctx, 'quote.approval-asked', quote)
  return quotePage(ctx, id)
}

/** Approves or refuses what was asked for, once, and only as long as the draft still says the same. */
export async function decideApproval(
  ctx: Context,
  given: { id: string; childId: string; verdict: 'approved' | 'refused'; note: string | null },
): Promise<QuotePage> {
  const { quote } = await lockQuote(ctx, given.id)
  const key = { rootId: String(quote.customer_id), id: given.childId }
  const approval = await lockRow(ctx, quoteApprovalTable, key)
  const draft = await row<Row>(
    ctx.db,
    'select id, quote_id, content_hash, sent_at from sales.quote_version where customer_id = $1::uuid and id = $2::uuid',
    [quote.customer_id, approval.version_id],
  )
  if (draft?.quote_id !== given.id) throw new NotFound('approval')
  if (approval.verdict) throw new Refused('sales.approval-decided', 'This was decided already.')
  if (draft.sent_at || draft.content_hash !== approval.content_hash)
    throw new Refused(
      'sales.approval-outdated',
      'The draft was changed since this was asked for. It has to be asked for anew.',
    )
  await changeRow(ctx, quoteApprovalTable, {
    key,
    locked: approval,
    set: {
      verdict: given.verdict,
      decided_at: ctx.now,
      decided_by: ctx.actor.id,
      decision: given.note || null,
    },
  })
  await mirror(ctx, quote)
  const kind = given.verdict === 'approved' ? 'approval-given' : 'approval-refused'
  await notify(ctx, { users: [String(approval.asked_by)], quoteId: given.id, kind })
  await toldOfQuote(ctx, `quote.${kind}`, quote)
  return quotePage(ctx, given.id)
}

type Waiting = ReplyOf<typeof quoteContract.waitingApprovals>['items'][number]

/** What waits for somebody who may approve, of the opportunities that the actor sees; the oldest first, at most a hundred. */
export async function waitingApprovals(ctx: Context): Promise<{ items: Waiting[] }> {
  const sql = sqlWriter()
  const found = await rows<Omit<Waiting, 'askedAt'> & { askedAt: Date }>(
    ctx.db,
    `select a.id, jsonb_build_object('id', q.id, 'title', v.title) as quote, q.number,
       jsonb_build_object('id', t.id, 'title', t.name) as opportunity,
       jsonb_build_object('id', c.id, 'title', c.name) as customer, a.share, (v.totals ->> 'total')::float8 as total, v.currency, a.asked_at as "askedAt",
       jsonb_build_object('id', a.asked_by, 'title', u.name) as "askedBy", a.note
     from sales.quote_approval a
       join sales.quote_version v on v.customer_id = a.customer_id and v.id = a.version_id and v.content_hash = a.content_hash and v.sent_at is null
       join sales.quote q on q.customer_id = v.customer_id and q.id = v.quote_id
       join sales.opportunity t on t.customer_id = q.customer_id and t.id = q.opportunity_id
       join customers.v_customer c on c.id = q.customer_id
       left join staff.v_user u on u.id = a.asked_by
     where a.verdict is null and ${opportunityScope(ctx, { alias: 't', sql })} order by a.asked_at, a.id limit 100`,
    sql.values,
  )
  return { items: found.map(({ askedAt, ...item }) => ({ ...item, askedAt: askedAt.toISOString() })) }
}
