import { AndFilter, type Entry, EqualityFilter, type Filter, OrFilter, PresenceFilter } from 'ldapts'
import type { ReadAll, RemoteField, RemoteObject, RemoteRecord, RemoteValue, RemoteValues } from '../port.ts'
import type { Directory } from './directory.ts'

/** What is searched: entries of a class below these names. */
export type Searched = { directory: Directory; bases: (signal: AbortSignal) => Promise<readonly string[]> }

/** Entries asked for by their keys in one question. */
const keysAtOnce = 50

/** What stands beside the values of an entry (RFC 4512, 3.4; CSN of OpenLDAP). */
const traces = ['entryCSN', 'modifiersName', 'creatorsName'] as const

export const keyOf = (object: RemoteObject) => object.key[0] as string

export const ofClass = (object: RemoteObject): Filter =>
  new EqualityFilter({ attribute: 'objectClass', value: object.name })

/** Entries of a class that fit, each once, with its key; without one they cannot be told apart and are left out. */
export async function entriesOf(
  { directory, bases }: Searched,
  { object, filter, attributes }: { object: RemoteObject; filter: Filter; attributes: readonly string[] },
  signal: AbortSignal,
): Promise<Map<string, Entry>> {
  const found = new Map<string, Entry>()
  const all = new AndFilter({ filters: [ofClass(object), filter] })
  for (const base of await bases(signal))
    for (const entry of await directory.search({ base, filter: all, attributes }, signal)) {
      const key = keyOfEntry(object, entry)
      if (key !== null) found.set(key, entry)
    }
  return found
}

export function keyOfEntry(object: RemoteObject, entry: Entry): string | null {
  const [key, ...others] = textsOf(entry, keyOf(object))
  return key === undefined || others.length > 0 ? null : key
}

/** The texts of an attribute in a stable order; the directory itself knows none. Its name may come in other letters. */
export function textsOf(entry: Entry, name: string): string[] {
  const wanted = name.toLowerCase()
  const own = name in entry ? name : Object.keys(entry).find(each => each.toLowerCase() === wanted)
  const value = own === undefined ? [] : entry[own]
  const texts = (Array.isArray(value) ? value : [value]).filter(each => typeof each === 'string')
  return texts.length < 2 ? texts : texts.toSorted()
}

export function recordOf(object: RemoteObject, key: string, entry: Entry): RemoteRecord {
  const values: RemoteValues = Object.fromEntries(
    object.fields.map(({ name, kind }) => [name, valueOf(kind, textsOf(entry, name))]),
  )
  return { key, values, version: textsOf(entry, 'entryCSN')[0] ?? null }
}

function valueOf(kind: RemoteField['kind'], texts: readonly string[]): RemoteValue {
  const [text, ...others] = texts
  if (text === undefined) return null
  if (others.length > 0) return JSON.stringify(texts)
  if (kind === 'boolean') return text === 'TRUE'
  if (kind === 'integer') return Number.isSafeInteger(Number(text)) ? Number(text) : text
  return kind === 'moment' ? momentOf(text) : text
}

/** A moment as RFC 4517, 3.3.13 writes it, in ISO 8601; in other forms than the usual one it stays as it is. */
export function momentOf(text: string): string {
  return text.replace(
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[.,](\d+))?Z$/,
    (_all, ...[year, month, day, hour, minute, second, part]: string[]) =>
      `${year}-${month}-${day}T${hour}:${minute}:${second}${part ? `.${part}` : ''}Z`,
  )
}

/** The attributes that make a record, and those that tell of it. */
export function attributesOf(object: RemoteObject): string[] {
  return [...new Set([...object.fields.map(({ name }) => name).filter(name => name !== 'dn'), ...traces])]
}

/** Entries by their keys. */
export async function entriesByKey(
  searched: Searched,
  { object, keys }: { object: RemoteObject; keys: readonly string[] },
  signal: AbortSignal,
): Promise<Map<string, Entry>> {
  const found = new Map<string, Entry>()
  const attributes = attributesOf(object)
  for (let at = 0; at < keys.length; at += keysAtOnce) {
    const filters = keys
      .slice(at, at + keysAtOnce)
      .map(value => new EqualityFilter({ attribute: keyOf(object), value }))
    const some = await entriesOf(searched, { object, filter: new OrFilter({ filters }), attributes }, signal)
    for (const [key, entry] of some) found.set(key, entry)
  }
  return found
}

export async function readKeys(
  searched: Searched,
  asked: { object: RemoteObject; keys: readonly string[] },
  signal: AbortSignal,
): Promise<RemoteRecord[]> {
  const found = await entriesByKey(searched, asked, signal)
  return [...found].map(([key, entry]) => recordOf(asked.object, key, entry))
}

/** A directory does not sort. So first all keys, which are short, and then the entries in their order. */
export async function* readAll(
  searched: Searched,
  { object, after, chunk }: ReadAll,
  signal: AbortSignal,
): AsyncGenerator<RemoteRecord[]> {
  const filter = new PresenceFilter({ attribute: keyOf(object) })
  const all = await entriesOf(searched, { object, filter, attributes: [keyOf(object)] }, signal)
  const keys = [...all.keys()].filter(key => after === null || key > after).sort()
  for (let at = 0; at < keys.length; at += chunk) {
    const asked = { object, keys: keys.slice(at, at + chunk) }
    const records = await readKeys(searched, asked, signal)
    if (records.length > 0) yield records.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  }
}
