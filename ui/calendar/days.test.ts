import { expect, test } from 'vitest'
import { addDays, addMonths, weekOf, weeksOf } from './days.ts'

test('months end where they end', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
})

test('a day is added over the end of summer time', () => {
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
})

test('a week begins on the day of the locale', () => {
  expect(weekOf('2026-11-22', 1)[0]).toBe('2026-11-16')
  expect(weekOf('2026-11-22', 7)[0]).toBe('2026-11-22')
  expect(weekOf('2026-11-22', 6)[0]).toBe('2026-11-21')
})

test('a month shows all weeks that it touches and no others', () => {
  const weeks = weeksOf('2026-11-22', 1)
  expect([weeks.length, weeks[0]?.[0], weeks.at(-1)?.[6]]).toEqual([6, '2026-10-26', '2026-12-06'])
  expect(weeksOf('2027-02-01', 1)).toHaveLength(4)
})
