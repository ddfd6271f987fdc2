/** All words of this folder in one language. */
export const english = {
  integration: {},
  entity: {},
  errors: { integration: {} },
}
