import { customerAr } from './customer-ar.ts'

/** All words of this folder in one language. */
export const arabic = {
  integration: { ...customerAr },
  entity: {},
  errors: { integration: {} },
}
