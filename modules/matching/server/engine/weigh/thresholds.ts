import type { Thresholds } from './model.ts'

/** Pairs by weight: how many there are at about this weight (bits). */
export type Histogram = readonly { weight: number; count: number }[]

/**
 * Share of wrong links that is expected where nobody is asked. What is expected without answers is optimistic, as fields
 * depend on one another: on a million generated people one in a hundred expected were three.
 */
const wrongLinks = 0.005

/** Odds of one to eight: below, asking a person costs more than it finds. */
const leastWorthAsking = -3

export type Chosen = Thresholds & {
  /** The threshold with the best expected F1, and that F1. */
  balanced: number
  expectedF1: number
  /** How many pairs of one customer are to be expected. */
  expectedMatches: number
}

/**
 * Chooses thresholds without answers. `balanced` maximises the expected F1 under the posteriors (Lipton, Elkan &
 * Naryanaswamy 2014: the best threshold is half of the best F1). `link` is where at most one link in two hundred is
 * expected to be wrong, and never below `balanced`.
 */
export function chooseThresholds(histogram: Histogram): Chosen {
  const falling = [...histogram].sort((a, b) => b.weight - a.weight)
  const sure = ({ weight }: { weight: number }) => 1 / (1 + 2 ** -weight)
  const expectedMatches = falling.reduce((sum, bin) => sum + bin.count * sure(bin), 0)
  let [taken, right, balanced, expectedF1] = [0, 0, 0, 0]
  let link = Number.POSITIVE_INFINITY
  for (const bin of falling) {
    taken += bin.count
    right += bin.count * sure(bin)
    const f1 = (2 * right) / (taken + expectedMatches)
    if (f1 > expectedF1) [expectedF1, balanced] = [f1, bin.weight]
    if (taken - right <= wrongLinks * taken) link = bin.weight
  }
  return {
    balanced,
    expectedF1,
    expectedMatches,
    review: Math.min(balanced, leastWorthAsking),
    link: Number.isFinite(link) ? Math.max(link, balanced) : 10,
  }
}
