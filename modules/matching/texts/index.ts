/** The module's words. */
export const matchingTexts = { en: {}, de: {}, ar: {} }
