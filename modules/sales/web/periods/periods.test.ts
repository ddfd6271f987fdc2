import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOther, periodNow, readPeriod, shifted } from './periods.ts'

const now = new Date('2026-11-23T10:00:00Z')

test('after December comes January, after the fourth quarter the first', () => {
  expect(shifted('2026-12', 1)).toBe('2027-01')
  expect(shifted('2026-01', -1)).toBe('2025-12')
  expect(shifted('2026-Q4', 1)).toBe('2027-Q1')
  expect(shifted('2026-Q1', -1)).toBe('2025-Q4')
})

test('a month becomes its quarter, and a quarter its first month or that of today', () => {
  expect(inOther('2026-08', now)).toBe('2026-Q3')
  expect(inOther('2026-Q3', now)).toBe('2026-07')
  expect(inOther('2026-Q4', now)).toBe('2026-11')
})

test('the period of today is that of UTC', () => {
  expect(periodNow('month', new Date('2027-01-01T00:30:00+02:00'))).toBe('2026-12')
  expect(periodNow('quarter', now)).toBe('2026-Q4')
})

test.each(['2026-13', '2026-00', '2026-Q5', '2026', '0999-01', 7, null])('%s is no period', text => {
  expect(readPeriod(text)).toBeNull()
})

test('going so far and back leads to where one was', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1500, max: 8000 }),
      fc.constantFrom('01', '12', 'Q1', 'Q4', '07'),
      fc.integer({ min: -999, max: 999 }),
      (year, part, by) => {
        const start = `${year}-${part}`
        expect(shifted(shifted(start, by), -by)).toBe(start)
      },
    ),
  )
})
