import type { Position, ReadAll, RemoteObject, RemoteRecord } from '../port.ts'
import { valuesOf } from './entries.ts'
import { type Place, positionOf } from './place.ts'
import type { Entry } from './sorted.ts'
import { within } from './store.ts'
import { currentState, type Work } from './work.ts'

/** Records by their keys, each once; what is not there is left out. */
export async function readKeys(
  work: Work,
  { object, keys }: { object: RemoteObject; keys: readonly string[] },
  signal: AbortSignal,
): Promise<RemoteRecord[]> {
  const state = await currentState(work, within(work.store, signal), object)
  try {
    const records: RemoteRecord[] = []
    for (const key of new Set(keys)) {
      const entry = await state.find(key)
      if (entry) records.push(recordOf(object, entry))
    }
    return records
  } finally {
    await state.release()
  }
}

/** All records from behind a key, of one state: files that come meanwhile are seen by the next call. */
export async function* readAll(
  work: Work,
  { object, after, chunk }: ReadAll,
  signal: AbortSignal,
): AsyncGenerator<RemoteRecord[]> {
  const reach = within(work.store, signal)
  const state = await currentState(work, reach, object)
  try {
    let records: RemoteRecord[] = []
    for await (const entry of state.from(after)) {
      records.push(recordOf(object, entry))
      if (records.length < chunk) continue
      reach.assertWanted()
      yield records
      records = []
    }
    if (records.length > 0) yield records
  } finally {
    await state.release()
  }
}

/** Where the objects are now: the files of which each consists. */
export async function placesNow(
  work: Work,
  objects: readonly RemoteObject[],
  signal: AbortSignal,
): Promise<Position> {
  const reach = within(work.store, signal)
  const places: Record<string, Place> = {}
  for (const object of objects) {
    const state = await currentState(work, reach, object)
    places[object.name] = state.place
    await state.release()
  }
  return positionOf(places)
}

function recordOf(object: RemoteObject, { key, body }: Entry): RemoteRecord {
  return { key, values: valuesOf(object, body as string), version: null }
}
