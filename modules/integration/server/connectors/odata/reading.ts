import { jsonOf } from '../http-answers.ts'
import type { ReadAll, RemoteObject, RemoteRecord } from '../port.ts'
import type { EntitySet } from './metadata.ts'
import { behindKey, isKey, keyInPath } from './questions.ts'
import { ask, below, type Entity, pageOf, question, recordOf, type System, setOf } from './asking.ts'

/** Keys in one question: addresses of more than 2,000 letters are refused by some. */
const keysTogether = 20

export async function readKeys(
  system: System,
  { object, keys }: { object: RemoteObject; keys: readonly string[] },
  signal: AbortSignal,
): Promise<RemoteRecord[]> {
  const set = await setOf(system, object, signal)
  const wanted = [...new Set(keys)].flatMap(key => isKey(set, key) ?? [])
  const found: RemoteRecord[] = []
  for (let at = 0; at < wanted.length; at += keysTogether) {
    const filter = wanted
      .slice(at, at + keysTogether)
      .map(each => `(${each})`)
      .join(' or ')
    for await (const records of pages(system, { set, options: { $filter: filter } }, signal))
      found.push(...records)
  }
  return found
}

/** Chunk by chunk behind the last key: what is deleted or added meanwhile shifts nothing. */
export async function* readAll(
  system: System,
  { object, after, chunk }: ReadAll,
  signal: AbortSignal,
): AsyncGenerator<RemoteRecord[]> {
  const set = await setOf(system, object, signal)
  for (let last = after; ; ) {
    const url = question(system, set, {
      $orderby: object.key.join(','),
      $top: String(chunk),
      ...(last === null ? {} : { $filter: behindKey(set, last) }),
    })
    const page = pageOf(system, url, await ask(system, { url }, signal))
    const records = page.entities.map(each => recordOf(set, each))
    for (let at = 0; at < records.length; at += chunk) yield records.slice(at, at + chunk)
    // A service may give fewer than were asked for; then it says that there are more.
    if (records.length === 0 || (records.length < chunk && !page.next)) return
    last = (records.at(-1) as RemoteRecord).key
  }
}

/** All records of a question, in the pages of the service. */
export async function* pages(
  system: System,
  { set, options }: { set: EntitySet; options: Readonly<Record<string, string>> },
  signal: AbortSignal,
): AsyncGenerator<RemoteRecord[]> {
  for (let url: URL | null = question(system, set, options); url; ) {
    const page = pageOf(system, url, await ask(system, { url }, signal))
    yield page.entities.map(each => recordOf(set, each))
    url = page.next
  }
}

/** The address of one entity; null where the key cannot be one. */
export function addressOfOne(system: System, set: EntitySet, key: string): URL | null {
  const part = keyInPath(set, key)
  return part === null ? null : below(system, `${encodeURIComponent(set.object.name)}${part}`)
}

export async function readOne(
  system: System,
  set: EntitySet,
  key: string,
  signal: AbortSignal,
): Promise<RemoteRecord | null> {
  const url = addressOfOne(system, set, key)
  if (!url) return null
  const answer = await ask(system, { url }, signal)
  if (answer.status === 404 || answer.status === 410) return null
  return recordOf(set, jsonOf(system.http, answer) as Entity, answer.headers.get('etag'))
}
