import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { CallFailed } from './failures.ts'
import type { Portion, RemoteChange, RemoteObject, RemoteRecord } from './port.ts'

/** An object of a system that does not tell of its changes, and the three ways to ask for them. */
export type Polled = {
  object: RemoteObject
  /**
   * Chunks of records whose stamp (`object.stamp`, one of the values) is not older than this, the oldest first; all of them where it is
   * null or the object has no stamp.
   */
  since: (stamp: string | null, signal: AbortSignal) => AsyncIterable<readonly RemoteRecord[]>
  /** The keys of all records that are there now, in chunks. */
  keys: (signal: AbortSignal) => AsyncIterable<readonly string[]>
  read: (keys: readonly string[], signal: AbortSignal) => Promise<readonly RemoteRecord[]>
  /**
   * The stamp from which to ask again behind this one: a stamp is given when a change begins and seen when it is committed. As far
   * back as the longest transaction lasts.
   */
  earlier: (stamp: string) => string
}

/**
 * How far an object was followed: the newest stamp seen, null where none was, and the keys that were there (packed). Who starts again
 * must know what was there to see what is gone.
 */
export type Reached = { stamp: string | null; keys: string }

export type Polling = {
  polled: readonly Polled[]
  /** By the name of the object. */
  from: Readonly<Record<string, Reached>>
  positionOf: (reached: Polling['from']) => Portion['position']
  /** Milliseconds between two questions: for what is new, and for which keys there are at all. */
  beats: { changes: number; keys: number }
}

/** What is remembered of an object while it is followed. */
type Memory = {
  polled: Polled
  stamp: string | null
  /** What was told of the records within the time that is asked for again, as digests; so nothing is told twice in a row. */
  told: ReadonlyMap<string, string>
  keys: Set<string>
  packed: string
}

const readAtOnce = 500

/** How far an object can be followed from now on; `stamp` is the newest that it has now. */
export async function reachedNow(
  { keys }: Polled,
  stamp: string | null,
  signal: AbortSignal,
): Promise<Reached> {
  return { stamp, keys: pack(await collected(keys(signal))) }
}

/**
 * Changes of systems that have to be asked, for ever: at every beat the records with a newer stamp (of an object without one: all that
 * differ, at the slower beat), and at the slower one which keys have come and gone. A poll sees what stands there, not how it came
 * about: several changes are one, what came and went in between was never there, and nobody says who did it. Told at least once; ends
 * without an error when the signal is aborted.
 */
export async function* poll(
  { polled, from, positionOf, beats }: Polling,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  const memories = polled.map(each => memoryOf(each, from[each.object.name]))
  const portion = (changes: readonly RemoteChange[]): Portion => ({
    changes,
    position: positionOf(
      Object.fromEntries(
        memories.map(each => [each.polled.object.name, { stamp: each.stamp, keys: each.packed }]),
      ),
    ),
  })
  try {
    for (let keysNext = Number.NEGATIVE_INFINITY; ; ) {
      const isSlow = performance.now() >= keysNext
      for (const memory of memories) {
        if (memory.polled.object.stamp !== undefined || isSlow)
          for await (const changes of newer(memory, signal)) yield portion(changes)
        if (isSlow) for await (const changes of comeAndGone(memory, signal)) yield portion(changes)
      }
      if (isSlow) keysNext = performance.now() + beats.keys
      await sleep(beats.changes, undefined, { signal })
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

function memoryOf(polled: Polled, reached: Reached | undefined): Memory {
  const { name } = polled.object
  if (!reached) throw new CallFailed('position-lost', `“${name}” was not followed from this position.`)
  const { stamp, keys } = reached
  return { polled, stamp, told: new Map(), keys: unpack(keys), packed: keys }
}

async function* newer(memory: Memory, signal: AbortSignal): AsyncGenerator<RemoteChange[]> {
  const { object, since, earlier } = memory.polled
  const seen = new Map<string, string>()
  for await (const records of since(memory.stamp === null ? null : earlier(memory.stamp), signal)) {
    const fresh = records.filter(record => {
      const digest = digestOf(record)
      seen.set(record.key, digest)
      return memory.told.get(record.key) !== digest
    })
    const stamp = object.stamp === undefined ? null : (records.at(-1)?.values[object.stamp] ?? null)
    if (stamp !== null) memory.stamp = String(stamp)
    const changes = fresh.map(record => changeOf(object, record))
    know(memory, changes)
    if (changes.length > 0) yield changes
  }
  memory.told = seen
}

async function* comeAndGone(memory: Memory, signal: AbortSignal): AsyncGenerator<RemoteChange[]> {
  const { object, keys, read } = memory.polled
  const there = await collected(keys(signal))
  const unlike = [...memory.keys]
    .filter(key => !there.has(key))
    .concat([...there].filter(key => !memory.keys.has(key)))
  for (let from = 0; from < unlike.length; from += readAtOnce) {
    const some = unlike.slice(from, from + readAtOnce)
    // Asked for by their keys: what came back while all of them were listed is not gone.
    const standing = new Map((await read(some, signal)).map(record => [record.key, record]))
    const changes = some.flatMap(key => {
      const record = standing.get(key)
      if (record) return memory.keys.has(key) ? [] : changeOf(object, record)
      return memory.keys.has(key) ? changeOf(object, { key, values: null, version: null }) : []
    })
    know(memory, changes)
    if (changes.length > 0) yield changes
  }
}

function know(memory: Memory, changes: readonly RemoteChange[]): void {
  const before = memory.keys.size
  const gone = changes.filter(({ key, after }) => after === null && memory.keys.delete(key)).length
  for (const { key, after } of changes) if (after !== null) memory.keys.add(key)
  if (gone > 0 || memory.keys.size !== before) memory.packed = pack(memory.keys)
}

function changeOf(
  object: RemoteObject,
  { key, values, version }: Omit<RemoteRecord, 'values'> & { values: RemoteRecord['values'] | null },
): RemoteChange {
  return {
    object: object.name,
    key,
    after: values,
    before: null,
    version,
    at: null,
    by: null,
    operation: null,
  }
}

async function collected(chunks: AsyncIterable<readonly string[]>): Promise<Set<string>> {
  const all = new Set<string>()
  for await (const chunk of chunks) for (const each of chunk) all.add(each)
  return all
}

function pack(keys: ReadonlySet<string>): string {
  return deflateRawSync(JSON.stringify([...keys])).toString('base64')
}

function unpack(packed: string): Set<string> {
  return new Set(JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString()) as string[])
}

const digestOf = ({ values, version }: RemoteRecord) =>
  createHash('sha1')
    .update(JSON.stringify([values, version]))
    .digest('base64')
