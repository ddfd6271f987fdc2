import { customerAr } from './customer-ar.ts'
import { operationsAr, operationsErrorsAr } from './operations-ar.ts'

/** All words of this folder in one language. */
export const arabic = {
  integration: { ...customerAr, ...operationsAr, act: { ...operationsAr.act } },
  entity: {},
  errors: { integration: { ...operationsErrorsAr } },
}
