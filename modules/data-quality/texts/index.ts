/** The module's words. */
export const dataQualityTexts = { en: {}, de: {}, ar: {} }
