import { routes } from '../../../../platform/module.ts'
import { dealContract } from '../../contract.ts'
import { changeOpportunities } from '../bulk.ts'
import {
  addInvolved,
  addRival,
  changeInvolved,
  changeRival,
  removeInvolved,
  removeRival,
  tickCriterion,
} from './involved.ts'
import { opportunityPage } from './page.queries.ts'

export const involvedRoutes = routes(dealContract, {
  opportunityPage: (ctx, { params }) => opportunityPage(ctx, params.id),
  tickCriterion: (ctx, { params, body }) => tickCriterion(ctx, { ...body, id: params.id }),
  addInvolved: (ctx, { params, body }) => addInvolved(ctx, params.id, body),
  changeInvolved: (ctx, { params, body, ifMatch }) =>
    changeInvolved(ctx, { ...params, ...body, version: ifMatch }),
  removeInvolved: (ctx, { params }) => removeInvolved(ctx, params),
  addRival: (ctx, { params, body }) => addRival(ctx, params.id, body),
  changeRival: (ctx, { params, body, ifMatch }) => changeRival(ctx, { ...params, ...body, version: ifMatch }),
  removeRival: (ctx, { params }) => removeRival(ctx, params),
  changeOpportunities: async (ctx, { body }) => ({
    changed: await changeOpportunities(ctx, body),
    batchId: ctx.batch.id,
  }),
})
