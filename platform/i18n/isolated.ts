/** Keeps the direction of a name, value or figure that stands within a sentence of another script (Unicode isolates, UAX #9). */
export const isolated = (words: string): string => `\u2068${words}\u2069`
