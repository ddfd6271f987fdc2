import { connectAr } from './connect-ar.ts'
import { filesAr } from './files-ar.ts'
import { customerAr } from './customer-ar.ts'
import { findingsAr } from './findings-ar.ts'
import { metersAr, metersActsAr, metersEntitiesAr, metersErrorsAr, metersHealthAr } from './meters-ar.ts'
import {
  makingActsAr,
  makingAr,
  makingEntitiesAr,
  makingErrorsAr,
  makingReasonsAr,
  makingOperationAr,
} from './making-ar.ts'
import { operationsAr, operationsErrorsAr } from './operations-ar.ts'
import { systemAr, systemActsAr, systemErrorsAr } from './system-ar.ts'

/** All words of this folder in one language. */
export const arabic = {
  integration: {
    ...metersAr,
    ...connectAr,
    ...filesAr,
    ...systemAr,
    ...findingsAr,
    ...customerAr,
    ...operationsAr,
    ...makingAr,
    reason: { ...operationsAr.reason, ...makingReasonsAr },
    operation: { ...operationsAr.operation, ...makingOperationAr },
    act: { ...systemActsAr, ...metersActsAr, ...operationsAr.act, ...makingActsAr },
  },
  entity: { ...metersEntitiesAr, ...makingEntitiesAr },
  errors: { integration: { ...systemErrorsAr, ...metersErrorsAr, ...operationsErrorsAr, ...makingErrorsAr } },
  health: { integration: metersHealthAr },
}
