import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  circuitBreaker,
  ConsecutiveBreaker,
  CountBreaker,
  ExponentialBackoff,
  handleWhen,
} from 'cockatiel'
import { CallFailed, type FailureKind } from '../connectors/failures.ts'
import { type Purpose, purposes } from './limits.ts'

export type BreakerState = 'closed' | 'open' | 'probing' | 'switched-off'

export type Breakers = {
  /** Runs the call, or throws `held-back` while the breaker of its purpose is open. */
  run: <T>(purpose: Purpose, call: () => Promise<T>) => Promise<T>
  state: (purpose: Purpose) => BreakerState
  /** Opens all of them until the answer is called. */
  switchOff: () => () => void
}

const sickness: ReadonlySet<FailureKind> = new Set(['unreachable', 'no-answer', 'broken-answer'])

/** Whether the failure says that the system is not well; what it answers on purpose (denied, refused) does not. */
export function isSickness(error: unknown): boolean {
  return error instanceof CallFailed && sickness.has(error.kind)
}

const states: Record<CircuitState, BreakerState> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'probing',
  [CircuitState.Isolated]: 'switched-off',
}

/**
 * One breaker for each purpose. It opens when half of the last 20 page calls, or five other calls in a row, met sickness; then
 * one call in a while, at growing distances, tries whether the system is well again.
 */
export function breakersOf({ firstPause = 1000 }: { firstPause?: number } = {}): Breakers {
  const made = new Map<Purpose, CircuitBreakerPolicy>()
  for (const purpose of purposes)
    made.set(
      purpose,
      circuitBreaker(handleWhen(isSickness), {
        breaker:
          purpose === 'page'
            ? new CountBreaker({ threshold: 0.5, size: 20, minimumNumberOfCalls: 4 })
            : new ConsecutiveBreaker(5),
        halfOpenAfter: new ExponentialBackoff({ initialDelay: firstPause, maxDelay: 30_000 }),
      }),
    )
  const of = (purpose: Purpose) => made.get(purpose) as CircuitBreakerPolicy
  return {
    run: async (purpose, call) => {
      try {
        return await of(purpose).execute(call)
      } catch (error) {
        if (!(error instanceof BrokenCircuitError)) throw error
        throw new CallFailed(
          'held-back',
          'The system is not well or switched off; it is asked again in a while.',
        )
      }
    },
    state: purpose => states[of(purpose).state],
    switchOff: () => {
      const held = [...made.values()].map(breaker => breaker.isolate())
      return () => held.forEach(one => one.dispose())
    },
  }
}
