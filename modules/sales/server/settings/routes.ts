import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { NotFound } from '../../../../platform/errors.ts'
import { routes } from '../../../../platform/module.ts'
import { settingsContract } from '../../contract.ts'
import { closingReasonTable, competitorTable } from '../tables.ts'
import { addPart, bringBackPart, changePart, orderParts, retirePart, type Siblings } from './parts.ts'
import { addPipeline, addStage, changeStage, pipelineOf, pipelines, stagesOf } from './pipelines.ts'
import { retirePipeline, retireStage } from './retiring.ts'
import { readSettings } from './settings.queries.ts'

const competitors: Siblings = { table: competitorTable }
const reasonsFor = (outcome: string): Siblings => ({
  table: closingReasonTable,
  of: { column: 'outcome', value: outcome },
})

/** The reasons beside which one stands: those of its outcome. */
async function besideReason(ctx: Context, id: string): Promise<Siblings> {
  const text = 'select outcome from sales.closing_reason where id = $1::uuid'
  const found = await row<{ outcome: string }>(ctx.db, text, [id])
  if (!found) throw new NotFound('reason')
  return reasonsFor(found.outcome)
}

export const settingsRoutes = routes(settingsContract, {
  salesSettings: ctx => readSettings(ctx),
  addPipeline: (ctx, { body }) => addPipeline(ctx, body),
  changePipeline: (ctx, { params, body, ifMatch }) =>
    changePart(ctx, pipelines, { id: params.id, set: { name: body.name }, version: ifMatch }),
  orderPipelines: (ctx, { body }) => orderParts(ctx, pipelines, body.ids),
  retirePipeline: (ctx, { params, body }) => retirePipeline(ctx, { id: params.id, ...body }),
  bringBackPipeline: (ctx, { params }) => bringBackPart(ctx, pipelines, params.id),
  addStage: (ctx, { params, body }) => addStage(ctx, { pipelineId: params.id, stage: body }),
  orderStages: (ctx, { params, body }) => orderParts(ctx, stagesOf(params.id), body.ids),
  changeStage: (ctx, { params, body, ifMatch }) =>
    changeStage(ctx, { id: params.id, set: body, version: ifMatch }),
  retireStage: (ctx, { params, body }) => retireStage(ctx, { id: params.id, ...body }),
  bringBackStage: async (ctx, { params }) =>
    bringBackPart(ctx, stagesOf(await pipelineOf(ctx, params.id)), params.id),
  addReason: (ctx, { body }) => addPart(ctx, reasonsFor(body.outcome), body),
  changeReason: async (ctx, { params, body, ifMatch }) =>
    changePart(ctx, await besideReason(ctx, params.id), {
      id: params.id,
      set: { name: body.name },
      version: ifMatch,
    }),
  orderReasons: (ctx, { body }) => orderParts(ctx, reasonsFor(body.outcome), body.ids),
  retireReason: async (ctx, { params }) => retirePart(ctx, await besideReason(ctx, params.id), params.id),
  bringBackReason: async (ctx, { params }) =>
    bringBackPart(ctx, await besideReason(ctx, params.id), params.id),
  addCompetitor: (ctx, { body }) => addPart(ctx, competitors, body),
  changeCompetitor: (ctx, { params, body, ifMatch }) =>
    changePart(ctx, competitors, { id: params.id, set: { name: body.name }, version: ifMatch }),
  orderCompetitors: (ctx, { body }) => orderParts(ctx, competitors, body.ids),
  retireCompetitor: (ctx, { params }) => retirePart(ctx, competitors, params.id),
  bringBackCompetitor: (ctx, { params }) => bringBackPart(ctx, competitors, params.id),
})
