import { CallFailed } from '../failures.ts'
import type { Follow, RemoteChange, RemoteObject } from '../port.ts'
import { goneFrom, portionsOf } from './changes.ts'

/** So many records or fewer may all be deleted; more that are gone at once are rather rights that are. */
const mayAllGo = 10

export type Compared = {
  object: RemoteObject
  /** The keys of all records that are there; it is emptied. */
  there: Set<string>
  /** The keys that the reader holds. */
  held: ReturnType<NonNullable<Follow['known']>>
  /** The records as they stand, by their keys. */
  changes: (keys: readonly string[]) => Promise<readonly RemoteChange[]>
}

/**
 * What is gone, and what came without being told, by the keys there and the keys here. Of the two lists only the one there is held in
 * memory. Throws `denied` where all of many records are gone at once.
 */
export async function* unlike({ object, there, held, changes }: Compared): AsyncGenerator<RemoteChange[]> {
  const isEmpty = there.size === 0
  const missing: string[] = []
  for await (const part of held) for (const key of part) if (!there.delete(key)) missing.push(key)
  if (isEmpty && missing.length > mayAllGo)
    throw new CallFailed(
      'denied',
      `All records of “${object.name}” are gone at once. Rather our account may no longer see them: look at its rights there.`,
    )
  // Asked for by their keys: a list that moves while it is read may have left one out.
  for (const keys of portionsOf(missing)) {
    const standing = new Set((await changes(keys)).map(({ key }) => key))
    const gone = keys.filter(key => !standing.has(key))
    if (gone.length > 0) yield gone.map(key => goneFrom(object, key))
  }
  for (const keys of portionsOf([...there])) {
    const came = await changes(keys)
    if (came.length > 0) yield [...came]
  }
}

/** All keys of parts. */
export async function collected(parts: AsyncIterable<readonly string[]>): Promise<Set<string>> {
  const all = new Set<string>()
  for await (const part of parts) for (const key of part) all.add(key)
  return all
}
