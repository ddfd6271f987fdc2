import { createHash } from 'node:crypto'
import type { Follow, RemoteChange, RemoteObject, RemoteRecord } from '../port.ts'
import { changeOf, portionsOf } from './changes.ts'
import { unlike } from './keys.ts'
import { type Asked, markIn, notFollowed, type Parts } from './polling.ts'

/** An object about which is told neither what is new nor since when. */
export type WholeSource = {
  all: (object: RemoteObject, signal: AbortSignal) => AsyncIterable<readonly RemoteRecord[]>
  read: (
    asked: { object: RemoteObject; keys: readonly string[] },
    signal: AbortSignal,
  ) => Promise<readonly RemoteRecord[]>
}

/**
 * One object that can only be compared as a whole: at the slower beat every record is read, and given where it differs from what was given
 * last. What was given last is known by digests in the memory of this process alone (about 100 bytes for each record): whoever begins to
 * follow, or begins again, is given every record once. What is gone is told by the keys that the reader knows; where he tells none,
 * by those that were seen since it was begun.
 */
export function asWhole(
  source: WholeSource,
  object: RemoteObject,
  { from, known }: Pick<Follow, 'from' | 'known'>,
): Asked {
  if (markIn(from, object) !== null) throw notFollowed(object)
  const told = new Map<string, string>()
  return {
    object,
    mark: () => null,
    async *news() {},
    async *differences(signal): Parts {
      const there = new Set<string>()
      for await (const records of source.all(object, signal)) {
        for (const { key } of records) there.add(key)
        const changes = records.map(record => changeOf(object, record)).filter(each => isNews(told, each))
        yield* portionsOf(changes)
      }
      const held = known?.(object, signal) ?? of([...told.keys()])
      const changes = async (keys: readonly string[]) =>
        (await source.read({ object, keys }, signal)).map(record => changeOf(object, record))
      for await (const part of unlike({ object, there, held, changes })) {
        for (const { key, after } of part) if (after === null) told.delete(key)
        yield part
      }
    },
  }
}

/** Whether it is not what was told of the record last; then it is from now on. */
export function isNews(told: Map<string, string>, change: RemoteChange): boolean {
  const print = printOf(change.after)
  if (told.get(change.key) === print) return false
  told.set(change.key, print)
  return true
}

/** As good as the values themselves to tell whether they are the same. */
export function printOf(values: RemoteChange['after']): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22)
}

async function* of<T>(value: T): AsyncGenerator<T> {
  yield value
}
