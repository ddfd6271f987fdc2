/** What a call is for. Each purpose has a breaker of its own: a system that is too slow for a page may still take writes. */
export const purposes = ['page', 'background', 'write'] as const
export type Purpose = (typeof purposes)[number]

/** How much is asked of one system, and how long it is waited for. */
export type Limits = {
  /** Milliseconds until a call is given up, waiting for its turn included. */
  timeout: Record<Purpose, number>
  /** Calls at the same time at most; fewer while answers get slower. */
  atOnce: number
  /** Calls that wait for their turn; the next one is held back at once. */
  waiting: number
  /** Calls per second on average, and how many may come together. */
  perSecond: number
  together: number
  /** Second tries per call at most, on average; only reads in the background are tried again. */
  secondTries: number
}

export const usualLimits: Limits = {
  timeout: { page: 250, background: 30_000, write: 10_000 },
  atOnce: 8,
  waiting: 32,
  perSecond: 100,
  together: 50,
  secondTries: 0.1,
}
