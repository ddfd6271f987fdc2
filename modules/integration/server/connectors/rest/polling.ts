import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { CallFailed } from '../failures.ts'
import type {
  Follow,
  Portion,
  Position,
  RemoteChange,
  RemoteObject,
  RemoteRecord,
  RemoteValues,
} from '../port.ts'

/** Behind which stamp or link to ask for what is new; null where a system can only be compared as a whole. */
export type Mark = string | number | null

/** A system that has to be asked for its changes. */
export type Asked = {
  /** What is new behind the mark, each portion with the mark behind it; overlapping is welcome. */
  changes: (
    place: { object: RemoteObject; mark: string | number },
    signal: AbortSignal,
  ) => AsyncIterable<{ changes: RemoteChange[]; mark: string | number }>
  all: (object: RemoteObject, signal: AbortSignal) => AsyncIterable<RemoteRecord[]>
  read: (
    asked: { object: RemoteObject; keys: readonly string[] },
    signal: AbortSignal,
  ) => Promise<RemoteRecord[]>
  /** Whether its changes tell of what was deleted too. */
  tellsDeletions: (object: RemoteObject) => boolean
}

type Pace = { every: number; compare: number }

export function positionOf(marks: Readonly<Record<string, Mark>>): Position {
  return { marks }
}

/**
 * Asks again and again, and tells what is new. Where deletions are not told, or nothing is, everything is compared now and then. What
 * was deleted between two runs of such an object is not seen here: only who holds all keys can see that.
 */
export async function* askAgain(
  system: Asked,
  { objects, from }: Follow,
  { pace, signal }: { pace: Pace; signal: AbortSignal },
): AsyncGenerator<Portion> {
  const marks = { ...(from.marks as Record<string, Mark> | undefined) }
  const unknown = objects.find(({ name }) => marks[name] === undefined)
  if (unknown) throw new CallFailed('position-lost', `“${unknown.name}” was not followed from this position.`)
  const watched = objects.map(watch)
  try {
    for (let first = true; ; first = false) {
      for (const each of watched) {
        yield* newOf(system, each, { marks, signal })
        const { object } = each
        const known = typeof marks[object.name] === 'string' || typeof marks[object.name] === 'number'
        if (known && system.tellsDeletions(object)) continue
        if ((known || !first) && performance.now() - each.compared < pace.compare) continue
        for await (const changes of differences(system, { watched: each, tellsAll: !known }, signal))
          yield { changes, position: positionOf({ ...marks }) }
        each.compared = performance.now()
      }
      await sleep(pace.every, undefined, { signal })
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** What was told last of each record, as a fingerprint; the keys that were there, and when that was looked at last. */
type Watched = {
  object: RemoteObject
  told: Map<string, string>
  keys: ReadonlySet<string>
  compared: number
}

const watch = (object: RemoteObject): Watched => ({
  object,
  told: new Map(),
  keys: new Set(),
  compared: performance.now(),
})

async function* newOf(
  system: Asked,
  { object, told }: Watched,
  { marks, signal }: { marks: Record<string, Mark>; signal: AbortSignal },
): AsyncGenerator<Portion> {
  const mark = marks[object.name] ?? null
  if (mark === null) return
  for await (const part of system.changes({ object, mark }, signal)) {
    const changes = part.changes.filter(change => isNews(told, change))
    if (changes.length === 0 && part.mark === marks[object.name]) continue
    marks[object.name] = part.mark
    yield { changes, position: positionOf({ ...marks }) }
  }
}

/** Of an object that tells its changes only what is missing: a change that is seen here first would be missing in its turn there. */
async function* differences(
  system: Asked,
  { watched, tellsAll }: { watched: Watched; tellsAll: boolean },
  signal: AbortSignal,
): AsyncGenerator<RemoteChange[]> {
  const { object, told } = watched
  const there = new Set<string>()
  for await (const records of system.all(object, signal)) {
    for (const { key } of records) there.add(key)
    const changes = tellsAll
      ? records.map(record => changeOf(object, record)).filter(change => isNews(told, change))
      : []
    if (changes.length > 0) yield changes
  }
  if (there.size === 0 && watched.keys.size > mayAllGo)
    throw new CallFailed(
      'denied',
      `All records of “${object.name}” are gone at once. Rather the account may no longer see them: look at its rights there.`,
    )
  const missing = [...watched.keys].filter(key => !there.has(key))
  for (let at = 0; at < missing.length; at += 50) {
    const keys = missing.slice(at, at + 50)
    // A list that moves while it is read page by page may have left one out.
    const standing = new Set((await system.read({ object, keys }, signal)).map(({ key }) => key))
    for (const key of standing) there.add(key)
    const gone = keys.filter(key => !standing.has(key)).map(key => goneFrom(object, key))
    const changes = gone.filter(change => isNews(told, change))
    if (changes.length > 0) yield changes
  }
  watched.keys = there
}

const nothing = ''
/** So many records or fewer may all have been deleted. */
const mayAllGo = 10

function isNews(told: Map<string, string>, { key, after }: RemoteChange): boolean {
  const print = after ? fingerprint(after) : nothing
  if (told.get(key) === print) return false
  told.set(key, print)
  return true
}

function fingerprint(values: RemoteValues): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22)
}

/** A record as it stands now, told as a change. */
export function changeOf(object: RemoteObject, { key, values, version }: RemoteRecord): RemoteChange {
  return {
    object: object.name,
    key,
    after: values,
    before: null,
    version,
    at: changedAt(object, values),
    by: null,
    operation: null,
  }
}

/** A record that is no more. */
export function goneFrom(object: RemoteObject, key: string): RemoteChange {
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

function changedAt(object: RemoteObject, values: RemoteValues): Date | null {
  const field = object.fields.find(({ name }) => name === object.stamp)
  const at = field?.kind === 'moment' ? new Date(String(values[field.name])) : null
  return at && !Number.isNaN(at.getTime()) ? at : null
}
