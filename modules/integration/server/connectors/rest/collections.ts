import type { RemoteField, RemoteObject } from '../port.ts'
import { isNode, jsonSchema, list, type Node, type Reader, readerOf, type Schema, under } from './document.ts'
import { type Paging, pagingOf } from './parameters.ts'

/** A list of records, and how one of them is read and written, as the document tells. */
export type Collection = {
  object: RemoteObject
  path: string
  /** The path of one record, with its key in braces. */
  onePath: string
  /** The name under which an answer has the list; null where the answer is the list. */
  listAt: string | null
  /** The name under which an answer has the one record; null where the answer is the record. */
  oneAt: string | null
  paging: Paging
  /** The field that says that a record is deleted. */
  gone: string | null
  write: { method: 'PATCH' | 'PUT'; type: string } | null
  readOnly: ReadonlySet<string>
}

/** All lists whose records can be read one by one. */
export function collectionsOf(document: Node): Collection[] {
  const reader = readerOf(document)
  const paths = under(document, 'paths')
  const all = Object.keys(isNode(paths) ? paths : {})
  const found = all
    .filter(path => !path.includes('{'))
    .flatMap(path => {
      const stem = path.replace(/\/$/, '')
      const single = all.find(
        each => each.startsWith(`${stem}/{`) && /^\/\{[^{}/]+\}\/?$/.test(each.slice(stem.length)),
      )
      const collection =
        single && collectionOf(reader, { path, list: under(paths, path), one: under(paths, single), single })
      return collection ? [collection] : []
    })
  return found.map(each => ({ ...each, object: { ...each.object, references: referencesOf(each, found) } }))
}

type Found = { path: string; list: unknown; one: unknown; single: string }

function collectionOf(reader: Reader, found: Found): Collection | null {
  const [listed, one] = [reader.at(found.list), reader.at(found.one)]
  const answered = answerOf(reader, under(listed, 'get'))
  const { at, records } = listIn(reader, answered)
  if (!records || !isNode(under(one, 'get'))) return null
  const item = reader.schema(records)
  const properties = Object.entries(item.properties).map(([name, node]) => ({ name, ...reader.schema(node) }))
  const named = /\{(.*)\}/.exec(found.single)?.[1]
  const key =
    properties.find(({ name }) => name === named) ??
    properties.find(({ name }) => /^(id|key|uuid)$/i.test(name))
  const parameters = [
    ...list(under(listed, 'parameters')),
    ...list(under(under(listed, 'get'), 'parameters')),
  ]
  const paging = pagingOf(reader, { parameters, answer: answered })
  if (!key || !paging) return null
  const gone = properties.find(
    ({ name, types }) => /^_?(is_?)?deleted(_?at)?$/i.test(name) && types[0] !== 'object',
  )
  const fields = properties
    .filter(({ name, isWriteOnly }) => !isWriteOnly && name !== gone?.name)
    .map(property => fieldOf(property, item))
  const stamp = paging.since ? stampOf(fields, paging.since) : undefined
  const object: RemoteObject = {
    name: found.path.replace(/^\/|\/$/g, ''),
    space: '',
    fields,
    key: [key.name],
    about: null,
    references: [],
    ...(stamp ? { stamp } : {}),
  }
  return {
    object,
    path: found.path,
    onePath: found.single,
    listAt: at,
    oneAt: wrapping(reader, answerOf(reader, under(one, 'get')), key.name),
    // Whole numbers that nobody shows cannot be asked for again.
    paging: { ...paging, since: paging.since?.kind === 'integer' && !stamp ? null : paging.since },
    gone: gone?.name ?? null,
    write: writeOf(reader, one),
    readOnly: new Set(properties.filter(({ isReadOnly }) => isReadOnly).map(({ name }) => name)),
  }
}

function answerOf(reader: Reader, operation: unknown): unknown {
  const responses = under(reader.at(operation), 'responses')
  const code = ['200', '2XX', 'default'].find(each => under(responses, each) !== undefined)
  return code === undefined ? undefined : jsonSchema(under(reader.at(under(responses, code)), 'content'))
}

const usualNames = ['items', 'data', 'results', 'value', 'records', 'content', 'list']

function listIn(reader: Reader, answer: unknown): { at: string | null; records: unknown } {
  const schema = reader.schema(answer)
  if (isListOfObjects(reader, schema)) return { at: null, records: schema.items }
  const lists = Object.entries(schema.properties).filter(([, node]) =>
    isListOfObjects(reader, reader.schema(node)),
  )
  const chosen =
    lists.find(([name]) => usualNames.includes(name.toLowerCase())) ??
    (lists.length === 1 ? lists[0] : undefined)
  return chosen
    ? { at: chosen[0], records: reader.schema(chosen[1]).items }
    : { at: null, records: undefined }
}

function isListOfObjects(reader: Reader, schema: Schema): boolean {
  return schema.items !== undefined && Object.keys(reader.schema(schema.items).properties).length > 0
}

/** Some answer `{"data": {…}}` where one record was asked for. */
function wrapping(reader: Reader, answer: unknown, key: string): string | null {
  const { properties } = reader.schema(answer)
  if (Object.hasOwn(properties, key)) return null
  return (
    Object.entries(properties).find(([, node]) => Object.hasOwn(reader.schema(node).properties, key))?.[0] ??
    null
  )
}

function writeOf(reader: Reader, one: Node): Collection['write'] {
  const method = (['patch', 'put'] as const).find(each => isNode(under(one, each)))
  if (!method) return null
  const content = under(reader.at(under(under(one, method), 'requestBody')), 'content')
  const types = isNode(content) ? Object.keys(content) : []
  const type = ['application/merge-patch+json', 'application/json'].find(each => types.includes(each))
  // A list of steps (RFC 6902) is another language.
  if (!type && types.length > 0) return null
  return { method: method === 'patch' ? 'PATCH' : 'PUT', type: type ?? 'application/json' }
}

function fieldOf({ name, types, format, isNullable }: Schema & { name: string }, item: Schema): RemoteField {
  return { name, kind: kindOf(types, format), optional: isNullable || !item.required.includes(name) }
}

function kindOf(types: readonly string[], format: string): RemoteField['kind'] {
  const [type, ...others] = types
  if (type === undefined || others.length > 0 || type === 'object' || type === 'array') return 'json'
  if (type === 'integer' || type === 'boolean') return type
  if (type === 'number') return 'decimal'
  if (format === 'date') return 'date'
  if (format === 'date-time') return 'moment'
  return format === 'byte' || format === 'binary' ? 'bytes' : 'text'
}

const stampNames =
  /^(last_?)?(changed|updated|modified|modification|change|update)(_?(at|on|date|time|since|stamp))?$/i

/** The field that holds what the parameter for changes is compared with: of its own verb first. */
function stampOf(fields: readonly RemoteField[], since: NonNullable<Paging['since']>): string | undefined {
  const able = fields.filter(({ name, kind }) => kind === since.kind && stampNames.test(name))
  const verb = /chang|updat|modif/i.exec(since.name)?.[0].toLowerCase() ?? ''
  return (able.find(({ name }) => name.toLowerCase().includes(verb)) ?? able[0])?.name
}

/** `customer_id` names a customer where there are `customers`; documents have no other way to say it. */
function referencesOf({ object }: Collection, all: readonly Collection[]): RemoteObject['references'] {
  return object.fields.flatMap(({ name }) => {
    const singular = /^(\w+?)_?id$/i.exec(name)?.[1]?.toLowerCase()
    const other =
      singular &&
      all.find(each => [`${singular}s`, `${singular}es`, singular].includes(lastOf(each.object.name)))
    return other && other.object.name !== object.name ? [{ fields: [name], object: other.object.name }] : []
  })
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).toLowerCase()
}
