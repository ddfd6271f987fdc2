import { customerDe } from './customer-de.ts'
import { metersDe, metersActsDe, metersEntitiesDe, metersErrorsDe, metersHealthDe } from './meters-de.ts'
import { operationsDe, operationsErrorsDe } from './operations-de.ts'

/** All words of this folder in one language. */
export const german = {
  integration: { ...metersDe, ...customerDe, ...operationsDe, act: { ...metersActsDe, ...operationsDe.act } },
  entity: { ...metersEntitiesDe },
  errors: { integration: { ...metersErrorsDe, ...operationsErrorsDe } },
  health: { integration: metersHealthDe },
}
