import { CallFailed } from '../failures.ts'
import { changeOf, goneFrom } from '../polling/changes.ts'
import type { MarkedSource } from '../polling/marks.ts'
import { type Mark, marked } from '../polling/polling.ts'
import type { Position, RemoteChange, RemoteObject } from '../port.ts'
import type { Collection } from './collections.ts'
import { collectionOf, type Place } from './described.ts'
import { type Node, under } from './document.ts'
import { keyIn, pagesOf } from './paging.ts'
import { isGone, readAll, readKeys, recordOf } from './reading.ts'

/** Clocks of two of their machines differ, and a change may be seen later than one that came after it. */
const overlap = { moment: 60_000, integer: 100 }

/** The mark of every object now. */
export async function placeNow(
  place: Place,
  objects: readonly RemoteObject[],
  signal: AbortSignal,
): Promise<Position> {
  const marks: Record<string, Mark> = {}
  for (const object of objects) {
    const collection = await collectionOf(place, object, signal)
    const { since } = collection.paging
    if (!since) marks[object.name] = null
    else
      marks[object.name] =
        since.kind === 'integer'
          ? await lastStamp(place, collection, signal)
          : await theirClock(place, collection, signal)
  }
  return marked(marks)
}

/** What their clock says, to the second, as they say it with every answer. */
async function theirClock(place: Place, collection: Collection, signal: AbortSignal): Promise<string> {
  for await (const { answer } of pagesOf(place, { collection, limit: 1 }, signal))
    return clockOf(answer.headers)
  return clockOf(new Headers())
}

function clockOf(headers: Headers): string {
  const at = Date.parse(headers.get('date') ?? '')
  return new Date(Number.isNaN(at) ? Date.now() - 10 * overlap.moment : at).toISOString()
}

/**
 * The largest stamp there is. Lists of changes begin with the oldest, so it is looked for behind numbers that double, and between
 * them by halves; the answer is a stamp that was seen and behind which nothing came.
 */
async function lastStamp(place: Place, collection: Collection, signal: AbortSignal): Promise<number> {
  let seen = 0
  let empty = Number.POSITIVE_INFINITY
  for (let step = 0; ; ) {
    const isLast = step === 0 || empty - seen <= 1
    const behind = isLast
      ? seen
      : seen + (empty === Number.POSITIVE_INFINITY ? step : Math.floor((empty - seen) / 2))
    const stamp = await stampBehind(place, { collection, since: behind }, signal)
    if (stamp === null && isLast) return seen
    if (stamp === null) empty = behind
    else if (stamp <= behind || stamp >= Number.MAX_SAFE_INTEGER / 4) throw unlike(collection)
    else {
      seen = stamp
      // Something came meanwhile behind a number behind which nothing was.
      if (isLast || stamp >= empty) empty = Number.POSITIVE_INFINITY
      step = Math.max(1, step * 2)
    }
  }
}

function unlike({ object }: Collection): CallFailed {
  return new CallFailed(
    'broken-answer',
    `“${object.name}” gives changes that are older than what was asked for.`,
  )
}

async function stampBehind(
  place: Place,
  { collection, since }: { collection: Collection; since: number },
  signal: AbortSignal,
): Promise<number | null> {
  for await (const { items } of pagesOf(place, { collection, since, limit: 1 }, signal)) {
    const stamps = items.map(each => Number(under(each, collection.object.stamp as string)))
    return stamps.length === 0 ? null : Math.max(...stamps)
  }
  return null
}

/** The system as one that is asked for its changes. */
export function askedOf(place: Place): MarkedSource {
  return {
    changes: (asked, signal) => changesBehind(place, asked, signal),
    all: (object, signal) => readAll(place, { object, after: null, chunk: 500 }, signal),
    read: (asked, signal) => readKeys(place, asked, signal),
    tellsDeletions: object =>
      place.described?.collections.find(each => each.object.name === object.name)?.gone !== null,
  }
}

/**
 * The mark moves at the end alone: nobody says in which order changes come. Times are marked by their clock as the round begins, since
 * a record may bear a time that is yet to come.
 */
async function* changesBehind(
  place: Place,
  { object, mark }: { object: RemoteObject; mark: string | number },
  signal: AbortSignal,
): AsyncGenerator<{ changes: RemoteChange[]; mark: string | number }> {
  const collection = await collectionOf(place, object, signal)
  const since = typeof mark === 'number' ? Math.max(0, mark - overlap.integer) : earlier(mark)
  let clock: string | null = null
  let highest = 0
  for await (const { items, answer } of pagesOf(place, { collection, since }, signal)) {
    clock ??= clockOf(answer.headers)
    highest = Math.max(highest, ...stampsOf(object, items))
    yield { changes: items.map(item => toldBy(collection, item)), mark }
  }
  if (typeof mark === 'string') return yield { changes: [], mark: clock ?? mark }
  // The last change is told again each time, or the deletion of its record; numbers that begin again would hide what is new.
  if (highest < mark && collection.gone !== null)
    throw new CallFailed(
      'position-lost',
      `“${object.name}” has fewer changes than were seen, as after a restored backup.`,
    )
  yield { changes: [], mark: Math.max(highest, mark) }
}

function toldBy(collection: Collection, item: Node): RemoteChange {
  const { object } = collection
  if (isGone(collection, item)) return goneFrom(object, String(keyIn(collection, item)))
  return changeOf(object, recordOf(collection, item))
}

function stampsOf({ stamp = '' }: RemoteObject, items: readonly Node[]): number[] {
  return items.map(item => Number(under(item, stamp))).filter(Number.isSafeInteger)
}

function earlier(mark: string): string {
  return new Date(Date.parse(mark) - overlap.moment).toISOString()
}
