import { expect, test } from 'vitest'
import { unitBehind } from './units.ts'

test('a unit stands behind its quantity in the number that it has; what is not known stays as it was written', () => {
  const said = [
    ['14', 'month'],
    ['1', 'months'],
    ['1.0000', 'month'],
    ['0.5', 'day'],
    ['3', 'Monat'],
    ['3', 'Stück'],
    ['2', 'kWp'],
    ['2', null],
  ] as const
  expect(said.map(([quantity, unit]) => unitBehind(quantity, unit))).toEqual([
    'months',
    'month',
    'month',
    'days',
    'Monate',
    'Stück',
    'kWp',
    '',
  ])
})
