import { customerEn } from './customer-en.ts'
import { operationsEn, operationsErrorsEn } from './operations-en.ts'

/** All words of this folder in one language. */
export const english = {
  integration: { ...customerEn, ...operationsEn, act: { ...operationsEn.act } },
  entity: {},
  errors: { integration: { ...operationsErrorsEn } },
}
