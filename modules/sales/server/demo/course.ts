import type { Random } from '../../../../platform/random.ts'
import type { Stage } from '../stages.ts'

const dayMs = 86_400_000

/** One stay in a stage; open where `leftAt` is null. */
export type Stay = { stage: Stage; enteredAt: Date; leftAt: Date | null }
export type Course = { openedAt: Date; stays: Stay[]; outcome: 'won' | 'lost' | null; closedAt: Date | null }

/**
 * How a deal that was opened `daysAgo` went: through each stage in days that scatter as they do (exponential), on with the
 * chance that stages have, until it was won, lost, or is where it is today.
 */
export function courseOf(
  random: Random,
  { stages, daysAgo, now, luck }: { stages: readonly Stage[]; daysAgo: number; now: Date; luck: number },
): Course {
  let at = new Date(now.getTime() - daysAgo * dayMs - random.below(8) * 3_600_000)
  const course: Course = { openedAt: at, stays: [], outcome: null, closedAt: null }
  for (const [n, stage] of stages.entries()) {
    const leaves = new Date(at.getTime() + (2 - 16 * Math.log(1 - random.next())) * dayMs)
    if (leaves > now) {
      course.stays.push({ stage, enteredAt: at, leftAt: null })
      return course
    }
    course.stays.push({ stage, enteredAt: at, leftAt: leaves })
    const last = n === stages.length - 1
    const goesOn = random.chance(Math.min(0.95, (last ? 0.62 : 0.74) * luck))
    if (last || !goesOn) return { ...course, outcome: last && goesOn ? 'won' : 'lost', closedAt: leaves }
    at = leaves
  }
  return course
}
