import { connectActsDe, connectDe, connectErrorsDe } from './connect-de.ts'
import { customerDe } from './customer-de.ts'
import { findingsDe } from './findings-de.ts'
import { metersDe, metersActsDe, metersEntitiesDe, metersErrorsDe, metersHealthDe } from './meters-de.ts'
import { operationsDe, operationsErrorsDe } from './operations-de.ts'

/** All words of this folder in one language. */
export const german = {
  integration: {
    ...metersDe,
    ...connectDe,
    ...findingsDe,
    ...customerDe,
    ...operationsDe,
    act: { ...connectActsDe, ...metersActsDe, ...operationsDe.act },
  },
  entity: { ...metersEntitiesDe },
  errors: { integration: { ...connectErrorsDe, ...metersErrorsDe, ...operationsErrorsDe } },
  health: { integration: metersHealthDe },
}
