import type { FailureKind } from '../connectors/failures.ts'

/**
 * Counts since the process started, and times of the last answers in milliseconds. Whatever happens:
 * asked + again = answered + failed + heldBack + shared.
 */
export type Tally = {
  asked: number
  /** Second tries. */
  again: number
  answered: number
  failed: number
  failures: Partial<Record<FailureKind, number>>
  /** Not made: the system was known to be sick, switched off, or had enough to do. */
  heldBack: number
  /** Not made: another call asked the same at that moment. */
  shared: number
  p50: number | null
  p95: number | null
}

type Count = 'asked' | 'again' | 'heldBack' | 'shared'

/** Times of so many answers are kept. */
const kept = 200

export type Counting = {
  count: (what: Count) => void
  answered: (milliseconds: number) => void
  failed: (kind: FailureKind) => void
  counts: () => Tally
}

/** Counts what happens with the calls to one system. */
export function tallyOf(): Counting {
  const sums = { asked: 0, again: 0, heldBack: 0, shared: 0, answered: 0, failed: 0 }
  const failures: Partial<Record<FailureKind, number>> = {}
  const times: number[] = []
  const quantile = (share: number) =>
    times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))] ?? null
  return {
    count: what => {
      sums[what]++
    },
    answered: milliseconds => {
      sums.answered++
      times.push(milliseconds)
      if (times.length > kept) times.shift()
    },
    failed: kind => {
      sums.failed++
      failures[kind] = (failures[kind] ?? 0) + 1
    },
    counts: () => ({ ...sums, failures: { ...failures }, p50: quantile(0.5), p95: quantile(0.95) }),
  }
}
