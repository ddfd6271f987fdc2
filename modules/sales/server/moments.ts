/** Nothing ends before it began, though the clocks of two machines differ a little. */
export function laterOf(a: Date, b: Date): Date {
  return a < b ? b : a
}

/** How far the clock of a telephone or another system may be ahead: a little, and an hour after a change of zone. */
const mostAhead = 2 * 3_600_000

/** Whether a moment lies further ahead than clocks do. */
export function isInFuture(at: Date, now: Date): boolean {
  return at.getTime() - now.getTime() > mostAhead
}
