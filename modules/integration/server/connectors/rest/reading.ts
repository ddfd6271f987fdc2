import { broken, jsonOf } from '../http-answers.ts'
import { remoteValues } from '../json.ts'
import type { ReadAll, RemoteObject, RemoteRecord } from '../port.ts'
import type { Collection } from './collections.ts'
import { addressIn, collectionOf, type Place } from './described.ts'
import { isNode, type Node, under } from './document.ts'
import { keyIn, pagesOf } from './paging.ts'

/** Single questions at the same time. */
const atOnce = 4

/** One record as it stands, with the system's own version and the whole answer; null where it is gone. */
export type Standing = { record: RemoteRecord; etag: string | null; whole: Node }

export async function readKeys(
  place: Place,
  { object, keys }: { object: RemoteObject; keys: readonly string[] },
  signal: AbortSignal,
): Promise<RemoteRecord[]> {
  const collection = await collectionOf(place, object, signal)
  const left = [...new Set(keys)]
  const found: RemoteRecord[] = []
  const failing = new AbortController()
  const either = AbortSignal.any([signal, failing.signal])
  const work = async () => {
    for (let key = left.shift(); key !== undefined; key = left.shift()) {
      const standing = await readOne(place, { collection, key }, either)
      if (standing) found.push(standing.record)
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.min(atOnce, keys.length) }, work))
  } finally {
    failing.abort()
  }
  return found
}

export async function readOne(
  place: Place,
  { collection, key }: { collection: Collection; key: string },
  signal: AbortSignal,
): Promise<Standing | null> {
  const url = addressOfOne(place, { collection, key })
  if (!url) return null
  const answer = await place.http.ask({ url, headers: { accept: 'application/json' } }, signal)
  if (answer.status === 404 || answer.status === 410) return null
  const body = jsonOf(place.http, answer)
  const whole = collection.oneAt === null ? body : under(body, collection.oneAt)
  if (!isNode(whole)) throw broken(answer, 'has no record where the document says')
  if (isGone(collection, whole)) return null
  return { record: recordOf(collection, whole), etag: answer.headers.get('etag'), whole }
}

/** Null for what cannot be a key: a step in a path would lead to something else. */
export function addressOfOne(
  place: Place,
  { collection, key }: { collection: Collection; key: string },
): URL | null {
  if (key === '' || key === '.' || key === '..') return null
  return addressIn(
    place,
    collection.onePath.replace(/\{.*\}/, () => encodeURIComponent(key)),
  )
}

/** The version is that of the record's stamp, since lists show no other; a write asks for the real one. */
export function recordOf(collection: Collection, item: Node): RemoteRecord {
  const { object } = collection
  const values = remoteValues(object, item)
  const stamp = object.stamp === undefined ? null : (values[object.stamp] ?? null)
  return { key: String(keyIn(collection, item)), values, version: stamp === null ? null : String(stamp) }
}

export function isGone({ gone }: Collection, item: Node): boolean {
  const mark = gone === null ? null : under(item, gone)
  return mark !== undefined && mark !== null && mark !== false && mark !== ''
}

/** Records of a pass that are kept at the same time, before the rest is left to the next pass. */
const mostKept = 50_000

/**
 * Lists come in an order of their own, and only from their beginning. So each pass reads all pages and keeps the records with the
 * smallest keys behind the last one: memory stays bounded, and it goes on behind any key. One pass is enough for 50,000 records.
 */
export async function* readAll(
  place: Place,
  { object, after, chunk, kept = mostKept }: ReadAll & { kept?: number },
  signal: AbortSignal,
): AsyncGenerator<RemoteRecord[]> {
  const collection = await collectionOf(place, object, signal)
  for (let last = after; ; ) {
    const { records, isWhole } = await smallest(place, { collection, after: last, kept }, signal)
    for (let at = 0; at < records.length; at += chunk) yield records.slice(at, at + chunk)
    if (isWhole) return
    last = records.at(-1)?.key ?? last
  }
}

type Pass = { collection: Collection; after: string | null; kept: number }

async function smallest(
  place: Place,
  { collection, after, kept }: Pass,
  signal: AbortSignal,
): Promise<{ records: RemoteRecord[]; isWhole: boolean }> {
  const order = orderOf(collection.object)
  const sorted = (found: Map<string, RemoteRecord>) => [...found.values()].sort((a, b) => order(a.key, b.key))
  let found = new Map<string, RemoteRecord>()
  // The first key that was dropped: up to it nothing is missing.
  let dropped: string | null = null
  for await (const { items } of pagesOf(place, { collection }, signal)) {
    for (const item of items) {
      const record = recordOf(collection, item)
      if (isGone(collection, item)) found.delete(record.key)
      else if (after === null || order(record.key, after) > 0) found.set(record.key, record)
    }
    if (found.size <= 2 * kept) continue
    const inOrder = sorted(found)
    const first = (inOrder[kept] as RemoteRecord).key
    if (dropped === null || order(first, dropped) < 0) dropped = first
    found = new Map(inOrder.slice(0, kept).map(record => [record.key, record]))
  }
  const limit = dropped
  const records = sorted(found).filter(({ key }) => limit === null || order(key, limit) < 0)
  return { records, isWhole: limit === null }
}

/** Whole numbers by their size, others by their letters. */
export function orderOf(object: RemoteObject): (a: string, b: string) => number {
  const isNumber = object.fields.find(({ name }) => name === object.key[0])?.kind === 'integer'
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return isNumber ? (a, b) => Number(a) - Number(b) || byText(a, b) : byText
}
