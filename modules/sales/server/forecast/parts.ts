import { type Module, routes } from '../../../../platform/module.ts'
import { forecastContract, forecastLockContract } from '../../contract.ts'
import { readAccuracy } from './accuracy.ts'
import { adjustForecast, listAdjustments } from './adjustments.ts'
import { readChangedDeals } from './changed-deals.ts'
import { readChanges } from './changes.ts'
import { forecastConditions } from './conditions.ts'
import { readForecast } from './forecast.ts'
import { learningJob } from './learning.ts'
import { lockingJob } from './locking.ts'
import { listLocks, readLock } from './locks.ts'
import { forecastTables } from './tables.ts'

const lockRoutes = routes(forecastLockContract, {
  forecastLock: (ctx, { query }) => readLock(ctx, query),
  forecastLocks: (ctx, { query }) => listLocks(ctx, query),
  forecastChanges: (ctx, { query }) => readChanges(ctx, query),
  forecastChangedDeals: (ctx, { query }) => readChangedDeals(ctx, query),
  forecastAdjustments: (ctx, { query }) => listAdjustments(ctx, query),
  adjustForecast: (ctx, { body }) => adjustForecast(ctx, body),
  forecastAccuracy: (ctx, { query }) => readAccuracy(ctx, query),
})

/** What the forecast registers with the platform, beside the rest of the module. */
export const forecastParts = {
  routes: [routes(forecastContract, { forecast: (ctx, { query }) => readForecast(ctx, query) }), lockRoutes],
  tables: forecastTables,
  conditions: forecastConditions,
  jobs: [learningJob, lockingJob],
} satisfies Partial<Module>
