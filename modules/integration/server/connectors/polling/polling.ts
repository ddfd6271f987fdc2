import { setTimeout as sleep } from 'node:timers/promises'
import { CallFailed } from '../failures.ts'
import type { Follow, Portion, Position, RemoteChange, RemoteObject } from '../port.ts'
import type { Pace } from './pace.ts'

/** Up to where an object was asked: a stamp, a number, a link; null where it can only be compared as a whole. Small: no keys. */
export type Mark = string | number | null

/** Changes in parts, each at most a portion. */
export type Parts = AsyncIterable<readonly RemoteChange[]>

/** One object that is asked for its changes, in one of the ways beside this file (`stamps`, `marks`, `wholes`). */
export type Asked = {
  object: RemoteObject
  /** Behind what was given so far. */
  mark: () => Mark
  /** What is new, asked at every beat. */
  news: (signal: AbortSignal) => Parts
  /** What the news do not tell, asked when it begins and then at the slower beat. */
  differences: (signal: AbortSignal) => Parts
}

/** `more` stands in every position beside the marks, as the name of the server does. */
export type Polling = { asked: readonly Asked[]; pace: Pace; more?: Position }

/** A position of objects that are asked for their changes. */
export function marked(marks: Readonly<Record<string, Mark>>, more: Position = {}): Position {
  return { ...more, marks }
}

/** The mark of an object in a position. Throws `position-lost` where it was not followed, or in another way. */
export function markIn(from: Position, { name }: RemoteObject, kinds: readonly (typeof Mark)[]): Mark {
  const mark = (from.marks as Record<string, Mark> | undefined)?.[name]
  if (mark === undefined || !kinds.includes(mark === null ? 'null' : (typeof mark as 'string' | 'number')))
    throw new CallFailed('position-lost', `“${name}” was not followed from this position.`)
  return mark
}
