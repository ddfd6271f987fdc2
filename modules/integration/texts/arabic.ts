import { connectActsAr, connectAr, connectErrorsAr } from './connect-ar.ts'
import { customerAr } from './customer-ar.ts'
import { findingsAr } from './findings-ar.ts'
import { metersAr, metersActsAr, metersEntitiesAr, metersErrorsAr, metersHealthAr } from './meters-ar.ts'
import { operationsAr, operationsErrorsAr } from './operations-ar.ts'

/** All words of this folder in one language. */
export const arabic = {
  integration: {
    ...metersAr,
    ...connectAr,
    ...findingsAr,
    ...customerAr,
    ...operationsAr,
    act: { ...connectActsAr, ...metersActsAr, ...operationsAr.act },
  },
  entity: { ...metersEntitiesAr },
  errors: { integration: { ...connectErrorsAr, ...metersErrorsAr, ...operationsErrorsAr } },
  health: { integration: metersHealthAr },
}
