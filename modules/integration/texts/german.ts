import { customerDe } from './customer-de.ts'
import { operationsDe, operationsErrorsDe } from './operations-de.ts'

/** All words of this folder in one language. */
export const german = {
  integration: { ...customerDe, ...operationsDe, act: { ...operationsDe.act } },
  entity: {},
  errors: { integration: { ...operationsErrorsDe } },
}
