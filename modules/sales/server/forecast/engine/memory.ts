import { type Course, courseOf, lastWeek, type Seen } from './course.ts'

/** What was seen in one week, so many weeks ago; not weighted. */
export type SeenThen = Seen & { ago: number }

/** Days after which what was seen counts half, of which the fittest is taken; null: never. */
export const halfLives: readonly (number | null)[] = [21, 45, 90, 180, null]

/** What something counts that was so many days ago. */
export function weightOf(halfLife: number | null, daysAgo: number): number {
  return halfLife === null ? 1 : 0.5 ** (daysAgo / halfLife)
}

/** What was seen until some weeks ago, as it counted then. */
export function remembered(seen: readonly SeenThen[], halfLife: number | null, weeksAgo = 0): Seen[] {
  const cells = new Map<string, { -readonly [K in keyof Seen]: Seen[K] }>()
  for (const { ago, stage, week, days, won, lost, moved } of seen) {
    if (ago < weeksAgo) continue
    const weight = weightOf(halfLife, (ago - weeksAgo + 0.5) * 7)
    const cell = cells.get(`${stage} ${week}`) ?? { stage, week, days: 0, won: 0, lost: 0, moved: {} }
    const gone = Object.entries(moved).map(([to, n]) => [to, (cell.moved[to] ?? 0) + n * weight])
    cells.set(`${stage} ${week}`, {
      stage,
      week,
      days: cell.days + days * weight,
      won: cell.won + won * weight,
      lost: cell.lost + lost * weight,
      moved: { ...cell.moved, ...Object.fromEntries(gone) },
    })
  }
  return [...cells.values()]
}

/** Weeks by which what was learnt before them is judged. */
const judgedBy = 4

/**
 * The half-life under which the last weeks would have been likeliest, for whoever knew only what was before them: the Poisson likelihood of
 * the ends in each week of a stay, Σ n·ln(rate·days) − rate·days. Where nothing has ended since: never.
 */
export function fittest(seen: readonly SeenThen[], stages: readonly string[]): number | null {
  const since = seen.filter(({ ago }) => ago < judgedBy)
  if (!since.some(({ won, lost }) => won + lost > 0)) return null
  const judged = halfLives.map(halfLife => ({
    halfLife,
    likelihood: likelihoodOf(courseOf(remembered(seen, halfLife, judgedBy), stages), since),
  }))
  return judged.reduce((best, one) => (one.likelihood > best.likelihood ? one : best)).halfLife
}

function likelihoodOf({ stages, rates }: Course, since: readonly Seen[]): number {
  const index = new Map(stages.map((stage, at) => [stage, at]))
  let sum = 0
  for (const { stage, week, days, won, lost } of since) {
    const rate = rates[index.get(stage) ?? -1]?.[Math.min(week, lastWeek)]
    if (!rate) continue
    sum += term(won, rate.won * days) + term(lost, rate.lost * days)
  }
  return sum
}

/** Leaves out what does not depend on the rate. A rate of nothing where something happened is as unlikely as can be said. */
function term(count: number, expected: number): number {
  return count * Math.log(Math.max(expected, 1e-9)) - expected
}
