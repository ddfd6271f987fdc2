import { type Course, type DailyRates, daysKept } from './course.ts'

/** How likely deals are won within so many days. */
export type Chances = {
  days: number
  /** Of a deal that is in a stage (by index) for so many whole days. */
  of: (stage: number, age: number) => number
  /** Of one that enters a stage with so many days left. */
  entering: (stage: number, left: number) => number
}

/**
 * Follows a course day by day, backwards from the end of the period:
 * V(h, s, a) = won + Σ moved(s→t)·V(h−1, t, 0) + (1 − won − lost − Σ moved)·V(h−1, s, a+1), V(0) = 0;
 * the value equation of a discrete-time semi-Markov chain (Howard 1971, Dynamic Probabilistic Systems, vol. 2). `days` in whole days.
 */
export function chancesWithin(course: Course, days: number): Chances {
  const { stages, rates } = course
  let former = stages.map(() => new Float64Array(daysKept))
  const entered = [stages.map(() => 0)]
  for (let h = 1; h <= days; h++) {
    former = stages.map((_, stage) => aDayMore(rates[stage] ?? [], { stage, former }))
    entered.push(former.map(([first = 0]) => first))
  }
  return {
    days,
    of: (stage, age) => former[stage]?.[Math.max(0, Math.min(Math.floor(age), daysKept - 1))] ?? 0,
    entering: (stage, left) => entered[Math.max(0, Math.min(left, days))]?.[stage] ?? 0,
  }
}

function aDayMore(
  weeks: readonly DailyRates[],
  { stage, former }: { stage: number; former: readonly Float64Array[] },
): Float64Array<ArrayBuffer> {
  const next = new Float64Array(daysKept)
  for (let age = 0; age < daysKept; age++) {
    const { won, lost, moved } = weeks[Math.floor(age / 7)] as DailyRates
    let value = won
    let stays = 1 - won - lost
    for (const [to, rate] of moved) {
      value += rate * (former[to]?.[0] ?? 0)
      stays -= rate
    }
    next[age] = value + Math.max(0, stays) * (former[stage]?.[Math.min(age + 1, daysKept - 1)] ?? 0)
  }
  return next
}

/** The chance of somebody who wins `factor` times as often as others: proportional hazards (Cox 1972), 1 − (1 − p)^factor. */
export function calibrated(chance: number, factor: number): number {
  return 1 - (1 - chance) ** factor
}
