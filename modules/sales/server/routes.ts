import { routes } from '../../../platform/module.ts'
import { salesContract } from '../contract.ts'
import { readBoard, readCards } from './board/board.queries.ts'
import { closeOpportunity, reopenOpportunity } from './closing.ts'
import { readChoices } from './choices.ts'
import { count, list } from './lists.ts'
import { moveOpportunity } from './moving.ts'
import { changeOpportunity, openOpportunity, opportunityJson, removeOpportunity } from './opportunities.ts'

export const salesRoutes = routes(salesContract, {
  opportunities: (ctx, { query }) => list(ctx, 'opportunity', query),
  countOpportunities: (ctx, { query }) => count(ctx, 'opportunity', query),
  openOpportunity: (ctx, { body }) => openOpportunity(ctx, body),
  getOpportunity: (ctx, { params }) => opportunityJson(ctx, params.id),
  changeOpportunity: (ctx, { params, body, ifMatch }) =>
    changeOpportunity(ctx, { id: params.id, patch: body, version: ifMatch }),
  moveOpportunity: (ctx, { params, body, ifMatch }) =>
    moveOpportunity(ctx, { id: params.id, stage: body.stage, version: ifMatch }),
  closeOpportunity: (ctx, { params, body, ifMatch }) =>
    closeOpportunity(ctx, { ...body, id: params.id, version: ifMatch }),
  reopenOpportunity: (ctx, { params }) => reopenOpportunity(ctx, params.id),
  board: (ctx, { query }) => readBoard(ctx, query),
  boardCards: (ctx, { params, query }) => readCards(ctx, { ...query, stage: params.stage }),
  choices: ctx => readChoices(ctx),
  removeOpportunity: async (ctx, { params }) => ({
    removed: await removeOpportunity(ctx, params.id),
    batchId: ctx.batch.id,
  }),
})
