import type { Guard } from '../calls/guard.ts'
import { CallFailed } from '../connectors/failures.ts'

/** A page waits so long for all that it asks, in milliseconds. */
export const budget = 60

/** What the pages of this process have lived through with one system. */
export type Patience = {
  /** How long the last answer took, in milliseconds. */
  took: number | null
  /** Since when it has not answered, and why. */
  silent: { since: Date; because: CallFailed['kind'] } | null
}

const known = new WeakMap<Guard, Patience>()

export function patienceWith(guard: Guard): Patience {
  let patience = known.get(guard)
  if (!patience) known.set(guard, (patience = { took: null, silent: null }))
  return patience
}

/** Whether a page waits for it: the last answer came in time, and nothing is known against it. */
export function isWaitedFor(guard: Guard): boolean {
  const { took, silent } = patienceWith(guard)
  return silent === null && (took === null || took <= budget) && guard.state().breakers.page === 'closed'
}

/** Makes a call and remembers how it went. `held-back` says nothing of the system: nothing was sent. */
export async function remembering<T>(guard: Guard, call: () => Promise<T>): Promise<T> {
  const patience = patienceWith(guard)
  const begun = performance.now()
  // Who asks next, while this one is not answered yet, must not wait as well.
  const late = setTimeout(() => {
    patience.took = Math.max(patience.took ?? 0, budget + 1)
  }, budget)
  try {
    const answer = await call()
    patience.took = performance.now() - begun
    patience.silent = null
    return answer
  } catch (error) {
    const because = error instanceof CallFailed ? error.kind : 'broken-answer'
    if (because !== 'held-back') patience.silent = { since: patience.silent?.since ?? new Date(), because }
    throw error
  } finally {
    clearTimeout(late)
  }
}

/** Whether it gave no answer when it was last asked; one that answers late is slow, not silent. */
export function isSilent(guard: Guard): boolean {
  const { took, silent } = patienceWith(guard)
  return silent !== null || (took === null && guard.state().breakers.page !== 'closed')
}
