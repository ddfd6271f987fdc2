import { routes } from '../../../../platform/module.ts'
import { dayContract } from '../../contract.ts'
import { writeLog } from '../logging/log.ts'
import { entryUsesOf } from '../logging/uses.queries.ts'
import { planManyVisits, planVisits } from '../visits/planning.ts'
import { readRhythm, setRhythm } from '../visits/rhythm.ts'
import { listVisits, visitPlanOf } from '../visits/visits.queries.ts'
import { myDay } from './my-day.ts'
import { entryUseTable, visitPlanTable, visitRhythmTable } from './tables.ts'

const dayRoutes = routes(dayContract, {
  myDay: ctx => myDay(ctx),
  visits: (ctx, { query }) => listVisits(ctx, query),
  visitPlan: (ctx, { params }) => visitPlanOf(ctx, params.id),
  planVisits: (ctx, { params, body }) => planVisits(ctx, params.id, body.tier),
  planManyVisits: (ctx, { body }) => planManyVisits(ctx, body),
  visitRhythm: ctx => readRhythm(ctx),
  setVisitRhythm: (ctx, { body }) => setRhythm(ctx, body),
  log: (ctx, { body }) => writeLog(ctx, body),
  entryUses: (ctx, { params }) => entryUsesOf(ctx, params.id),
})

/** What the seller's day registers with the platform, beside the rest of the module. */
export const dayParts = {
  routes: dayRoutes,
  tables: [visitRhythmTable, visitPlanTable, entryUseTable],
}
