import type { Context } from '../../../../platform/context.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import { Conflict, NotFound, Refused } from '../../../../platform/errors.ts'
import { changeRow, insertRow, lockRow } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import { requireCustomer } from '../../../customers/index.ts'
import type { Dispute } from '../../contract/disputes.ts'
import { keepConfirmations, type SeenValue, standingValues } from './confirmations.ts'
import { disputeOf } from './disputes.queries.ts'
import { trustPolicyOf } from './policy.ts'
import { disputeTable } from './tables.ts'
import { trustOf, type ValueTrust } from './trust.ts'
import { assertFits, putValue } from './values.ts'

export type Doubt = SeenValue & { proposed?: unknown; reason?: string | null | undefined }

/** Disputes a value. It waits for the customer's owner, as long as the policy says. One value has one open dispute. */
export async function disputeValue(ctx: Context, id: string, doubt: Doubt): Promise<Dispute> {
  await requireCustomer(ctx, id)
  const [standing] = await standingValues(ctx, id, [doubt])
  const { holderId, field, pointId, value } = standing as ValueTrust
  const proposed = doubt.proposed ?? null
  if (proposed !== null) assertFits({ field, pointId, value: proposed })
  if (textOf(proposed) === value)
    throw new Refused('data-quality.same-value', 'The proposed value is the one that stands.', { field })
  await oneAtATime(ctx, holderId)
  const open = await row(
    ctx.db,
    'select 1 as hit from data_quality.dispute where customer_id = $1 and field = $2 and value = $3 and settled_at is null',
    [holderId, field, value],
  )
  if (open)
    throw new Refused('data-quality.disputed-already', 'Somebody disputes this value already.', { field })
  const policy = await trustPolicyOf(ctx)
  const made = await insertRow(ctx, disputeTable, {
    customer_id: holderId,
    id: newId(),
    field,
    point_id: pointId,
    value,
    proposed: proposed === null ? null : JSON.stringify(proposed),
    reason: doubt.reason || null,
    raised_by: ctx.actor.id,
    raised_at: ctx.now,
    due_at: new Date(ctx.now.getTime() + policy.settleWithinHours * 3_600_000),
  })
  const dispute = await disputeOf(ctx, holderId, String(made.id))
  await tell(ctx, dispute, { kind: 'value.disputed', user: dispute.owner?.id })
  return dispute
}

/** Two who dispute one value at the same moment come one after the other. */
async function oneAtATime(ctx: Context, customerId: string): Promise<void> {
  await run(
    ctx.db,
    `select pg_advisory_xact_lock(hashtextextended('data-quality.dispute:' || $1::text, 0))`,
    [customerId],
  )
}

export type Settlement = {
  id: string
  childId: string
  outcome: 'accepted' | 'rejected' | 'withdrawn'
  /** The right value where it is not the proposed one; `undefined`: the proposed one. */
  value?: unknown
  /** The value as the person who decides sees it, where it is no longer the disputed one. */
  seen?: string | null | undefined
  reason?: string | null | undefined
}

/**
 * Decides a dispute. Accepted: the value is replaced. Rejected: the value is right, which confirms it. Withdrawn: the
 * doubt is taken back by who had it. The first decision counts; a second one is refused and told so.
 */
export async function settleDispute(ctx: Context, settlement: Settlement): Promise<Dispute> {
  const { id, childId, outcome, reason } = settlement
  await requireCustomer(ctx, id)
  const key = { rootId: id, id: childId }
  const locked = await lockRow(ctx, disputeTable, key)
  const dispute = await disputeOf(ctx, id, childId)
  if (dispute.outcome !== null)
    throw new Refused('data-quality.settled-already', 'Somebody has decided this already.', {
      who: dispute.settledBy?.name ?? '',
    })
  if (outcome === 'withdrawn' ? !dispute.mayWithdraw : !dispute.maySettle)
    throw new Refused('data-quality.not-yours-to-settle', 'The customer’s owner or a steward decides this.')
  if (outcome === 'accepted') await replaceValue(ctx, dispute, settlement)
  if (outcome === 'rejected') await keepValue(ctx, dispute)
  const mine = dispute.raisedBy.id === ctx.actor.id
  const set = {
    outcome,
    settled_by: ctx.actor.id,
    settled_at: ctx.now,
    answer: reason || null,
    // Who settles his own dispute knows what became of it.
    read_at: mine ? ctx.now : null,
  }
  await changeRow(ctx, disputeTable, { key, set, locked })
  const settled = await disputeOf(ctx, id, childId)
  await tell(ctx, settled, { kind: 'dispute.settled', user: mine ? dispute.owner?.id : dispute.raisedBy.id })
  return settled
}

async function replaceValue(ctx: Context, dispute: Dispute, { value, seen }: Settlement): Promise<void> {
  const { customerId, field, pointId } = dispute
  const right = value === undefined ? dispute.proposed : value
  if (value === undefined && right === null)
    throw new Refused('data-quality.value-wanted', 'Say which value is right.', { field })
  const now = await currentOf(ctx, dispute)
  if (now === textOf(right)) return
  if (now !== (seen === undefined ? dispute.value : seen))
    throw new Conflict('The value has changed since it was disputed.', { field, value: now })
  await putValue(ctx, customerId, { field, pointId, value: right })
}

/** The value is right, says who decides: a confirmation, if it still stands. */
async function keepValue(ctx: Context, { customerId, field, pointId, value }: Dispute): Promise<void> {
  const trusts = await trustOf(ctx, [customerId], { fields: [field], of: 'own' })
  await keepConfirmations(
    ctx,
    trusts.filter(trust => trust.pointId === pointId && trust.value === value),
  )
}

/** The value that stands there now, as text; null where there is none. */
async function currentOf(ctx: Context, { customerId, field, pointId }: Dispute): Promise<string | null> {
  const trusts = await trustOf(ctx, [customerId], { fields: [field], of: 'own' })
  return trusts.find(trust => trust.pointId === pointId)?.value ?? null
}

/** A value as the database writes it as text. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Marks what became of my dispute as read; throws `NotFound` for somebody else's, and while it is open. */
export async function readSettlement(ctx: Context, customerId: string, id: string): Promise<void> {
  const mine = await run(
    ctx.db,
    `update data_quality.dispute set read_at = coalesce(read_at, $4)
     where customer_id = $1 and id = $2 and raised_by = $3 and settled_at is not null`,
    [customerId, id, ctx.actor.id, ctx.now],
  )
  if (mine === 0) throw new NotFound('dispute')
}

/** Says that something became of a dispute: to those who look at the customer, and to the person whom it concerns. */
async function tell(
  ctx: Context,
  { customerId, id, field }: Dispute,
  { kind, user }: { kind: string; user: string | undefined },
): Promise<void> {
  await ctx.emit({ kind, entity: 'dispute', rootId: customerId, recordId: id, data: { field } })
  if (user && user !== ctx.actor.id)
    await ctx.emit({
      kind: `${kind}-for`,
      entity: 'user',
      rootId: customerId,
      recordId: user,
      data: { disputeId: id },
    })
}
