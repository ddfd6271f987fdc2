import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../../platform/random.ts'
import { courseOf } from './demo/course.ts'
import { offersFor } from './demo/offers.ts'
import type { Stage } from './stages.ts'

const stages = [0, 1, 2, 3].map(position => ({ id: `stage-${position}`, pipelineId: 'p', position }) as Stage)
const now = new Date('2026-11-22T09:00:00Z')
const courses = (seed: number) => {
  const random = randomFrom(seed)
  return Array.from({ length: 400 }, () =>
    courseOf(random, { stages, daysAgo: random.between(0, 500), now, luck: 1 }),
  )
}

describe('the course of a deal in the demo company', () => {
  test('goes through the stages in order, each stay beginning where the one before ended', () => {
    for (const { stays, openedAt } of courses(7)) {
      expect(stays[0]?.enteredAt).toEqual(openedAt)
      expect(stays.map(({ stage }) => stage.position)).toEqual(stays.map((_, n) => n))
      for (const [n, stay] of stays.entries()) if (n > 0) expect(stay.enteredAt).toEqual(stays[n - 1]?.leftAt)
    }
  })

  test('is open in one stage, or closed when it left the last; won only out of the last stage', () => {
    for (const { stays, outcome, closedAt } of courses(8)) {
      expect(stays.filter(({ leftAt }) => leftAt === null)).toHaveLength(outcome === null ? 1 : 0)
      expect(closedAt).toEqual(outcome === null ? null : stays.at(-1)?.leftAt)
      if (outcome === 'won') expect(stays).toHaveLength(stages.length)
      if (closedAt) expect(closedAt <= now).toBe(true)
    }
  })

  test('ends in every way there is, and is the same for the same seed', () => {
    expect(new Set(courses(9).map(({ outcome }) => outcome))).toEqual(new Set(['won', 'lost', null]))
    expect(courses(9)).toEqual(courses(9))
  })
})

test('there is something to sell to every customer, whatever he lives on', () => {
  expect(offersFor(null).length).toBeGreaterThan(0)
  expect(offersFor('Housing').length).toBeGreaterThan(offersFor('Unheard of').length)
})
