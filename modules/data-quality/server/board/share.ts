import type { Share } from '../../contract/rules.ts'

/** The quantile of the normal distribution for 95 %. */
const z = 1.959_963_984_540_054

/**
 * `good` of `asked` as a share with its 95 % interval (Wilson 1927, “Probable inference, the law of succession, and
 * statistical inference”): it stays within 0 and 1 and is honest for few customers and for shares near the ends.
 */
export function shareOf(asked: number, good: number): Share {
  if (asked === 0) return { asked, good, share: null, low: null, high: null }
  const p = good / asked
  const middle = (p + (z * z) / (2 * asked)) / (1 + (z * z) / asked)
  const half = (z / (1 + (z * z) / asked)) * Math.sqrt((p * (1 - p)) / asked + (z * z) / (4 * asked * asked))
  // Where all or none are good, the interval ends there exactly; arithmetic may miss it by a hair.
  const low = good === 0 ? 0 : Math.max(0, middle - half)
  const high = good === asked ? 1 : Math.min(1, middle + half)
  return { asked, good, share: p, low, high }
}
