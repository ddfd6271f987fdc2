/** An amount that is expected, and how far it may lie off: variance in the square of its unit. */
export type Expected = { amount: number; variance: number }

/** Parts that do not depend on each other. */
export function together(parts: readonly Expected[]): Expected {
  return {
    amount: parts.reduce((sum, { amount }) => sum + amount, 0),
    variance: parts.reduce((sum, { variance }) => sum + variance, 0),
  }
}

/** What deals of a kind bring when they come as they like: compound Poisson, λ·E[a] and λ·E[a²]. `mean` and `deviation` of one. */
export function arriving(count: number, { mean, deviation }: { mean: number; deviation: number }): Expected {
  return { amount: count * mean, variance: count * (mean ** 2 + deviation ** 2) }
}

/** Standard deviations between which four of five cases lie, under a normal distribution. */
const fourOfFive = 1.2816

/** Between what the amount lies in four of five cases; never below zero. */
export function between({ amount, variance }: Expected): { low: number; high: number } {
  const reach = fourOfFive * Math.sqrt(variance)
  return { low: Math.max(0, amount - reach), high: amount + reach }
}
