import { connectEn } from './connect-en.ts'
import { filesEn } from './files-en.ts'
import { customerEn } from './customer-en.ts'
import { findingsEn } from './findings-en.ts'
import { metersEn, metersActsEn, metersEntitiesEn, metersErrorsEn, metersHealthEn } from './meters-en.ts'
import {
  makingActsEn,
  makingEn,
  makingEntitiesEn,
  makingErrorsEn,
  makingReasonsEn,
  makingOperationEn,
} from './making-en.ts'
import { operationsEn, operationsErrorsEn } from './operations-en.ts'
import { systemEn, systemActsEn, systemErrorsEn } from './system-en.ts'

/** All words of this folder in one language. */
export const english = {
  integration: {
    ...metersEn,
    ...connectEn,
    ...filesEn,
    ...systemEn,
    ...findingsEn,
    ...customerEn,
    ...operationsEn,
    ...makingEn,
    reason: { ...operationsEn.reason, ...makingReasonsEn },
    operation: { ...operationsEn.operation, ...makingOperationEn },
    act: { ...systemActsEn, ...metersActsEn, ...operationsEn.act, ...makingActsEn },
  },
  entity: { ...metersEntitiesEn, ...makingEntitiesEn },
  errors: { integration: { ...systemErrorsEn, ...metersErrorsEn, ...operationsErrorsEn, ...makingErrorsEn } },
  health: { integration: metersHealthEn },
}
