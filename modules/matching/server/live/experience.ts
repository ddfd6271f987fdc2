import type { Db } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Experience } from '../../contract.ts'

/** Decisions by people, counted by whole bits of weight. */
export type Histogram = readonly { weight: number; decided: number; same: number }[]

/** The latest decisions count; what people decided years ago was decided about other data. */
const most = 20_000

/** What people have decided so far. A rule's own links teach nothing. */
export function decidedByPeople(db: Db): Promise<Histogram> {
  return rows(
    db,
    `select round(weight)::int as weight, count(*)::int as decided, (count(*) filter (where verdict = 'same'))::int as same
     from (select weight, verdict from matching.decision
           where linking_id is null and verdict <> 'later' and weight is not null order by decided_at desc limit ${most}) d
     group by 1 order by 1`,
  )
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
  return { decided, same, ...wilson(same, decided) }
}

const z = 1.959964

/**
 * The 95 % interval of a share (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927, p. 209): also right for small numbers and for
 * shares near one, where the usual ± is not.
 */
export function wilson(hits: number, of: number): { low: number; high: number } {
  if (of === 0) return { low: 0, high: 1 }
  const share = hits / of
  const centre = share + (z * z) / (2 * of)
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  const whole = 1 + (z * z) / of
  return { low: Math.max(0, (centre - spread) / whole), high: Math.min(1, (centre + spread) / whole) }
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
