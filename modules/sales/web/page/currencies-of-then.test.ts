import { expect, test } from 'vitest'
import { currenciesOfThen } from './currencies-of-then.ts'

test('an amount is told in the currency in which the deal was then', () => {
  const changes = [
    { id: 'newest', entity: 'opportunity', before: { amount: 5 }, after: { amount: 6 } },
    { id: 'a person', entity: 'involvement', before: { role: 'uses' }, after: { role: 'pays' } },
    {
      id: 'both',
      entity: 'opportunity',
      before: { amount: 4, currency: 'NOK' },
      after: { amount: 5, currency: 'EUR' },
    },
    { id: 'oldest', entity: 'opportunity', before: { amount: 3 }, after: { amount: 4 } },
  ]
  expect([...currenciesOfThen(changes, 'EUR')]).toEqual([
    ['newest', { before: 'EUR', after: 'EUR' }],
    ['both', { before: 'NOK', after: 'EUR' }],
    ['oldest', { before: 'NOK', after: 'NOK' }],
  ])
})
