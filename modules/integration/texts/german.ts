import { customerDe } from './customer-de.ts'

/** All words of this folder in one language. */
export const german = {
  integration: { ...customerDe },
  entity: {},
  errors: { integration: {} },
}
