/** The quantile of the normal distribution for 95 %. */
const z = 1.959_963_984_540_054

/**
 * The 95 % interval of a share, `hits` of `of`, both ends within 0 and 1 (E. B. Wilson, “Probable inference, the law of
 * succession, and statistical inference”, J. Am. Stat. Assoc. 22, 1927, p. 209): honest for small numbers and for shares
 * near the ends, where the usual ± is not. Of nothing nothing is known: 0 to 1.
 */
export function intervalOfShare(hits: number, of: number): { low: number; high: number } {
  if (of === 0) return { low: 0, high: 1 }
  const share = hits / of
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  // Where all or none are hits, the interval ends there exactly; arithmetic may miss it by a hair.
  return {
    low: hits === 0 ? 0 : Math.max(0, middle - half),
    high: hits === of ? 1 : Math.min(1, middle + half),
  }
}
