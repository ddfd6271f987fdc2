/** What was forecast of something, and what came of it; the same unit. */
export type Judged = { forecast: number; actual: number }

/** WMAPE = Σ|actual − forecast| ÷ Σ actual; null where nothing came. Judge the parts: sums hide errors that offset each other. */
export function wmape(judged: readonly Judged[]): number | null {
  const actual = judged.reduce((sum, one) => sum + one.actual, 0)
  if (actual === 0) return null
  return judged.reduce((sum, one) => sum + Math.abs(one.actual - one.forecast), 0) / actual
}

/** Bias = Σ(forecast − actual) ÷ Σ actual; null where nothing came. Above 0: too much was promised. */
export function bias(judged: readonly Judged[]): number | null {
  const actual = judged.reduce((sum, one) => sum + one.actual, 0)
  if (actual === 0) return null
  return judged.reduce((sum, one) => sum + one.forecast - one.actual, 0) / actual
}

/** Forecast probabilities against what happened, in bins of equal width; empty bins are left out. */
export type Bin = { from: number; deals: number; promised: number; won: number }

/** `promised` and `won` are shares of the deals of a bin. */
export function calibrationOf(told: readonly { chance: number; won: boolean }[], bins = 10): Bin[] {
  const groups = Map.groupBy(told, ({ chance }) => Math.min(bins - 1, Math.floor(chance * bins)))
  return [...groups]
    .toSorted(([a], [b]) => a - b)
    .map(([bin, of]) => ({
      from: bin / bins,
      deals: of.length,
      promised: of.reduce((sum, { chance }) => sum + chance, 0) / of.length,
      won: of.filter(({ won }) => won).length / of.length,
    }))
}
