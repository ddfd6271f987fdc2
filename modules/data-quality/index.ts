export { dataQualityModule } from './server/module.ts'
export { trustPolicyOf } from './server/trust/policy.ts'
export { type TrustOptions, trustOf, type TrustState, type ValueTrust } from './server/trust/trust.ts'
export { trustQuery, type TrustScope } from './server/trust/trust-query.ts'
