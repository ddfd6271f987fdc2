import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ChangePart, changeReasons } from '../../contract.ts'
import { axisOf, stepsOf } from './fall.ts'

const amount = fc.integer({ min: -1_000_000_00, max: 1_000_000_00 })
const change = fc
  .record({
    locked: fc.nat(1_000_000_00),
    amounts: fc.array(amount, { maxLength: changeReasons.length }),
  })
  .map(({ locked, amounts }) => {
    const reasons = amounts.map(
      (of, at): ChangePart => ({
        reason: changeReasons[at] ?? 'new',
        n: 1,
        before: 0,
        after: of,
        amount: of,
      }),
    )
    return { locked, reasons, now: amounts.reduce((sum, of) => sum + of, locked) }
  })

test('the steps lead without a gap from what was locked to what is now', () => {
  fc.assert(
    fc.property(change, one => {
      const steps = stepsOf(one)
      expect(steps[0]?.from ?? one.locked).toBe(one.locked)
      expect(steps.at(-1)?.to ?? one.now).toBe(one.now)
      for (const [at, step] of steps.entries())
        if (at > 0) expect(step.from).toBe((steps[at - 1] as typeof step).to)
    }),
  )
})

test('no bar leaves the axis', () => {
  fc.assert(
    fc.property(change, one => {
      const { span } = axisOf(one)
      for (const { from, to } of [{ from: 0, to: one.locked }, { from: 0, to: one.now }, ...stepsOf(one)]) {
        const { insetInlineStart, width } = span(from, to)
        const start = Number.parseFloat(insetInlineStart)
        const wide = Number.parseFloat(width.replace('max(2px, ', ''))
        expect(start).toBeGreaterThanOrEqual(0)
        expect(start + wide).toBeLessThanOrEqual(100.000001)
      }
    }),
  )
})
