/** All words of this folder in one language. */
export const german = {
  integration: {},
  entity: {},
  errors: { integration: {} },
}
