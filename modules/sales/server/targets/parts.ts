import { routes } from '../../../../platform/module.ts'
import { targetContract } from '../../contract.ts'
import { readCoverage } from './coverage.ts'
import { listTargets } from './listing.ts'
import { readMyNumbers } from './numbers.ts'
import { addPlan, assignPlan, listPlans } from './plans.ts'
import { setTargets } from './setting.ts'
import { commissionPlanTable, commissionShareTable, targetTable } from './tables.ts'

/** What targets and commission register with the platform, beside the rest of the module. */
export const targetParts = {
  routes: routes(targetContract, {
    targets: (ctx, { query }) => listTargets(ctx, query.year),
    setTargets: (ctx, { body }) => setTargets(ctx, body.items),
    plans: ctx => listPlans(ctx),
    addPlan: (ctx, { body }) => addPlan(ctx, body),
    assignPlan: (ctx, { params, body }) => assignPlan(ctx, { ...body, id: params.id }),
    myNumbers: (ctx, { query }) => readMyNumbers(ctx, query.period),
    coverage: (ctx, { query }) => readCoverage(ctx, query.period),
  }),
  tables: [targetTable, commissionPlanTable, commissionShareTable],
}
