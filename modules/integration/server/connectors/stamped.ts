import { setTimeout as sleep } from 'node:timers/promises'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { paceOf as paceOfPolls } from './http-settings.ts'
import { CallFailed } from './failures.ts'
import type { Follow, Portion, Position, RemoteChange, RemoteObject, SettingField, Settings } from './port.ts'

/**
 * A system that stamps what is changed there and tells nobody: it has to be asked. Other than for `polling.ts` its stamp need not be
 * one of the values, it need not sort (a directory does not), and it may say who it was.
 */
export type StampedSource = {
  /**
   * Keys and stamps of the records stamped after this stamp, in parts; of all records where it is empty. Stamps are texts that
   * order as times do; a record without one has the empty text.
   */
  stamped: (object: RemoteObject, after: string, signal: AbortSignal) => AsyncIterable<readonly Stamped[]>
  /** The records as changes, `after` being what stands now; those that are not there are left out. */
  changes: (object: RemoteObject, keys: readonly string[], signal: AbortSignal) => Promise<RemoteChange[]>
  /** A stamp so many milliseconds earlier. */
  earlier: (stamp: string, milliseconds: number) => string
}

export type Stamped = { key: string; stamp: string }

/** Milliseconds between two looks, between two comparisons of all keys, and for which a change there may not be seen by others yet. */
export type Pace = { every: number; compare: number; overlap: number }

/** Seconds that their longest transaction takes: what it changes is stamped when it begins and seen when it ends. */
export const overlapSetting: SettingField = { key: 'overlap', kind: 'number', initial: 120 }

export function paceOf(settings: Settings): Pace {
  return { ...paceOfPolls(settings), overlap: Number(settings.overlap ?? overlapSetting.initial) * 1000 }
}

/** Keys in one portion. */
const portionSize = 500
/** So many records or fewer may all be deleted; more that are gone at once are rather rights that are. */
const mayAllGo = 10

type Polled = { source: StampedSource; pace: Pace }
type Stored = { since: Record<string, string>; keys: Record<string, string> }

/** What is known of one object: all stamps up to `since` are final, `seen` are those after it that were given already. */
type Place = {
  object: RemoteObject
  since: string
  keys: Set<string>
  packed: string
  seen: Map<string, string>
  /** Highest stamps by when they were seen, on our own clock that nobody sets. */
  highest: { at: number; stamp: string }[]
}

/**
 * The place from which everything is yet to come. One overlap before the highest stamp there: whoever was at work at that time
 * has the stamp of when he began.
 */
export async function stampedNow(
  { source, pace }: Polled,
  objects: readonly RemoteObject[],
  signal: AbortSignal,
): Promise<Position> {
  const places: Place[] = []
  for (const object of objects) {
    const keys = new Set<string>()
    let highest = ''
    for await (const part of source.stamped(object, '', signal))
      for (const { key, stamp } of part) {
        keys.add(key)
        if (stamp > highest) highest = stamp
      }
    const since = highest && source.earlier(highest, pace.overlap)
    places.push({ object, since, keys, packed: pack(keys), seen: new Map(), highest: [] })
  }
  return positionOf(places)
}

/** Asks for ever what is new, and at a slower beat what is gone; ends without an error when the signal is aborted. */
export async function* followStamps(
  polled: Polled,
  { objects, from }: Follow,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  const places = objects.map(object => placeOf(object, from))
  const position = () => positionOf(places)
  let compared = Number.NEGATIVE_INFINITY
  try {
    for (;;) {
      for (const place of places)
        for await (const changes of news(polled, place, signal)) yield { changes, position: position() }
      if (performance.now() - compared >= polled.pace.compare) {
        for (const place of places)
          for await (const changes of differences(polled.source, place, signal))
            yield { changes, position: position() }
        compared = performance.now()
      }
      await sleep(polled.pace.every, undefined, { signal })
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

async function* news(
  { source, pace }: Polled,
  place: Place,
  signal: AbortSignal,
): AsyncGenerator<RemoteChange[]> {
  const began = performance.now()
  let highest = place.since
  for await (const part of source.stamped(place.object, place.since, signal)) {
    const fresh = part.filter(({ key, stamp }) => stamp > place.since && place.seen.get(key) !== stamp)
    for (const { stamp } of fresh) if (stamp > highest) highest = stamp
    for (const some of portionsOf(fresh)) {
      const changes = await source.changes(
        place.object,
        some.map(({ key }) => key),
        signal,
      )
      for (const { key, stamp } of some) place.seen.set(key, stamp)
      know(place, changes)
      if (changes.length > 0) yield changes
    }
  }
  if (highest > place.since) place.highest.push({ at: performance.now(), stamp: highest })
  settle(place, began - pace.overlap)
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
  for (const [key, stamp] of place.seen) if (stamp <= place.since) place.seen.delete(key)
}

/** What is gone, and what came without a stamp. */
async function* differences(
  source: StampedSource,
  place: Place,
  signal: AbortSignal,
): AsyncGenerator<RemoteChange[]> {
  const there = new Set<string>()
  for await (const part of source.stamped(place.object, '', signal))
    for (const { key } of part) there.add(key)
  if (there.size === 0 && place.keys.size > mayAllGo)
    throw new CallFailed(
      'denied',
      `All records of “${place.object.name}” are gone at once. Rather our account may no longer see them: look at its rights there.`,
    )
  const unlike = [...place.keys]
    .filter(key => !there.has(key))
    .concat([...there].filter(key => !place.keys.has(key)))
  for (const keys of portionsOf(unlike)) {
    // Asked for by their keys: what moved while all of them were listed is not gone.
    const standing = await source.changes(place.object, keys, signal)
    const found = new Set(standing.map(({ key }) => key))
    const gone = keys.filter(key => !found.has(key) && place.keys.has(key))
    const came = standing.filter(({ key }) => !place.keys.has(key))
    const changes = [...came, ...gone.map(key => deletion(place.object, key))]
    know(place, changes)
    if (changes.length > 0) yield changes
  }
}

function deletion(object: RemoteObject, key: string): RemoteChange {
  return {
    object: object.name,
    key,
    after: null,
    before: null,
    version: null,
    at: null,
    by: null,
    operation: null,
  }
}

function know(place: Place, changes: readonly RemoteChange[]): void {
  const before = place.keys.size
  const gone = changes.filter(({ key, after }) => after === null && place.keys.delete(key))
  for (const { key, after } of changes) if (after !== null) place.keys.add(key)
  for (const { key } of gone) place.seen.delete(key)
  if (gone.length > 0 || place.keys.size !== before) place.packed = pack(place.keys)
}

function* portionsOf<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += portionSize) yield all.slice(at, at + portionSize)
}

function positionOf(places: readonly Place[]): Position {
  const stored: Stored = { since: {}, keys: {} }
  for (const { object, since, packed } of places) {
    stored.since[object.name] = since
    stored.keys[object.name] = packed
  }
  return stored
}

function placeOf(object: RemoteObject, from: Position): Place {
  const { since, keys } = from as Partial<Stored>
  const packed = keys?.[object.name]
  const floor = since?.[object.name]
  if (packed === undefined || floor === undefined)
    throw new CallFailed('position-lost', `“${object.name}” was not followed from this position.`)
  return { object, since: floor, keys: unpack(packed), packed, seen: new Map(), highest: [] }
}

/** Who starts again must know what was there to see what is gone; so the keys travel with the position, as small as may be. */
function pack(keys: ReadonlySet<string>): string {
  return deflateRawSync(JSON.stringify([...keys])).toString('base64')
}

function unpack(packed: string): Set<string> {
  return new Set(JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString()) as string[])
}
