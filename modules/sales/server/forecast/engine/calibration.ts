/** What somebody has won, and what others would have won with his deals in the same time. */
export type Record = { won: number; expected: number }

/**
 * How much oftener than others each wins, drawn towards 1 the less is known of him: global empirical Bayes by moments,
 * (won ÷ m + k) ÷ (expected + k), m the common ratio and k = m ÷ A from how far they differ beyond chance (A in Marshall 1991, Applied
 * Statistics 40:283). Where they do not differ beyond chance, all factors are 1.
 */
export function factorsOf<T extends Record>(records: readonly T[]): (T & { factor: number })[] {
  const known = records.filter(({ expected }) => expected > 0)
  const expected = known.reduce((sum, one) => sum + one.expected, 0)
  if (expected === 0) return records.map(one => ({ ...one, factor: 1 }))
  const mean = known.reduce((sum, { won }) => sum + won, 0) / expected
  const spread =
    known.reduce((sum, one) => sum + one.expected * (one.won / one.expected - mean) ** 2, 0) / expected
  const between = spread - mean / (expected / known.length)
  const k = between > 0 && mean > 0 ? mean / between : Number.POSITIVE_INFINITY
  return records.map(one => ({
    ...one,
    factor: Number.isFinite(k) && mean > 0 ? (one.won / mean + k) / (one.expected + k) : 1,
  }))
}
