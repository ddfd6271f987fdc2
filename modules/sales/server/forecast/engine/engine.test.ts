import { assert, property, array, double, integer, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bias, calibrationOf, wmape } from './accuracy.ts'
import { factorsOf } from './calibration.ts'
import { calibrated, chancesWithin } from './chances.ts'
import { courseOf, lastWeek, type Seen } from './course.ts'
import { arriving, between, together } from './expectation.ts'
import { fittest, remembered, type SeenThen } from './memory.ts'

const seen = (stage: string, week: number, of: Partial<Seen>): Seen => ({
  stage,
  week,
  days: 0,
  won: 0,
  lost: 0,
  moved: {},
  ...of,
})

describe('chances', () => {
  test('of a stage that is left at one rate are those of the geometric law', () => {
    const weeks = Array.from({ length: lastWeek + 1 }, (_, week) =>
      seen('only', week, { days: 1e9, won: 1e7, lost: 3e7 }),
    )
    const chances = chancesWithin(courseOf(weeks, ['only']), 30)
    // Won within n days: w ÷ (w + l) × (1 − (1 − w − l)^n).
    expect(chances.of(0, 5)).toBeCloseTo((0.01 / 0.04) * (1 - 0.96 ** 30), 6)
    expect(chances.of(0, 5)).toBeCloseTo(chances.of(0, 100), 6)
    expect(chances.entering(0, 10)).toBeCloseTo((0.01 / 0.04) * (1 - 0.96 ** 10), 6)
  })

  test('of an early stage go through the later ones', () => {
    const weeks = Array.from({ length: lastWeek + 1 }, (_, week) => [
      seen('early', week, { days: 1e9, moved: { late: 1e8 } }),
      seen('late', week, { days: 1e9, won: 1e8 }),
    ]).flat()
    const chances = chancesWithin(courseOf(weeks, ['early', 'late']), 2)
    expect(chances.of(1, 0)).toBeCloseTo(1 - 0.9 ** 2, 4)
    // Only the way “moved on the first day, won on the second” is short enough.
    expect(chances.of(0, 0)).toBeCloseTo(0.1 * 0.1, 4)
  })

  test('follow the age where it matters', () => {
    const weeks = Array.from({ length: lastWeek + 1 }, (_, week) =>
      seen('only', week, { days: 1e6, won: week === 3 ? 5e4 : 1e3 }),
    )
    const { of } = chancesWithin(courseOf(weeks, ['only']), 7)
    expect(of(0, 21)).toBeGreaterThan(5 * of(0, 0))
    expect(of(0, 28)).toBeLessThan(of(0, 21) / 5)
  })

  test('are between nothing and one, whatever was seen, and grow with the time', () => {
    const cell = record({
      week: integer({ min: 0, max: 60 }),
      days: double({ min: 0, max: 1e6, noNaN: true }),
      won: double({ min: 0, max: 1e4, noNaN: true }),
      lost: double({ min: 0, max: 1e4, noNaN: true }),
      to: double({ min: 0, max: 1e4, noNaN: true }),
      stage: integer({ min: 0, max: 2 }),
    })
    assert(
      property(array(cell, { maxLength: 40 }), integer({ min: 0, max: 300 }), (cells, age) => {
        const stages = ['a', 'b', 'c']
        const course = courseOf(
          cells.map(({ stage, to, ...of }) => ({
            ...of,
            stage: stages[stage] as string,
            moved: { [stages[(stage + 1) % 3] as string]: to },
          })),
          stages,
        )
        let before = 0
        for (const days of [1, 7, 40]) {
          const chance = chancesWithin(course, days).of(1, age)
          expect(chance).toBeGreaterThanOrEqual(before - 1e-12)
          expect(chance).toBeLessThanOrEqual(1 + 1e-9)
          before = chance
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('calibration', () => {
  test('leaves those alike who differ by chance alone, and tells apart who does not', () => {
    const alike = factorsOf(
      Array.from({ length: 20 }, (_, i) => ({ won: 50 + (i % 2 ? 3 : -3), expected: 50 })),
    )
    expect(alike.every(({ factor }) => factor === 1)).toBe(true)
    const apart = factorsOf([
      { who: 'good', won: 200, expected: 100 },
      { who: 'poor', won: 50, expected: 100 },
      { who: 'new', won: 2, expected: 1 },
      ...Array.from({ length: 8 }, () => ({ who: 'usual', won: 100, expected: 100 })),
    ])
    const of = (who: string) => apart.find(one => one.who === who)?.factor as number
    expect(of('good')).toBeGreaterThan(1.6)
    expect(of('poor')).toBeLessThan(0.7)
    // Two of one says little.
    expect(of('new')).toBeGreaterThan(1)
    expect(of('new')).toBeLessThan(1.3)
  })

  test('makes twice as many of small chances, and never more than one of large ones', () => {
    expect(calibrated(0.01, 2)).toBeCloseTo(0.0199, 6)
    expect(calibrated(0.99, 5)).toBeLessThanOrEqual(1)
    expect(calibrated(0, 3)).toBe(0)
  })
})

describe('memory', () => {
  const weeks = (rate: (ago: number) => number): SeenThen[] =>
    Array.from({ length: 60 }, (_, ago) => ({
      ...seen('only', 0, { days: 7000, won: Math.round(7000 * rate(ago)) }),
      ago,
    }))

  test('is short where things have changed, and long where they have not', () => {
    expect(
      fittest(
        weeks(ago => (ago < 10 ? 0.05 : 0.01)),
        ['only'],
      ),
    ).toBe(21)
    const steady = weeks(() => 0.02)
    // Chance moves each week a little; only who forgets slowly sees through it.
    const shaken = steady.map((one, at) => ({ ...one, won: one.won + (at % 2 ? 20 : -20) }))
    expect([90, 180, null]).toContain(fittest(shaken, ['only']))
    expect(fittest([], ['only'])).toBeNull()
  })

  test('halves what is a half-life old', () => {
    const [cell] = remembered([{ ...seen('only', 0, { days: 8, won: 4 }), ago: 2 }], 17.5)
    expect(cell).toMatchObject({ days: 4, won: 2 })
  })
})

describe('accuracy', () => {
  test('does not let errors of two regions offset each other', () => {
    const regions = [
      { forecast: 500, actual: 0 },
      { forecast: 500, actual: 1000 },
    ]
    expect(wmape(regions)).toBe(1)
    expect(bias(regions)).toBe(0)
    expect(wmape([{ forecast: 1000, actual: 1000 }])).toBe(0)
    expect(wmape([{ forecast: 5, actual: 0 }])).toBeNull()
  })

  test('counts what was promised of each bin and what came true', () => {
    const told = [
      { chance: 0.11, won: false },
      { chance: 0.19, won: true },
      { chance: 1, won: true },
    ]
    expect(calibrationOf(told)).toEqual([
      { from: 0.1, deals: 2, promised: 0.15, won: 0.5 },
      { from: 0.9, deals: 1, promised: 1, won: 1 },
    ])
  })
})

describe('expectations', () => {
  test('of what arrives are those of a compound Poisson law, and add up', () => {
    const one = arriving(3, { mean: 100, deviation: 50 })
    expect(one).toEqual({ amount: 300, variance: 3 * (100 ** 2 + 50 ** 2) })
    expect(together([one, one])).toEqual({ amount: 600, variance: 2 * one.variance })
    const { low, high } = between(one)
    expect(high - 300).toBeCloseTo(300 - low, 9)
    expect(between({ amount: 1, variance: 1e6 }).low).toBe(0)
  })
})
