import { CallFailed } from '../connectors/failures.ts'

/** Places for calls that run at the same time. */
export type Slots = {
  /** Waits for a place; the answer gives it back, with how long the call took or null where it failed. Throws `held-back`. */
  take: (signal: AbortSignal) => Promise<(milliseconds: number | null) => void>
  /** How many may run now. */
  limit: () => number
  running: () => number
  waiting: () => number
}

/** How far answers may get slower than the fastest before fewer are asked for. */
const tolerance = 2
/** Share of a new estimate in the limit: one slow answer is not a slow system. */
const smoothing = 0.2
/** The fastest answer is forgotten slowly, since a system may have become slower for good. */
const forgetting = 1.001

/**
 * A bulkhead whose size follows the answers (gradient of Netflix' concurrency-limits, 2018): limit · fastest / latest + √limit,
 * between 1 and `most`. `queue` calls may wait.
 */
export function adaptiveSlots({ most, queue }: { most: number; queue: number }): Slots {
  let limit = most
  let running = 0
  let fastest = Number.POSITIVE_INFINITY
  const waiting = new Set<() => void>()

  const learn = (milliseconds: number | null) => {
    if (milliseconds === null) {
      limit = Math.max(1, limit * 0.9)
      return
    }
    fastest = Math.min(fastest * forgetting, Math.max(milliseconds, 1))
    const gradient = Math.min(1, Math.max(0.5, (tolerance * fastest) / Math.max(milliseconds, 1)))
    const wanted = limit * gradient + Math.sqrt(limit)
    limit = Math.min(most, Math.max(1, limit + smoothing * (wanted - limit)))
  }
  const fill = () => {
    for (const start of waiting) {
      if (running >= Math.floor(limit)) return
      waiting.delete(start)
      running++
      start()
    }
  }
  const giveBack = () => {
    let given = false
    return (milliseconds: number | null) => {
      if (given) return
      given = true
      running--
      learn(milliseconds)
      fill()
    }
  }
  const take = (signal: AbortSignal): Promise<(milliseconds: number | null) => void> => {
    if (running < Math.floor(limit) && waiting.size === 0) {
      running++
      return Promise.resolve(giveBack())
    }
    if (waiting.size >= queue)
      return Promise.reject(new CallFailed('held-back', 'Too many calls wait for this system already.'))
    return new Promise((resolve, reject) => {
      const start = () => {
        signal.removeEventListener('abort', giveUp)
        resolve(giveBack())
      }
      const giveUp = () => {
        waiting.delete(start)
        reject(new CallFailed('held-back', 'The call was given up while it waited for its turn.'))
      }
      if (signal.aborted) return giveUp()
      signal.addEventListener('abort', giveUp, { once: true })
      waiting.add(start)
    })
  }
  return {
    take,
    limit: () => Math.floor(limit),
    running: () => running,
    waiting: () => waiting.size,
  }
}
