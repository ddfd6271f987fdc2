import { CallFailed } from '../failures.ts'
import { failureOf, isFine, reasonOf } from '../http-answers.ts'
import type { HttpAnswer } from '../http.ts'
import { bodyOf, sameValue } from '../json.ts'
import type { RemoteObject, RemoteRecord, RemoteValues, RemoteWrite, WriteResult } from '../port.ts'
import type { Collection } from './collections.ts'
import { collectionOf, type Place } from './described.ts'
import type { Node } from './document.ts'
import { addressOfOne, readOne, type Standing } from './reading.ts'

/**
 * Reads the record, compares, and changes it on condition that its version is still the one that was read (If-Match). A second write
 * of the same finds its own values and changes nothing.
 */
export async function writeRecord(
  place: Place,
  write: RemoteWrite,
  signal: AbortSignal,
): Promise<WriteResult> {
  const { object, key, set, expected } = write
  const collection = await collectionOf(place, object, signal)
  const locked = Object.keys(set).find(name => collection.readOnly.has(name))
  if (locked !== undefined) return { outcome: 'refused', reason: `“${locked}” can only be read there.` }
  const standing = await readOne(place, { collection, key }, signal)
  if (!standing) return { outcome: 'conflict', theirs: null }
  const { record, etag } = standing
  if (holds(object, record, set)) return { outcome: 'written', record }
  if (!holds(object, record, expected)) return { outcome: 'conflict', theirs: record }
  if (etag === null)
    return {
      outcome: 'refused',
      reason: 'It gives no version (ETag) of this record, so what another changes meanwhile would be lost.',
    }
  const answer = await send(place, { collection, write, standing: { ...standing, etag } }, signal)
  if (answer.status === 412)
    return { outcome: 'conflict', theirs: await standingNow(place, { collection, key }, signal) }
  if (answer.status === 404 || answer.status === 410) return { outcome: 'conflict', theirs: null }
  if (!isFine(answer)) return outcomeOf(place, answer)
  return {
    outcome: 'written',
    record: await afterwards(() => standingNow(place, { collection, key }, signal)),
  }
}

/** Whether a record has all of these values. */
export function holds(object: RemoteObject, { values }: RemoteRecord, wanted: RemoteValues): boolean {
  const kinds = new Map(object.fields.map(each => [each.name, each.kind]))
  return Object.entries(wanted).every(([name, value]) =>
    sameValue(kinds.get(name), values[name] ?? null, value),
  )
}

/** What a write that was not taken has come to: a no, or a failure. */
export function outcomeOf({ http }: Pick<Place, 'http'>, answer: HttpAnswer): WriteResult {
  const failure = failureOf(http, answer)
  if (failure.kind !== 'changed-shape' || answer.status < 400) throw failure
  return {
    outcome: 'refused',
    reason: reasonOf(http, answer) || `It is refused with ${answer.status} and without a reason.`,
  }
}

/** What comes after a write that was taken cannot undo it. */
export async function afterwards<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof CallFailed) return null
    throw error
  }
}

/** An answer that cannot be read leaves open what happened. */
export async function whatHappened(sending: Promise<HttpAnswer>): Promise<HttpAnswer> {
  try {
    return await sending
  } catch (error) {
    if (error instanceof CallFailed && error.kind === 'broken-answer')
      throw new CallFailed('no-answer', error.message, { cause: error })
    throw error
  }
}

type Sending = { collection: Collection; write: RemoteWrite; standing: Standing & { etag: string } }

async function send(
  place: Place,
  { collection, write, standing }: Sending,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { method, type } = collection.write ?? { method: 'PATCH', type: 'application/json' }
  const set = bodyOf(write.object, write.set)
  const url = addressOfOne(place, { collection, key: write.key })
  if (!url) throw new CallFailed('changed-shape', 'The key of the record is none.')
  return whatHappened(
    place.http.ask(
      {
        url,
        method,
        headers: {
          accept: 'application/json',
          'content-type': type,
          'if-match': standing.etag,
          'idempotency-key': write.operation,
        },
        body: JSON.stringify(method === 'PUT' ? { ...writable(collection, standing.whole), ...set } : set),
      },
      signal,
    ),
  )
}

/** PUT replaces: what is not sent would be emptied. */
function writable({ readOnly }: Collection, whole: Node): Record<string, unknown> {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => !readOnly.has(name)))
}

async function standingNow(
  place: Place,
  asked: { collection: Collection; key: string },
  signal: AbortSignal,
): Promise<RemoteRecord | null> {
  return (await readOne(place, asked, signal))?.record ?? null
}
