import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Discount, TooLarge, type TotalledLine, totalsOf } from './quote-totals.ts'

const amount = fc.integer({ min: 0, max: 100_000_000 })
const percent = fc.integer({ min: 0, max: 10_000 })
const discount: fc.Arbitrary<NonNullable<Discount> | null> = fc.oneof(
  fc.constant(null),
  percent.map(percent => ({ percent })),
  amount.map(amount => ({ amount })),
)
const line: fc.Arbitrary<TotalledLine> = fc.record({
  quantity: fc
    .tuple(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 1, max: 9999 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`),
  unitPrice: amount,
  listPrice: fc.option(amount, { nil: null }),
  discount,
  taxCategory: fc.constantFrom('standard', 'reduced', 'zero', 'reverse-charge'),
  taxRate: fc.constantFrom(0, 700, 1900, 810, 550),
})
const lines = fc.array(line, { maxLength: 30 })
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

describe('totals', () => {
  test('add up: lines, discount, tax groups, total (EN 16931, BR-CO-10 to BR-CO-15)', () => {
    fc.assert(
      fc.property(lines, discount, (given, off) => {
        const totals = totalsOf(given, off)
        expect(totals.lines).toBe(sum(totals.nets))
        expect(totals.net).toBe(totals.lines - totals.discount)
        expect(sum(totals.taxes.map(({ base }) => base))).toBe(totals.net)
        expect(sum(totals.taxes.map(({ tax }) => tax))).toBe(totals.tax)
        expect(totals.total).toBe(totals.net + totals.tax)
      }),
    )
  })

  test('are whole numbers that are exact, none below nothing, and the discount is a share of a hundred per cent at most', () => {
    fc.assert(
      fc.property(lines, discount, (given, off) => {
        const { nets, taxes, ...sums } = totalsOf(given, off)
        for (const value of [
          ...nets,
          ...taxes.flatMap(({ base, tax }) => [base, tax]),
          ...Object.values(sums),
        ]) {
          expect(Number.isSafeInteger(value)).toBe(true)
          expect(value).toBeGreaterThanOrEqual(0)
        }
        expect(sums.discountShare).toBeLessThanOrEqual(10_000)
        if (sums.net < sums.reference) expect(sums.discountShare).toBeGreaterThan(0)
      }),
    )
  })

  test('do not depend on the order of the lines', () => {
    fc.assert(
      fc.property(lines, discount, (given, off) => {
        const { nets: _a, ...forwards } = totalsOf(given, off)
        const { nets: _b, ...backwards } = totalsOf(given.toReversed(), off)
        expect(backwards).toEqual(forwards)
      }),
    )
  })

  test('of one group are taxed on its whole base, once, within half a minor unit of the exact tax', () => {
    fc.assert(
      fc.property(lines, discount, (given, off) => {
        for (const { base, rate, tax } of totalsOf(given, off).taxes)
          expect(Math.abs(Number(BigInt(tax) * 10_000n - BigInt(base) * BigInt(rate)))).toBeLessThanOrEqual(
            5000,
          )
      }),
    )
  })

  test('that no number says exactly are refused', () => {
    const huge = { quantity: '999999999', unitPrice: 100_000_000_000, taxCategory: 'standard', taxRate: 1900 }
    expect(() => totalsOf([huge])).toThrow(TooLarge)
  })
})

const one = (more: Partial<TotalledLine>): TotalledLine => ({
  quantity: '1',
  unitPrice: 100,
  taxCategory: 'standard',
  taxRate: 1900,
  ...more,
})

test('a half is rounded away from zero, for a line, a discount and a tax', () => {
  expect(totalsOf([one({ quantity: '0.5', unitPrice: 1 })]).nets).toEqual([1])
  expect(totalsOf([one({ unitPrice: 10, discount: { percent: 500 } })]).nets).toEqual([9])
  expect(totalsOf([one({ unitPrice: 50, taxRate: 1900 })]).tax).toBe(10)
})

test('tax is worked out once for a group: three lines of 0.33 at 19 % are taxed 0.19, not 0.18', () => {
  expect(totalsOf([one({ unitPrice: 33 }), one({ unitPrice: 33 }), one({ unitPrice: 33 })]).tax).toBe(19)
})

test('an amount off all of it is spread over the groups to the last minor unit', () => {
  const totals = totalsOf(
    [one({ unitPrice: 100 }), one({ unitPrice: 100, taxRate: 700 }), one({ unitPrice: 100, taxRate: 0 })],
    { amount: 100 },
  )
  expect(totals.net).toBe(200)
  expect(totals.taxes.map(({ base }) => base).toSorted((a, b) => a - b)).toEqual([66, 67, 67])
})

test('a price below that of the list counts as a discount, one above it makes up for none', () => {
  expect(totalsOf([one({ unitPrice: 80, listPrice: 100 })]).discountShare).toBe(2000)
  expect(
    totalsOf([one({ unitPrice: 80, listPrice: 100 }), one({ unitPrice: 500, listPrice: 100 })]).discountShare,
  ).toBe(334)
})

test('nothing at all comes to nothing', () => {
  expect(totalsOf([])).toMatchObject({ nets: [], total: 0, discountShare: 0, taxes: [] })
})
