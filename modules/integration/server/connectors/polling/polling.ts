import { setTimeout as sleep } from 'node:timers/promises'
import { CallFailed } from '../failures.ts'
import type { Follow, Portion, Position, RemoteChange, RemoteObject } from '../port.ts'
import type { Pace } from './pace.ts'

/** Up to where an object was asked: a stamp, a number, a link; null where it can only be compared as a whole. Never keys. */
export type Mark = string | number | null

/** Changes in parts, each as large as a portion at most. */
export type Parts = AsyncIterable<readonly RemoteChange[]>

/** One object that is asked for its changes, in one of the ways beside this file: `stamps.ts`, `marks.ts`, `wholes.ts`. */
export type Asked = {
  object: RemoteObject
  /** Up to where everything was given. */
  mark: () => Mark
  /** What is new, asked for at every beat. */
  news: (signal: AbortSignal) => Parts
  /** What the news do not tell, asked for at the beginning and then at the slower beat. */
  differences: (signal: AbortSignal) => Parts
}

/** `more` stands in every position beside the marks, as the name of the server does. */
export type Polling = { asked: readonly Asked[]; pace: Pace; more?: Position; woken?: Follow['woken'] }

/**
 * Changes of a system that has to be asked, for ever; ends without an error when the signal is aborted. A poll sees what stands there, not
 * how it came about: several changes are one, and what came and went in between was never there. Told at least once; a portion without
 * changes says that the place has moved.
 */
export async function* poll(
  { asked, pace, more, woken }: Polling,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  const portionOf = (changes: readonly RemoteChange[]): Portion => ({
    changes,
    position: marked(Object.fromEntries(asked.map(({ object, mark }) => [object.name, mark()])), more),
  })
  let told = JSON.stringify(portionOf([]).position)
  const isNews = ({ changes, position }: Portion) => {
    const place = JSON.stringify(position)
    if (changes.length === 0 && place === told) return false
    told = place
    return true
  }
  try {
    for (let compared = Number.NEGATIVE_INFINITY; ; ) {
      const isSlow = performance.now() - compared >= pace.compare
      for (const each of asked)
        for await (const changes of isSlow ? inTurn(each, signal) : each.news(signal)) {
          const portion = portionOf(changes)
          if (isNews(portion)) yield portion
        }
      if (isSlow) compared = performance.now()
      await pause(pace.every, { woken, signal })
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** Until the next beat, or until somebody says that there is something. */
async function pause(
  milliseconds: number,
  { woken, signal }: { woken: Follow['woken']; signal: AbortSignal },
): Promise<void> {
  const over = new AbortController()
  const either = AbortSignal.any([signal, over.signal])
  const beat = sleep(milliseconds, undefined, { signal: either })
  try {
    await (woken ? Promise.race([beat, woken(either)]) : beat)
  } finally {
    over.abort()
    beat.catch(() => {})
  }
  signal.throwIfAborted()
}

/** First what is new, so that the comparison finds little. */
async function* inTurn({ news, differences }: Asked, signal: AbortSignal): Parts {
  yield* news(signal)
  yield* differences(signal)
}

/** A position of objects that are asked for their changes. */
export function marked(marks: Readonly<Record<string, Mark>>, more: Position = {}): Position {
  return { ...more, marks }
}

/** The mark of an object in a position. Throws `position-lost` where it was not followed from there. */
export function markIn(from: Position, object: RemoteObject): Mark {
  const mark = (from.marks as Record<string, Mark> | undefined)?.[object.name]
  if (mark === undefined) throw notFollowed(object)
  return mark
}

export function notFollowed({ name }: RemoteObject): CallFailed {
  return new CallFailed('position-lost', `“${name}” was not followed from this position.`)
}
