import { intervalOfShare } from '../../../../platform/interval.ts'
import type { Share } from '../../contract/rules.ts'

/** `good` of `asked` as a share with its 95 % interval. */
export function shareOf(asked: number, good: number): Share {
  if (asked === 0) return { asked, good, share: null, low: null, high: null }
  return { asked, good, share: good / asked, ...intervalOfShare(good, asked) }
}
