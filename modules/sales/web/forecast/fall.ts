import type { ChangePart, MeasuredChange } from '../../contract.ts'

/** Each reason from where the one before it ended; the last ends at what is now. */
export function stepsOf({
  locked,
  reasons,
}: Pick<MeasuredChange, 'locked' | 'reasons'>): { part: ChangePart; from: number; to: number }[] {
  let at = locked
  return reasons.map(part => {
    const from = at
    at += part.amount
    return { part, from, to: at }
  })
}

/** Where amounts lie on an axis that holds all of a waterfall: its start and width in percent, at least a hair wide. */
export function axisOf(change: Pick<MeasuredChange, 'locked' | 'now' | 'reasons'>) {
  const ends = [0, change.locked, change.now, ...stepsOf(change).map(({ to }) => to)]
  const low = Math.min(...ends)
  const whole = Math.max(...ends) - low || 1
  return {
    span: (from: number, to: number) => ({
      insetInlineStart: `${((Math.min(from, to) - low) / whole) * 100}%`,
      width: `max(2px, ${(Math.abs(to - from) / whole) * 100}%)`,
    }),
  }
}
