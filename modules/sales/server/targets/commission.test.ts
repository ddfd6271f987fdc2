import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spread } from '../../contract/targets.ts'
import { commissionOf, commissionsOf, type Promised, standingAfter } from './commission.ts'
import { creditOf } from './credit.ts'

const money = fc.integer({ min: 0, max: 10 ** 13 })
const target = fc.option(fc.integer({ min: 1, max: 10 ** 13 }))
const rate = fc.integer({ min: 0, max: 10_000 })
const steps = fc
  .uniqueArray(fc.integer({ min: 1, max: 1_000 }), { maxLength: 5 })
  .chain(from =>
    fc.tuple(
      ...from
        .toSorted((a, b) => a - b)
        .map(fromPercent => fc.record({ fromPercent: fc.constant(fromPercent), basisPoints: rate })),
    ),
  )
const plan: fc.Arbitrary<Promised> = fc.record({
  basisPoints: rate,
  steps,
  per: fc.constantFrom<'month' | 'quarter'>('month', 'quarter'),
})

describe('commission', () => {
  test('is five per cent up to the target and seven of what lies beyond it', () => {
    const rates = { basisPoints: 500, steps: [{ fromPercent: 100, basisPoints: 700 }] }
    expect(commissionOf(800_000, 1_000_000, rates)).toBe(40_000)
    expect(commissionOf(1_200_000, 1_000_000, rates)).toBe(50_000 + 14_000)
    expect(commissionOf(1_200_000, null, rates)).toBe(60_000)
  })

  test('never falls when more is won, and is never more than what the highest rate gives', () => {
    fc.assert(
      fc.property(money, money, target, plan, (won, more, of, rates) => {
        const [less, all] = [commissionOf(won, of, rates), commissionOf(won + more, of, rates)]
        expect(all).toBeGreaterThanOrEqual(less)
        const highest = Math.max(rates.basisPoints, ...rates.steps.map(({ basisPoints }) => basisPoints))
        expect(all).toBeLessThanOrEqual(Number((BigInt(won + more) * BigInt(highest)) / 10_000n) + 1)
      }),
    )
  })

  test('a step changes nothing of what was won before it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 13 }), plan, rate, (of, rates, beyond) => {
        const last = rates.steps.at(-1)?.fromPercent ?? 0
        const stepped = { ...rates, steps: [...rates.steps, { fromPercent: last + 1, basisPoints: beyond }] }
        const threshold = Number((BigInt(of) * BigInt(last + 1) + 99n) / 100n)
        expect(commissionOf(threshold, of, stepped)).toBe(commissionOf(threshold, of, rates))
      }),
    )
  })

  test('what single deals brought adds up to the commission for all of them', () => {
    fc.assert(
      fc.property(fc.array(money, { maxLength: 12 }), target, plan, (amounts, of, rates) => {
        const counted = amounts.map(amount => ({ amount, day: '2026-11-09', plan: rates }))
        const parts = commissionsOf(counted, () => of)
        const whole = amounts.reduce((sum, amount) => sum + amount, 0)
        expect(parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)).toBe(commissionOf(whole, of, rates))
      }),
    )
  })

  test('it makes no difference where one begins to count, as long as what was won before is known', () => {
    const day = fc.constantFrom('2026-09-30', '2026-10-01', '2026-11-09', '2026-12-31')
    const won = fc.record({ amount: money, day, plan: fc.option(plan) })
    fc.assert(
      fc.property(fc.array(won, { maxLength: 12 }), fc.nat(12), target, (counted, at, of) => {
        const standing = standingAfter(counted.slice(0, at))
        const apart = [
          ...commissionsOf(counted.slice(0, at), () => of),
          ...commissionsOf(counted.slice(at), () => of, standing),
        ]
        expect(apart).toEqual(commissionsOf(counted, () => of))
      }),
    )
  })

  test('a plan per quarter counts what was won in the months before, also by another plan; one per month does not', () => {
    const monthly: Promised = {
      per: 'month',
      basisPoints: 500,
      steps: [{ fromPercent: 100, basisPoints: 1_000 }],
    }
    const quarterly: Promised = { ...monthly, per: 'quarter' }
    const won = (plan: Promised) => [
      { amount: 1_000, day: '2026-10-05', plan: monthly },
      { amount: 1_000, day: '2026-11-05', plan },
    ]
    expect(commissionsOf(won(monthly), () => 1_000)).toEqual([50, 50])
    expect(commissionsOf(won(quarterly), () => 1_000)).toEqual([50, 100])
  })
})

test('the parts of a deal add up to it exactly, and none is more than its percentage', () => {
  const shares = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }).map(parts => {
    let left = 100
    return parts.flatMap((percent, at) => {
      if (percent > left) return []
      left -= percent
      return [{ userId: `user ${at}`, percent }]
    })
  })
  fc.assert(
    fc.property(money, fc.option(fc.constant('owner')), shares, (amount, owner, given) => {
      const parts = creditOf(amount, owner, given)
      expect(parts.reduce((sum, part) => sum + part.amount, 0)).toBe(amount)
      expect(parts.reduce((sum, part) => sum + part.percent, 0)).toBe(100)
      for (const part of parts) {
        expect(part.amount).toBeGreaterThanOrEqual(0)
        if (part.passedOn) expect(part.amount).toBeLessThanOrEqual((amount * part.percent) / 100)
      }
    }),
  )
})

test('an amount that is spread over months adds up to itself, and no two months differ by more than one', () => {
  fc.assert(
    fc.property(money, fc.constantFrom(1, 3, 12), (amount, n) => {
      const parts = spread(amount, n)
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount)
      expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1)
    }),
  )
})
