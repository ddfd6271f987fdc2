import { type Module, routes } from '../../../../platform/module.ts'
import { forecastContract } from '../../contract.ts'
import { forecastConditions } from './conditions.ts'
import { readForecast } from './forecast.ts'
import { learningJob } from './learning.ts'

/** What the forecast registers with the platform, beside the rest of the module. */
export const forecastParts = {
  routes: routes(forecastContract, { forecast: (ctx, { query }) => readForecast(ctx, query) }),
  conditions: forecastConditions,
  jobs: [learningJob],
} satisfies Omit<Partial<Module>, 'routes'> & { routes: unknown }
