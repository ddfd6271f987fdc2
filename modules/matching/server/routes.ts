import { routes } from '../../../platform/module.ts'
import { matchingContract } from '../contract.ts'
import { baseHandlers } from './bases/routes.ts'
import { evaluationHandlers } from './evaluations/routes.ts'
import { rebuildQueue } from './keys/catch-up.ts'
import { linkings, startLinking, tryRule } from './linking/linkings.ts'
import { ruleView, setRule } from './linking/rule.ts'
import { lookOf } from './imports/likely.queries.ts'
import { check } from './live/check.ts'
import { ofAct } from './queue/act.queries.ts'
import { decide } from './queue/decisions.ts'
import { pairView } from './queue/pair.queries.ts'
import { progress } from './queue/progress.queries.ts'
import { queue, shared } from './queue/queue.queries.ts'
import { cancelSearch, searches, startSearch } from './runs/runs.ts'

export const matchingRoutes = routes(matchingContract, {
  check: async (ctx, { body }) => ({ items: await check(ctx, body) }),

  queue: (ctx, { query }) => queue(ctx, query),
  shared: async ctx => ({ items: await shared(ctx) }),
  pair: (ctx, { params }) => pairView(ctx, params.id, params.otherId),
  decide: async (ctx, { params, body }) => {
    const { verdict } = await decide(ctx, { ...params, ...body })
    return { verdict, batchId: ctx.batch.id }
  },
  act: (ctx, { params }) => ofAct(ctx, params.id),
  progress: ctx => progress(ctx),

  rule: ctx => ruleView(ctx),
  setRule: (ctx, { body }) => setRule(ctx, body),
  tryRule: (ctx, { body }) => tryRule(ctx, body),
  link: ctx => startLinking(ctx),
  linkings: async ctx => ({ items: await linkings(ctx) }),

  runs: async ctx => ({ items: await searches(ctx) }),
  startRun: (ctx, { body }) => startSearch(ctx, body.kind),
  cancelRun: (ctx, { params }) => cancelSearch(ctx, params.id),
  rebuildKeys: async ctx => {
    await ctx.enqueue(rebuildQueue, {}, { singletonKey: 'all' })
    return null
  },

  ...baseHandlers,
  ...evaluationHandlers,
  importLook: (ctx, { params }) => lookOf(ctx, params.id),
})
