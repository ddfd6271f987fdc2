import type { SignedCall } from '../../../platform/http/transfer-types.ts'
import { routes } from '../../../platform/module.ts'
import { integrationContract } from '../contract.ts'
import { meterHandlers } from './meters/routes.ts'
import { connectingHandlers } from './connecting/handlers.ts'
import { makingHandlers } from './making/routes.ts'
import { operationHandlers } from './operations/routes.ts'
import { recordsHandlers } from './records/routes.ts'
import { wake } from './waking/waking.ts'

export const integrationRoutes = routes(integrationContract, {
  ...meterHandlers,
  ...connectingHandlers,
  ...recordsHandlers,
  ...operationHandlers,
  ...makingHandlers,
  wake: (ctx, { params, signed }) => wake(ctx, params.id, signed as SignedCall),
})
