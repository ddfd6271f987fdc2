import { routes } from '../../../platform/module.ts'
import { integrationContract } from '../contract.ts'
import { meterHandlers } from './meters/routes.ts'
import { connectingHandlers } from './connecting/handlers.ts'
import { operationHandlers } from './operations/routes.ts'
import { recordsHandlers } from './records/routes.ts'

export const integrationRoutes = routes(integrationContract, {
  ...meterHandlers,
  ...connectingHandlers,
  ...recordsHandlers,
  ...operationHandlers,
})
