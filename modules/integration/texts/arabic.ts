/** All words of this folder in one language. */
export const arabic = {
  integration: {},
  entity: {},
  errors: { integration: {} },
}
