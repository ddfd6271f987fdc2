import { connectDe } from './connect-de.ts'
import { filesDe } from './files-de.ts'
import { customerDe } from './customer-de.ts'
import { findingsDe } from './findings-de.ts'
import { metersDe, metersActsDe, metersEntitiesDe, metersErrorsDe, metersHealthDe } from './meters-de.ts'
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
    act: { ...systemActsDe, ...metersActsDe, ...operationsDe.act },
  },
  entity: { ...metersEntitiesDe },
  errors: { integration: { ...systemErrorsDe, ...metersErrorsDe, ...operationsErrorsDe } },
  health: { integration: metersHealthDe },
}
