import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/database/statement.ts'
import { Refused } from '../../../platform/errors.ts'
import { changeRow, insertRow, type Row } from '../../../platform/history/rows.ts'
import { newId } from '../../../platform/ids.ts'
import type { RawJson } from '../../../platform/module.ts'
import { lockOpportunity } from './access.ts'
import { laterOf } from './moments.ts'
import { keyOf, seen, told, withCurrent } from './opportunities.ts'
import { requireStage, type Stage } from './stages.ts'
import { opportunityTable, stageVisitTable } from './tables.ts'

/** Moves an open opportunity to another stage, of its pipeline or another: the visit ends, the next begins. */
export async function moveOpportunity(
  ctx: Context,
  move: { id: string; stage: string; version?: number | undefined },
): Promise<RawJson> {
  const before = await lockOpportunity(ctx, move.id)
  requireOpen(before)
  if (before.stage_id === move.stage) return seen(ctx, move.id)
  const stage = await requireStage(ctx, move.stage)
  const since = laterOf(ctx.now, before.stage_since as Date)
  const set = {
    pipeline_id: stage.pipelineId,
    stage_id: stage.id,
    stage_since: since,
    course: onward(before, stage.number),
  }
  const { row: after } = await withCurrent(ctx, move.id, () =>
    changeRow(ctx, opportunityTable, { key: keyOf(before), set, version: move.version, locked: before }),
  )
  await endVisit(ctx, before, since)
  await beginVisit(ctx, before, { stage, at: since })
  await told(ctx, 'opportunity.moved', after)
  return seen(ctx, move.id)
}

/** The course of a deal that goes on to the stage of this number. */
export function onward({ course }: Row, number: number): string {
  return `${String(course)}>${number}`
}

/** The number of the stage that a deal is in. */
export function standing({ course }: Row): number {
  return Number(String(course).split('>').at(-1))
}

/** Refuses what only an open opportunity can do. */
export function requireOpen(opportunity: Row): void {
  if (opportunity.closed_at)
    throw new Refused('sales.closed', 'This opportunity is closed. Open it again first.', {
      outcome: opportunity.outcome,
    })
}

/** Ends the visit of the stage the opportunity is in. */
export async function endVisit(ctx: Context, opportunity: Row, at: Date): Promise<void> {
  const open = await row<{ id: string }>(
    ctx.db,
    'select id from sales.stage_visit where customer_id = $1::uuid and opportunity_id = $2::uuid and left_at is null',
    [opportunity.customer_id, opportunity.id],
  )
  if (!open) return
  const key = { rootId: String(opportunity.customer_id), id: open.id }
  await changeRow(ctx, stageVisitTable, { key, set: { left_at: at } })
}

/** Begins a visit of a stage. */
export async function beginVisit(
  ctx: Context,
  opportunity: Row,
  { stage, at }: { stage: Pick<Stage, 'id' | 'pipelineId'>; at: Date },
): Promise<void> {
  await insertRow(ctx, stageVisitTable, {
    customer_id: opportunity.customer_id,
    id: newId(),
    opportunity_id: opportunity.id,
    pipeline_id: stage.pipelineId,
    stage_id: stage.id,
    entered_at: at,
    by_id: ctx.actor.id,
  })
}
