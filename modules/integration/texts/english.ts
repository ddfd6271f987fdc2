import { customerEn } from './customer-en.ts'

/** All words of this folder in one language. */
export const english = {
  integration: { ...customerEn },
  entity: {},
  errors: { integration: {} },
}
