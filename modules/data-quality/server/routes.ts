import { routes } from '../../../platform/module.ts'
import { dataQualityContract } from '../contract.ts'
import { setTrustPolicy, trustPolicyOf } from './trust/policy.ts'

export const dataQualityRoutes = routes(dataQualityContract, {
  trustPolicy: ctx => trustPolicyOf(ctx),
  setTrustPolicy: (ctx, { body }) => setTrustPolicy(ctx, body),
})
