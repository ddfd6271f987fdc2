import { EqualityFilter } from 'ldapts'
import { CallFailed } from '../failures.ts'
import type { RemoteField, RemoteObject, Settings } from '../port.ts'
import type { Directory } from './directory.ts'
import { ofClass, textsOf } from './reading.ts'
import { fieldsOf, type Schema, schemaOf } from './schema.ts'

/** What a directory says of itself before anything is searched (RFC 4512, 5.1). */
export type Root = { contexts: string[]; schemaAt: string; server: string; extras: string[] }

export async function rootOf(directory: Directory, signal: AbortSignal): Promise<Root> {
  const attributes = [
    'namingContexts',
    'subschemaSubentry',
    'vendorName',
    'vendorVersion',
    'supportedControl',
  ]
  const [entry] = await directory.search({ base: '', scope: 'base', attributes, most: 1 }, signal)
  const texts = (name: string) => (entry ? textsOf(entry, name) : [])
  return {
    contexts: texts('namingContexts'),
    schemaAt: texts('subschemaSubentry')[0] ?? 'cn=Subschema',
    server: [...texts('vendorName'), ...texts('vendorVersion')].join(' ') || 'LDAP',
    extras: texts('supportedControl'),
  }
}

/** The names below which is searched: one a line as set, or all that the directory holds. */
export async function basesOf(
  directory: Directory,
  settings: Settings,
  signal: AbortSignal,
): Promise<string[]> {
  const set = String(settings.bases ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
  return set.length > 0 ? set : (await rootOf(directory, signal)).contexts
}

/**
 * Classes of which there is at least one entry, with what an entry of the class may hold. The key is `entryUUID` (RFC 4530) where
 * nothing else is set: it is given once and never again, while a name, and with it `dn` and `uid`, changes when somebody marries.
 */
export async function classesOf(
  directory: Directory,
  settings: Settings,
  signal: AbortSignal,
): Promise<RemoteObject[]> {
  const schema = await readSchema(directory, signal)
  const bases = await basesOf(directory, settings, signal)
  const key = String(settings.key || 'entryUUID')
  const names = new Set(
    [...schema.classes.values()].filter(each => each.kind !== 'abstract').map(({ name }) => name),
  )
  const objects: RemoteObject[] = []
  for (const name of [...names].toSorted()) {
    const object = objectOf(schema, name, key)
    if (await isUsed(directory, { object, bases }, signal)) objects.push(object)
  }
  return objects
}

async function isUsed(
  directory: Directory,
  { object, bases }: { object: RemoteObject; bases: readonly string[] },
  signal: AbortSignal,
): Promise<boolean> {
  for (const base of bases) {
    const asked = { base, filter: ofClass(object), attributes: ['1.1'], most: 1 }
    if ((await directory.search(asked, signal)).length > 0) return true
  }
  return false
}

async function readSchema(directory: Directory, signal: AbortSignal): Promise<Schema> {
  const { schemaAt } = await rootOf(directory, signal)
  const filter = new EqualityFilter({ attribute: 'objectClass', value: 'subschema' })
  const attributes = ['objectClasses', 'attributeTypes']
  const [entry] = await directory.search(
    { base: schemaAt, scope: 'base', filter, attributes, most: 1 },
    signal,
  )
  if (!entry) throw new CallFailed('denied', 'The directory does not show its schema to our account.')
  return schemaOf({
    objectClasses: textsOf(entry, 'objectClasses'),
    attributeTypes: textsOf(entry, 'attributeTypes'),
  })
}

function objectOf(schema: Schema, name: string, key: string): RemoteObject {
  const own = fieldsOf(schema, name)
  const keyField = own.find(field => field.name.toLowerCase() === key.toLowerCase())?.name ?? key
  const first: RemoteField[] = [
    { name: keyField, kind: 'text', optional: false },
    { name: 'dn', kind: 'text', optional: false },
  ]
  const fields = [...first, ...own.filter(field => field.name !== keyField && field.name !== 'dn')]
  // Entries name each other by dn, which is no key.
  return { name, space: '', fields, key: [keyField], about: null, references: [] }
}
