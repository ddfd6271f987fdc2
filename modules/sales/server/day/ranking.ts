import type { Reason } from '../../contract/day.ts'

/** Days of what is known of a deal; null where it does not hold. Days late are negative before the day. */
export type DealFacts = {
  replyDays: number | null
  stepLate: number | null
  closePassed: number | null
  noStep: boolean
  stalledDays: number | null
  timesPutOff: number
  /** Amount times chance, as a part of the largest such of mine: 0 to 1. */
  worth: number
}
export type VisitFacts = { late: number; weeks: number; tier: 'A' | 'B' | 'C'; visited: boolean }
export type LeadFacts = { daysLeft: number | null; again: boolean; untouched: number }

export type Ranked = { points: number; reasons: Reason[] }
type Weighed = Reason & { points: number }

const upTo = (most: number, points: number) => Math.min(most, Math.round(points))

/**
 * How urgent an open deal is: the points of its strongest reason, three for each other one, and up to twenty for what it is worth.
 * Null where there is nothing to do. The formula is in docs/adr/0027.
 */
export function rankDeal(facts: DealFacts): Ranked | null {
  const found: Weighed[] = []
  const because = (code: Reason['code'], count: number, points: number) => found.push({ code, count, points })
  const { replyDays, stepLate, closePassed, stalledDays, timesPutOff } = facts
  if (replyDays !== null) because('reply-waiting', replyDays, upTo(90, 60 + 4 * replyDays))
  if (stepLate !== null && stepLate >= 0) because('step-due', stepLate, upTo(80, 50 + 3 * stepLate))
  if (closePassed !== null && closePassed > 0)
    because('close-passed', closePassed, upTo(60, 40 + closePassed))
  if (facts.noStep) because('no-step', 0, 35)
  if (stalledDays !== null && stalledDays > 0) because('stalled', stalledDays, upTo(50, 30 + stalledDays))
  if (timesPutOff >= 2) because('slipping', timesPutOff, upTo(40, 25 + 5 * (timesPutOff - 2)))
  return ranked(found, Math.round(20 * Math.min(1, Math.max(0, facts.worth))))
}

const ofTier = { A: 12, B: 6, C: 0 }

/** A visit that is due: twenty-five points, up to twenty as one more interval passes, and those of the tier. */
export function rankVisit({ late, weeks, tier, visited }: VisitFacts): Ranked | null {
  if (late < 0) return null
  const points = 25 + upTo(20, (20 * late) / (weeks * 7))
  return ranked([{ code: visited ? 'visit-due' : 'never-visited', count: late, points }], ofTier[tier])
}

/** A lead: the nearer the day on which it is shared, the more; then those taken up again, then those that lie. */
export function rankLead({ daysLeft, again, untouched }: LeadFacts): Ranked | null {
  const found: Weighed[] = []
  if (daysLeft !== null) {
    const left = Math.max(0, daysLeft)
    found.push({ code: 'lead-shared-soon', count: left, points: Math.max(30, 58 - 2 * left) })
  }
  if (again) found.push({ code: 'lead-again', count: 0, points: 32 })
  if (untouched >= 14)
    found.push({ code: 'lead-untouched', count: untouched, points: upTo(35, 18 + untouched / 7) })
  return ranked(found, 0)
}

function ranked(found: readonly Weighed[], more: number): Ranked | null {
  const [first, ...others] = found.toSorted((a, b) => b.points - a.points)
  if (!first) return null
  return {
    points: first.points + 3 * others.length + more,
    reasons: [first, ...others].map(({ code, count }) => ({ code, count })),
  }
}
