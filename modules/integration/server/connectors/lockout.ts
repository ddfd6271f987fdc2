import { CallFailed } from './failures.ts'

/** Milliseconds for which a refused account is not shown again. */
const waitAfterRefusal = 60_000

/**
 * Enters somewhere by `enter`, but not again soon after the account was refused: directories and ERPs lock an account that is
 * tried over and over with an old password, also for the people who use it.
 */
export function careful<Door extends unknown[], T>(
  enter: (...door: Door) => Promise<T>,
): (...door: Door) => Promise<T> {
  let refused: { error: CallFailed; until: number } | null = null
  return async (...door) => {
    if (refused && performance.now() < refused.until) throw refused.error
    try {
      return await enter(...door)
    } catch (error) {
      if (error instanceof CallFailed && error.kind === 'denied')
        refused = { error, until: performance.now() + waitAfterRefusal }
      throw error
    }
  }
}

/** What others work at too, or the failure as soon as the call that waits for it is given up. */
export function unlessGivenUp<T>(signal: AbortSignal, answer: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const giveUp = () => reject(new CallFailed('unreachable', 'The call was given up before it was sent.'))
  if (signal.aborted) giveUp()
  signal.addEventListener('abort', giveUp, { once: true })
  return Promise.race([answer, promise]).finally(() => signal.removeEventListener('abort', giveUp))
}
