/** Keeps the direction of a name or figure that stands within a sentence of another script (Unicode isolates). */
export const isolated = (words: string): string => `\u2068${words}\u2069`
