import type { Db } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { intervalOfShare } from '../../../../platform/interval.ts'
import type { Experience } from '../../contract.ts'

/** Decisions by people, counted by whole bits of weight. */
export type Histogram = readonly { weight: number; decided: number; same: number }[]

/** The latest decisions count; what people decided years ago was decided about other data. */
const most = 20_000

/** SQL of a `Histogram`: what people have decided so far. A rule's own links teach nothing. */
export const decisionsText = `select round(weight)::int as weight, count(*)::int as decided, (count(*) filter (where verdict = 'same'))::int as same
  from (select weight, verdict from matching.decision
        where linking_id is null and verdict <> 'later' and weight is not null order by decided_at desc limit ${most}) d
  group by 1 order by 1`

/** What people have decided so far. */
export function decidedByPeople(db: Db): Promise<Histogram> {
  return rows(db, decisionsText)
}

/** Fewer decisions than this say nothing. */
const fewest = 10
/** Half widths of the window of weights, in bits: as narrow as the number of decisions allows. */
const windows = [2, 4, 8]

/** What people decided about pairs like this one; null before enough were decided. */
export function experienceAt(histogram: Histogram, weight: number): Experience | null {
  for (const half of windows) {
    const near = within(histogram, weight - half, weight + half)
    if (near.decided >= (half === windows.at(-1) ? fewest : 3 * fewest)) return near
  }
  return null
}

/** What people decided about pairs between two weights. */
export function within(histogram: Histogram, from: number, to: number): Experience {
  let decided = 0
  let same = 0
  for (const bin of histogram)
    if (bin.weight >= from && bin.weight <= to) {
      decided += bin.decided
      same += bin.same
    }
  return { decided, same, ...intervalOfShare(same, decided) }
}

/**
 * Lowest weight from which on, by the lower end of the interval, `share` of the pairs were one; null where no line is that
 * sure. Read from the top, so that one bad bin below does not lower it.
 */
export function lineFor(histogram: Histogram, share: number): number | null {
  const weights = histogram.map(({ weight }) => weight).toSorted((a, b) => b - a)
  let line: number | null = null
  for (const weight of weights) {
    const above = within(histogram, weight, Infinity)
    if (above.low >= share) line = weight
  }
  return line
}
