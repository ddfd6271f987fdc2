import { routes } from '../../../platform/module.ts'
import { integrationContract } from '../contract.ts'

export const integrationRoutes = routes(integrationContract, {})
