import { CallFailed } from '../failures.ts'
import type { Http, HttpAnswer } from '../http.ts'
import { broken, failureOf, isFine, jsonOf } from '../http-answers.ts'
import { remoteValues } from '../json.ts'
import { keyText, type RemoteObject, type RemoteRecord } from '../port.ts'
import { type EntitySet, setsIn } from './metadata.ts'

/** A service of OData 4 below its root, with its sets as they were read last. */
export type System = { http: Http; root: URL; sets: readonly EntitySet[] | null }

export type Entity = Readonly<Record<string, unknown>>
export type Page = { entities: readonly Entity[]; next: URL | null; delta: URL | null }

/** Decimals and long numbers as text, with every digit (OData JSON 4.01, 3.2); who does not know it sends numbers. */
export const exactType = 'application/json;IEEE754Compatible=true'
const headers = { accept: `${exactType};q=1.0, application/json;q=0.9`, 'odata-maxversion': '4.01' }

export async function readSets(system: System, signal: AbortSignal): Promise<readonly EntitySet[]> {
  const url = below(system, '$metadata')
  const answer = await system.http.ask({ url, headers: { ...headers, accept: 'application/xml' } }, signal)
  if (!isFine(answer)) throw failureOf(system.http, answer)
  if (!/^(application|text)\/([\w.-]+\+)?xml\b/i.test(answer.headers.get('content-type') ?? ''))
    throw broken(answer, 'does not come as XML')
  system.sets = setsIn(answer.text)
  return system.sets
}

export async function setOf(system: System, object: RemoteObject, signal: AbortSignal): Promise<EntitySet> {
  const sets = system.sets ?? (await readSets(system, signal))
  const found = sets.find(each => each.object.name === object.name)
  if (found) return found
  throw new CallFailed('changed-shape', `There is no set “${object.name}” any more.`)
}

/** Names are the service's own words, and may be no more than a name in a path or a question. */
export function below({ root }: System, path: string): URL {
  return new URL(`${root.origin}${root.pathname.replace(/\/$/, '')}/${path}`)
}

/** The address of a set with its question; spaces as %20, since some read a plus as a plus. */
export function question(system: System, set: EntitySet, options: Readonly<Record<string, string>>): URL {
  const url = below(system, encodeURIComponent(set.object.name))
  const all = { $select: fieldsOf(set).join(','), ...options }
  url.search = Object.entries(all)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  return url
}

function fieldsOf({ object }: EntitySet): string[] {
  return object.fields.filter(({ kind }) => kind !== 'bytes').map(({ name }) => name)
}

export async function ask(
  system: System,
  { url, prefer }: { url: URL; prefer?: string },
  signal: AbortSignal,
): Promise<HttpAnswer> {
  return system.http.ask({ url, headers: { ...headers, ...(prefer ? { prefer } : {}) } }, signal)
}

/** One page of a set. Throws by its status, or `broken-answer` where there is no list. */
export function pageOf({ http }: System, url: URL, answer: HttpAnswer): Page {
  const body = jsonOf(http, answer) as Entity | null
  const entities = body?.value
  if (!Array.isArray(entities) || !entities.every(each => each !== null && typeof each === 'object'))
    throw broken(answer, 'has no list of entities')
  const link = (name: string) => {
    const text = annotation(body as Entity, name)
    if (text === undefined) return null
    if (typeof text === 'string' && URL.canParse(text, url.href)) return new URL(text, url)
    throw broken(answer, `has a ${name} that is no address`)
  }
  return { entities: entities as Entity[], next: link('nextLink'), delta: link('deltaLink') }
}

/** OData 4.01 lets the prefix go. */
export function annotation(entity: Entity, name: string): unknown {
  return entity[`@odata.${name}`] ?? entity[`@${name}`]
}

export function recordOf({ object }: EntitySet, entity: Entity, etag?: string | null): RemoteRecord {
  const values = remoteValues(object, entity)
  if (object.key.some(name => (values[name] ?? null) === null))
    throw new CallFailed('broken-answer', `An entity of “${object.name}” comes without its key.`)
  const version = annotation(entity, 'etag') ?? etag ?? null
  return { key: keyText(object, values), values, version: typeof version === 'string' ? version : null }
}
