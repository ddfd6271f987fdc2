import { connectDe } from './connect-de.ts'
import { filesDe } from './files-de.ts'
import { customerDe } from './customer-de.ts'
import { findingsDe } from './findings-de.ts'
import { metersDe, metersActsDe, metersEntitiesDe, metersErrorsDe, metersHealthDe } from './meters-de.ts'
import {
  makingActsDe,
  makingDe,
  makingEntitiesDe,
  makingErrorsDe,
  makingReasonsDe,
  makingOperationDe,
} from './making-de.ts'
import { operationsDe, operationsErrorsDe } from './operations-de.ts'
import { systemDe, systemActsDe, systemErrorsDe } from './system-de.ts'

/** All words of this folder in one language. */
export const german = {
  integration: {
    ...metersDe,
    ...connectDe,
    ...filesDe,
    ...systemDe,
    ...findingsDe,
    ...customerDe,
    ...operationsDe,
    ...makingDe,
    reason: { ...operationsDe.reason, ...makingReasonsDe },
    operation: { ...operationsDe.operation, ...makingOperationDe },
    act: { ...systemActsDe, ...metersActsDe, ...operationsDe.act, ...makingActsDe },
  },
  entity: { ...metersEntitiesDe, ...makingEntitiesDe },
  errors: { integration: { ...systemErrorsDe, ...metersErrorsDe, ...operationsErrorsDe, ...makingErrorsDe } },
  health: { integration: metersHealthDe },
}
