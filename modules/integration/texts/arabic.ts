import { customerAr } from './customer-ar.ts'
import { metersAr, metersActsAr, metersEntitiesAr, metersErrorsAr, metersHealthAr } from './meters-ar.ts'
import { operationsAr, operationsErrorsAr } from './operations-ar.ts'

/** All words of this folder in one language. */
export const arabic = {
  integration: { ...metersAr, ...customerAr, ...operationsAr, act: { ...metersActsAr, ...operationsAr.act } },
  entity: { ...metersEntitiesAr },
  errors: { integration: { ...metersErrorsAr, ...operationsErrorsAr } },
  health: { integration: metersHealthAr },
}
