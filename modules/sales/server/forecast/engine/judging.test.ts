import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judge } from './judging.ts'

const told = (...pairs: [forecast: number, actual: number][]) =>
  pairs.map(([forecast, actual]) => ({ period: '2026-10', forecast, actual }))

test('two regions, each 500 foreseen, one brings nothing and one all: the total hides it, WMAPE does not', () => {
  expect(judge(told([500, 0], [500, 1000]))).toEqual({
    n: 2,
    forecast: 1000,
    actual: 1000,
    wmape: 1,
    bias: 0,
    totalError: 0,
  })
})

test('where nothing was won there is no ratio', () => {
  expect(judge(told([500, 0]))).toMatchObject({ wmape: null, bias: null, totalError: null, forecast: 500 })
  expect(judge([])).toMatchObject({ n: 0, wmape: null })
})

test('errors of sellers never show smaller one by one than in the sum, and bias never larger than either', () => {
  const amount = fc.integer({ min: 0, max: 1e9 })
  const one = fc.record({ period: fc.constantFrom('a', 'b', 'c'), forecast: amount, actual: amount })
  fc.assert(
    fc.property(fc.array(one, { minLength: 1 }), all => {
      const { wmape, bias, totalError, actual } = judge(all)
      if (actual === 0) return wmape === null && bias === null
      const slack = 1e-9 * (1 + (wmape ?? 0))
      return (wmape ?? 0) + slack >= (totalError ?? 0) && (totalError ?? 0) + slack >= Math.abs(bias ?? 0)
    }),
  )
})
