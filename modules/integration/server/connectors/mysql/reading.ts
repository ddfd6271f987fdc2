import type { ReadAll, RemoteField, RemoteObject, RemoteRecord, RemoteValues } from '../port.ts'
import { keyParts, keyText } from '../port.ts'
import type { Answer, Bound, Client } from './client.ts'
import { readable } from './shape.ts'
import { quoted, textOf, valueOf } from './values.ts'

/** The server takes 65,535 values with a statement; fewer are kinder to its planner. */
const keysAtOnce = 500

/** The select list of an object; `recordsOf` reads its rows. */
export function columnsOf(object: RemoteObject): string {
  return readable(object)
    .map(({ name }) => quoted(name))
    .join(', ')
}

export const tableOf = (object: RemoteObject) => quoted(object.space, object.name)

export function recordsOf(object: RemoteObject, { rows, columns }: Answer): RemoteRecord[] {
  const fields = readable(object).map(({ name, kind }, at) => ({
    name,
    kind,
    type: columns[at]?.columnType ?? 0,
  }))
  return rows.map(row => {
    const values: RemoteValues = Object.fromEntries(
      fields.map((field, at) => [field.name, valueOf(field, row[at])]),
    )
    return { key: keyText(object, values), values, version: null }
  })
}

/** A value within a condition and how it is bound: in the type of its column, or big numbers would be compared as rounded ones. */
type Part = { column: string; bound: string; value: Bound }

function partOf({ name, kind }: Pick<RemoteField, 'name' | 'kind'>, text: string): Part {
  return { column: quoted(name), bound: boundAs(kind, text), value: textOf(kind, text) }
}

function boundAs(kind: RemoteField['kind'], text: string): string {
  if (kind === 'decimal') return 'cast(? as decimal(65,30))'
  if (kind === 'boolean') return 'cast(? as signed)'
  if (kind !== 'integer') return '?'
  return text.startsWith('-') ? 'cast(? as signed)' : 'cast(? as unsigned)'
}

function keyFields(object: RemoteObject): RemoteField[] {
  return object.key.map(name => fieldOf(object, name))
}

function fieldOf(object: RemoteObject, name: string): RemoteField {
  return object.fields.find(field => field.name === name) ?? { name, kind: 'text', optional: false }
}

/** The condition that names one record, and its values. */
export function keyCondition(object: RemoteObject, key: string): Condition {
  const texts = keyParts(object, key)
  const parts = keyFields(object).map((field, at) => partOf(field, texts[at] ?? ''))
  return {
    text: parts.map(({ column, bound }) => `${column} = ${bound}`).join(' and '),
    values: parts.map(({ value }) => value),
  }
}

export async function readKeys(
  client: Client,
  { object, keys }: { object: RemoteObject; keys: readonly string[] },
  signal: AbortSignal,
): Promise<RemoteRecord[]> {
  const fields = keyFields(object)
  const parts = keys
    .map(key => keyParts(object, key).map((text, at) => partOf(fields[at] as RemoteField, text)))
    .filter(each => each.every(isPossible))
  const names = fields.map(({ name }) => quoted(name)).join(', ')
  const records: RemoteRecord[] = []
  for (let from = 0; from < parts.length; from += keysAtOnce) {
    const some = parts.slice(from, from + keysAtOnce)
    const places = some.map(each => `(${each.map(({ bound }) => bound).join(', ')})`).join(', ')
    const answer = await client.ask(
      `select ${columnsOf(object)} from ${tableOf(object)} where (${names}) in (${places})`,
      some.flatMap(each => each.map(({ value }) => value)),
      signal,
    )
    records.push(...recordsOf(object, answer))
  }
  return records
}

/** The server would read any text as a number, and find the record 0 where a word was asked for. */
const isPossible = ({ bound, value }: Part) => bound === '?' || /^-?\d+(\.\d+)?$/.test(value ?? '')

/** Chunk by chunk behind the last key: what is deleted or added meanwhile shifts nothing. */
export function readAll(client: Client, { object, after, chunk }: ReadAll, signal: AbortSignal) {
  const from = after === null ? null : keyParts(object, after)
  return inOrder(client, { object, order: keyFields(object), from, chunk, where: null }, signal)
}

/** Records stamped after this (all that have a stamp where it is empty), the oldest first. */
export function readSince(
  client: Client,
  { object, after }: { object: RemoteObject; after: string },
  signal: AbortSignal,
) {
  const field = fieldOf(object, object.stamp as string)
  const { column, bound, value } = partOf(field, after)
  const where =
    after === ''
      ? { text: `${column} is not null`, values: [] }
      : { text: `${column} > ${bound}`, values: [value] }
  const order = [field, ...keyFields(object)]
  return inOrder(client, { object, order, from: null, chunk: 500, where }, signal)
}

type Condition = { text: string; values: Bound[] }
type InOrder = {
  object: RemoteObject
  order: readonly RemoteField[]
  from: readonly string[] | null
  chunk: number
  where: Condition | null
}

async function* inOrder(
  client: Client,
  { object, order, from, chunk, where }: InOrder,
  signal: AbortSignal,
): AsyncGenerator<RemoteRecord[]> {
  const names = order.map(({ name }) => quoted(name)).join(', ')
  for (let last = from; ; ) {
    const behind = last === null ? null : behindOf(order.map((field, at) => partOf(field, last?.[at] ?? '')))
    const conditions = [where, behind].filter(each => each !== null)
    const filter = conditions.length > 0 ? ` where ${conditions.map(({ text }) => text).join(' and ')}` : ''
    const answer = await client.ask(
      `select ${columnsOf(object)} from ${tableOf(object)}${filter} order by ${names} limit ${Math.trunc(chunk)}`,
      conditions.flatMap(({ values }) => values),
      signal,
    )
    const records = recordsOf(object, answer)
    if (records.length > 0) yield records
    if (records.length < chunk) return
    const { values } = records.at(-1) as RemoteRecord
    last = order.map(({ name }) => String(values[name] ?? ''))
  }
}

/**
 * Behind these values in the order of their columns. Written out, since the planner does not use an index for `(a, b) > (x, y)`; and
 * with a first condition that it does use.
 */
function behindOf(parts: readonly Part[]): Condition {
  const values: Bound[] = []
  const bind = ({ bound, value }: Part) => {
    values.push(value)
    return bound
  }
  const [first] = parts as [Part]
  const start = `${first.column} >= ${bind(first)}`
  const ways = parts.map((part, at) =>
    [
      ...parts.slice(0, at).map(each => `${each.column} = ${bind(each)}`),
      `${part.column} > ${bind(part)}`,
    ].join(' and '),
  )
  return { text: `${start} and (${ways.map(way => `(${way})`).join(' or ')})`, values }
}

/** The keys of all records, in chunks. */
export async function* readKeysOnly(
  client: Client,
  object: RemoteObject,
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  // The key as an object of nothing but its key, so that the same reading serves.
  const bare = { ...object, fields: object.fields.filter(({ name }) => object.key.includes(name)) }
  for await (const records of readAll(client, { object: bare, after: null, chunk: 10_000 }, signal))
    yield records.map(({ key }) => key)
}
