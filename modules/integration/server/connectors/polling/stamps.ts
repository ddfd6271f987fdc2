import type { Follow, Portion, Position, RemoteChange, RemoteObject } from '../port.ts'
import { portionsOf } from './changes.ts'
import { collected, unlike } from './keys.ts'
import { type Asked, type Mark, marked, markIn, notFollowed, type Parts, poll } from './polling.ts'
import type { Pace } from './pace.ts'

/**
 * A system that stamps what is changed there. Stamps are texts that order as times do. The stamp need not be one of the values, it need
 * not sort (a directory does not), and the system may say who it was.
 */
export type StampedSource = {
  /** The highest stamp there is now; empty where there is none. */
  newest: (object: RemoteObject, signal: AbortSignal) => Promise<string>
  /** Keys and stamps of the records stamped after this stamp, in parts; of all that have one where it is empty. */
  stamped: (object: RemoteObject, after: string, signal: AbortSignal) => AsyncIterable<readonly Stamped[]>
  /** The keys of all records, in parts. */
  keys: (object: RemoteObject, signal: AbortSignal) => AsyncIterable<readonly string[]>
  /** The records as changes, `after` being what stands now; those that are not there are left out. */
  changes: (object: RemoteObject, keys: readonly string[], signal: AbortSignal) => Promise<RemoteChange[]>
  /** A stamp so many milliseconds earlier. */
  earlier: (stamp: string, milliseconds: number) => string
  /** Whether a stamp lies so far ahead that it would hide all changes until then; none does where it is not given. */
  isAhead?: (stamp: string) => boolean
}

/** `print` tells two states of one stamp apart, where stamps are coarser than changes are quick. */
export type Stamped = { key: string; stamp: string; print?: string }

export type Stamping = { source: StampedSource; overlap: number }

/**
 * The mark from which everything is yet to come. One overlap before the highest stamp there: whoever was at work at that time has the
 * stamp of when he began.
 */
export async function stampNow(
  { source, overlap }: Stamping,
  object: RemoteObject,
  signal: AbortSignal,
): Promise<string> {
  const highest = await source.newest(object, signal)
  return highest && source.earlier(highest, overlap)
}

/** The highest of the stamps in these parts; empty where there are none. */
export async function highestOf(parts: AsyncIterable<readonly Stamped[]>): Promise<string> {
  let highest = ''
  for await (const part of parts) for (const { stamp } of part) if (stamp > highest) highest = stamp
  return highest
}

/** What is known of one object: all stamps up to `since` are final, `seen` are those after it that were given already. */
type Place = {
  object: RemoteObject
  since: string
  seen: Map<string, Stamped>
  /** Highest stamps by when they were seen, on our own clock that nobody sets. */
  highest: { at: number; stamp: string }[]
}

/**
 * One object as it is asked for by its stamps. What has no stamp, and what is gone, is found by comparing the keys there with those that
 * the reader knows, and not at all where he tells none.
 */
export function byStamps(
  { source, overlap }: Stamping,
  object: RemoteObject,
  { from, known }: Pick<Follow, 'from' | 'known'>,
): Asked {
  const since = markIn(from, object)
  if (typeof since !== 'string') throw notFollowed(object)
  const place: Place = { object, since, seen: new Map(), highest: [] }
  return {
    object,
    mark: () => place.since,
    news: signal => news({ source, overlap }, place, signal),
    async *differences(signal) {
      if (!known) return
      const there = await collected(source.keys(object, signal))
      const changes = (keys: readonly string[]) => source.changes(object, keys, signal)
      for await (const part of unlike({ object, there, held: known(object, signal), changes })) {
        for (const { key, after } of part) if (after === null) place.seen.delete(key)
        yield part
      }
    },
  }
}

async function* news({ source, overlap }: Stamping, place: Place, signal: AbortSignal): Parts {
  const began = performance.now()
  let highest = place.since
  for await (const part of source.stamped(place.object, place.since, signal)) {
    const fresh = part.filter(each => each.stamp > place.since && !isSeen(place, each))
    for (const { stamp } of fresh) if (stamp > highest && !source.isAhead?.(stamp)) highest = stamp
    for (const some of portionsOf(fresh)) {
      const keys = some.map(({ key }) => key)
      const changes = await source.changes(place.object, keys, signal)
      for (const each of some) place.seen.set(each.key, each)
      if (changes.length > 0) yield changes
    }
  }
  if (highest > place.since) place.highest.push({ at: performance.now(), stamp: highest })
  const before = place.since
  settle(place, began - overlap)
  if (place.since !== before) yield []
}

function isSeen({ seen }: Place, { key, stamp, print }: Stamped): boolean {
  const last = seen.get(key)
  return last?.stamp === stamp && last.print === print
}

/**
 * Moves the floor up to the highest stamp that was seen one overlap before this look began: whoever had an earlier stamp and was
 * still at work then is done, and was seen now. By our clock alone, since theirs may go differently.
 */
function settle(place: Place, seenBefore: number): void {
  const old = place.highest.filter(({ at }) => at <= seenBefore)
  if (old.length === 0) return
  place.since = old.reduce((most, { stamp }) => (stamp > most ? stamp : most), place.since)
  place.highest = place.highest.filter(({ at, stamp }) => at > seenBefore && stamp > place.since)
  for (const [key, { stamp }] of place.seen) if (stamp <= place.since) place.seen.delete(key)
}

/** The place from which everything is yet to come, for a system of which every object is stamped. */
export async function stampedNow(
  stamping: Stamping,
  objects: readonly RemoteObject[],
  signal: AbortSignal,
): Promise<Position> {
  const marks: Record<string, Mark> = {}
  for (const object of objects) marks[object.name] = await stampNow(stamping, object, signal)
  return marked(marks)
}

/** Follows such a system: what is new at every beat, what is gone at the slower one. */
export async function* followStamps(
  stamping: Stamping & { pace: Pace },
  follow: Follow,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  const asked = follow.objects.map(object => byStamps(stamping, object, follow))
  yield* poll({ asked, pace: stamping.pace }, signal)
}
