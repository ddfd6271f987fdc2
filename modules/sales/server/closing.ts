import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/database/statement.ts'
import { invalid } from '../../../platform/errors.ts'
import { changeRow, insertRow, removeRow, type Row } from '../../../platform/history/rows.ts'
import { newId } from '../../../platform/ids.ts'
import type { RawJson } from '../../../platform/module.ts'
import type { Closing } from '../contract.ts'
import { lockOpportunity } from './access.ts'
import { inHouseCurrency } from './house-currency.ts'
import { isInFuture, laterOf } from './moments.ts'
import { beginVisit, endVisit, onward, requireOpen, standing } from './moving.ts'
import { keyOf, numberOf, seen, tellOnTimeline, told, withCurrent } from './opportunities.ts'
import { closureTable, opportunityTable } from './tables.ts'

/** Closes an opportunity as won or lost, once; its amount is converted by the rate of that day, and stays so. */
export async function closeOpportunity(
  ctx: Context,
  { id, version, ...closing }: Closing & { id: string; version?: number | undefined },
): Promise<RawJson> {
  const before = await lockOpportunity(ctx, id)
  requireOpen(before)
  await checkClosing(ctx, closing)
  const at = atInStage(momentOf(ctx, closing.at), before.stage_since as Date)
  const amount = numberOf(before.amount)
  const day = at.toISOString().slice(0, 10)
  const worth = await inHouseCurrency(ctx, { amount, currency: String(before.currency), day })
  const set = { outcome: closing.outcome, closed_at: at, ...worth }
  const { row: after } = await withCurrent(ctx, id, () =>
    changeRow(ctx, opportunityTable, { key: keyOf(before), set, version, locked: before }),
  )
  await insertRow(ctx, closureTable, {
    customer_id: before.customer_id,
    id: newId(),
    opportunity_id: id,
    outcome: closing.outcome,
    at,
    by_id: ctx.actor.id,
    owner_id: before.owner_id,
    reason_id: closing.reason ?? null,
    competitor_id: closing.competitor ?? null,
    note: closing.note || null,
  })
  await endVisit(ctx, before, at)
  await tellOnTimeline(ctx, after, closing.outcome === 'won' ? 'opportunity-won' : 'opportunity-lost')
  await told(ctx, 'opportunity.closed', after)
  return seen(ctx, id)
}

/** Opens a closed opportunity again, in the stage it was in. */
export async function reopenOpportunity(ctx: Context, id: string): Promise<RawJson> {
  const before = await lockOpportunity(ctx, id)
  if (!before.closed_at) return seen(ctx, id)
  const amount = numberOf(before.amount)
  const day = ctx.now.toISOString().slice(0, 10)
  const worth = await inHouseCurrency(ctx, { amount, currency: String(before.currency), day })
  const at = laterOf(ctx.now, before.closed_at as Date)
  const course = onward(before, standing(before))
  const set = { outcome: null, closed_at: null, stage_since: at, course, ...worth }
  const { row: after } = await changeRow(ctx, opportunityTable, { key: keyOf(before), set, locked: before })
  const closure = await closureOf(ctx, before)
  if (closure) await removeRow(ctx, closureTable, { rootId: String(before.customer_id), id: closure.id })
  const stage = { id: String(before.stage_id), pipelineId: String(before.pipeline_id) }
  await beginVisit(ctx, before, { stage, at })
  await tellOnTimeline(ctx, after, 'opportunity-reopened')
  await told(ctx, 'opportunity.reopened', after)
  return seen(ctx, id)
}

function closureOf(ctx: Context, opportunity: Row): Promise<{ id: string } | undefined> {
  return row<{ id: string }>(
    ctx.db,
    'select id from sales.closure where customer_id = $1::uuid and opportunity_id = $2::uuid',
    [opportunity.customer_id, opportunity.id],
  )
}

/** A decision lies in the past; what a clock that is ahead says is taken to mean now. */
function momentOf(ctx: Context, at: string | undefined): Date {
  const moment = at === undefined ? ctx.now : new Date(at)
  if (isInFuture(moment, ctx.now))
    throw invalid('at', 'sales.closed-in-future', 'An opportunity cannot have been decided in the future.')
  return moment > ctx.now ? ctx.now : moment
}

const day = 86_400_000

/** Not before it came into its stage. A day that is said without an hour is meant as a whole. */
function atInStage(at: Date, since: Date): Date {
  if (since.getTime() - at.getTime() >= day)
    throw invalid('at', 'sales.closed-before-stage', 'It came into its stage after that day.')
  return laterOf(at, since)
}

async function checkClosing(ctx: Context, closing: Closing): Promise<void> {
  if (closing.reason) {
    const found = await row<{ outcome: string }>(
      ctx.db,
      'select outcome from sales.closing_reason where id = $1::uuid and retired_at is null',
      [closing.reason],
    )
    if (found?.outcome !== closing.outcome)
      throw invalid('reason', 'sales.no-such-reason', 'There is no such reason for this outcome.')
  }
  if (closing.competitor) {
    const found = await row(ctx.db, 'select 1 as hit from sales.competitor where id = $1::uuid', [
      closing.competitor,
    ])
    if (!found) throw invalid('competitor', 'sales.no-such-competitor', 'There is no such competitor.')
  }
}
