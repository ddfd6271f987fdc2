import { customerEn } from './customer-en.ts'
import { metersEn, metersActsEn, metersEntitiesEn, metersErrorsEn, metersHealthEn } from './meters-en.ts'
import { operationsEn, operationsErrorsEn } from './operations-en.ts'

/** All words of this folder in one language. */
export const english = {
  integration: { ...metersEn, ...customerEn, ...operationsEn, act: { ...metersActsEn, ...operationsEn.act } },
  entity: { ...metersEntitiesEn },
  errors: { integration: { ...metersErrorsEn, ...operationsErrorsEn } },
  health: { integration: metersHealthEn },
}
