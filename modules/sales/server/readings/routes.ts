import { routes } from '../../../../platform/module.ts'
import { dealReadings } from '../../contract.ts'
import { opportunityChanges } from './changes.queries.ts'
import { customerDeals } from './customer-deals.queries.ts'

export const readingRoutes = routes(dealReadings, {
  customerDeals: (ctx, { params }) => customerDeals(ctx, params.id),
  opportunityChanges: (ctx, { params, query }) => opportunityChanges(ctx, params.id, query),
})
