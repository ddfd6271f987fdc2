import { routes } from '../../../../platform/module.ts'
import { pictureContract } from '../../contract.ts'
import { readCohorts, readReasons } from './endings.queries.ts'
import { readFunnel } from './funnel.queries.ts'
import { readSummary } from './summary.queries.ts'

export const pictureRoutes = routes(pictureContract, {
  pictureSummary: (ctx, { query }) => readSummary(ctx, query),
  pictureFunnel: (ctx, { query }) => readFunnel(ctx, query),
  pictureReasons: (ctx, { query }) => readReasons(ctx, query),
  pictureCohorts: (ctx, { query }) => readCohorts(ctx, query),
})
