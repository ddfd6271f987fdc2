import { connectActsEn, connectEn, connectErrorsEn } from './connect-en.ts'
import { customerEn } from './customer-en.ts'
import { findingsEn } from './findings-en.ts'
import { metersEn, metersActsEn, metersEntitiesEn, metersErrorsEn, metersHealthEn } from './meters-en.ts'
import { operationsEn, operationsErrorsEn } from './operations-en.ts'

/** All words of this folder in one language. */
export const english = {
  integration: {
    ...metersEn,
    ...connectEn,
    ...findingsEn,
    ...customerEn,
    ...operationsEn,
    act: { ...connectActsEn, ...metersActsEn, ...operationsEn.act },
  },
  entity: { ...metersEntitiesEn },
  errors: { integration: { ...connectErrorsEn, ...metersErrorsEn, ...operationsErrorsEn } },
  health: { integration: metersHealthEn },
}
