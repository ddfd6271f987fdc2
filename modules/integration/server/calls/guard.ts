import { CallFailed, failed } from '../connectors/failures.ts'
import { type Breakers, type BreakerState, breakersOf, isSickness } from './breakers.ts'
import { type Limits, type Purpose, purposes } from './limits.ts'
import { sameCalls } from './same.ts'
import { adaptiveSlots } from './slots.ts'
import { type Tally, tallyOf } from './tally.ts'
import { tokensGiven, tokensPerSecond } from './tokens.ts'

/** What stands before one system: no call reaches it but through here. */
export type Guard = {
  /**
   * Makes a call and gives it up when its time is over. Calls with the same `same` share one answer. A read in the background is
   * tried once more where the system was not well; a write never. Throws `CallFailed`; `held-back` means that nothing was sent.
   */
  call: <T>(asked: Asked, run: Run<T>) => Promise<T>
  /** Holds all calls back, as if the system were off, until the answer is called. */
  switchOff: () => () => void
  state: () => GuardState
}

type Run<T> = (signal: AbortSignal) => Promise<T>
export type Asked = {
  purpose: Purpose
  /** Names what is asked, where others may ask the same. */
  same?: string
  /** Milliseconds; otherwise as the limits say. */
  timeout?: number
}

export type GuardState = Tally & {
  breakers: Record<Purpose, BreakerState>
  limit: number
  running: number
  waiting: number
}

export function guardOf(limits: Limits, breakers: Breakers = breakersOf()): Guard {
  const slots = adaptiveSlots({ most: limits.atOnce, queue: limits.waiting })
  const tokens = tokensPerSecond(limits)
  const secondTries = tokensGiven(Math.max(1, limits.atOnce * limits.secondTries))
  const join = sameCalls()
  const tally = tallyOf()

  const send = async <T>({ purpose, timeout }: Asked, run: Run<T>): Promise<T> => {
    if (!tokens.take())
      throw new CallFailed('held-back', 'It gets as many calls a second as it shall already.')
    const signal = AbortSignal.timeout(timeout ?? limits.timeout[purpose])
    const giveBack = await slots.take(signal)
    const begun = performance.now()
    try {
      const answer = await endedBy(signal, run(signal))
      giveBack(performance.now() - begun)
      tally.answered(performance.now() - begun)
      return answer
    } catch (error) {
      const failure = failed('no-answer', error)
      giveBack(isSickness(failure) ? null : performance.now() - begun)
      throw failure
    }
  }
  const attempt = async <T>(asked: Asked, run: Run<T>): Promise<T> => {
    try {
      return await breakers.run(asked.purpose, () => send(asked, run))
    } catch (error) {
      const { kind } = error as CallFailed
      if (kind === 'held-back') tally.count('heldBack')
      else tally.failed(kind)
      throw error
    }
  }
  const tried = async <T>(asked: Asked, run: Run<T>): Promise<T> => {
    secondTries.put(limits.secondTries)
    try {
      return await attempt(asked, run)
    } catch (error) {
      if (asked.purpose !== 'background' || !isSickness(error) || !secondTries.take()) throw error
      tally.count('again')
      return attempt(asked, run)
    }
  }
  return {
    call: (asked, run) => {
      tally.count('asked')
      const { answer, shared } = join(asked.same, () => tried(asked, run))
      if (shared) tally.count('shared')
      return answer
    },
    switchOff: breakers.switchOff,
    state: () => ({
      ...tally.counts(),
      breakers: Object.fromEntries(
        purposes.map(each => [each, breakers.state(each)]),
      ) as GuardState['breakers'],
      limit: slots.limit(),
      running: slots.running(),
      waiting: slots.waiting(),
    }),
  }
}

/** The answer, or `no-answer` as soon as the signal is aborted, whether or not the connector obeys it. */
function endedBy<T>(signal: AbortSignal, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const over = () => reject(new CallFailed('no-answer', 'No answer in time.'))
    signal.addEventListener('abort', over, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', over))
  })
}
