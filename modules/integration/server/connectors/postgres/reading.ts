import { stampText } from '../polling/columns.ts'
import type { Stamped } from '../polling/stamps.ts'
import type { ReadAll, RemoteObject, RemoteRecord, RemoteValues } from '../port.ts'
import { keyParts, keyText } from '../port.ts'
import type { Client, Rows } from './client.ts'
import { quoted, valueOf } from './values.ts'

/** Fields that are read; what is only bytes means nothing to a CRM. */
export function readable(object: RemoteObject) {
  return object.fields.filter(field => field.kind !== 'bytes')
}

export const columnsOf = (object: RemoteObject) =>
  readable(object)
    .map(({ name }) => `t.${quoted(name)}`)
    .join(', ')

export const tableOf = (object: RemoteObject) => `${quoted(object.space, object.name)} t`

/** Bound text in the type of the column, so that the key's index serves. */
const keyTypes = (object: RemoteObject) => object.key.map(name => `t.${quoted(name)}`)

export async function readKeys(
  client: Client,
  { object, keys }: { object: RemoteObject; keys: readonly string[] },
  signal: AbortSignal,
): Promise<RemoteRecord[]> {
  if (keys.length === 0) return []
  const parts = keys.map(key => keyParts(object, key))
  const width = object.key.length
  const places = parts.map(
    (_, row) => `(${object.key.map((_, at) => `$${row * width + at + 1}`).join(', ')})`,
  )
  const rows = await client.rows(
    `select ${columnsOf(object)} from ${tableOf(object)} where (${keyTypes(object).join(', ')}) in (${places.join(', ')})`,
    parts.flat(),
    signal,
  )
  return recordsOf(object, rows)
}

/** Chunk by chunk behind the last key: what is deleted or added meanwhile shifts nothing. */
export async function* readAll(
  client: Client,
  { object, after, chunk }: ReadAll,
  signal: AbortSignal,
): AsyncGenerator<RemoteRecord[]> {
  const order = keyTypes(object).join(', ')
  for (let last = after; ; ) {
    const from = last === null ? [] : keyParts(object, last)
    const where = last === null ? '' : ` where (${order}) > (${placesOf(from)})`
    const rows = await client.rows(
      `select ${columnsOf(object)} from ${tableOf(object)}${where} order by ${order} limit ${chunk}`,
      from,
      signal,
    )
    const records = recordsOf(object, rows)
    if (records.length > 0) yield records
    if (records.length < chunk) return
    last = (records.at(-1) as RemoteRecord).key
  }
}

/** The keys of all records, in chunks. */
export async function* readKeysOnly(
  client: Client,
  object: RemoteObject,
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  // The key as an object of nothing but its key, so that the same reading serves.
  for await (const records of readAll(client, { object: bareOf(object), after: null, chunk: 10_000 }, signal))
    yield records.map(({ key }) => key)
}

const bareOf = (object: RemoteObject, more: readonly string[] = []) => ({
  ...object,
  fields: object.fields.filter(({ name }) => [...object.key, ...more].includes(name)),
})

/**
 * Keys and stamps of records stamped after this (of all that have a stamp where it is empty), the oldest first. The transaction that
 * wrote a row last tells two states of one stamp apart: what writes stamps may know whole seconds only.
 */
export async function* stampedAfter(
  client: Client,
  { object, after }: { object: RemoteObject; after: string },
  signal: AbortSignal,
): AsyncGenerator<Stamped[]> {
  const stamp = object.stamp as string
  const order = [`t.${quoted(stamp)}`, ...keyTypes(object)].join(', ')
  const bare = bareOf(object, [stamp])
  for (let last: string[] = []; ; ) {
    const behind = last.length === 0 ? `t.${quoted(stamp)} > $1` : `(${order}) > (${placesOf(last)})`
    const rows = await client.rows(
      `select ${columnsOf(bare)}, t.xmin::text as "${writer}" from ${tableOf(object)} where ${behind} order by ${order} limit ${stampsAtOnce}`,
      last.length === 0 ? [after || '-infinity'] : last,
      signal,
    )
    const records = recordsOf(bare, rows)
    if (records.length > 0)
      yield records.map(({ key, values }, at) => ({
        key,
        stamp: stampText(values[stamp] ?? null),
        print: String(rows[at]?.[writer]),
      }))
    const { key, values } = records.at(-1) ?? {}
    if (records.length < stampsAtOnce || key === undefined) return
    last = [String(values?.[stamp]), ...keyParts(object, key)]
  }
}

const stampsAtOnce = 2000
/** A name that no column has. */
const writer = 'written by'
const placesOf = (values: readonly unknown[]) => values.map((_, at) => `$${at + 1}`).join(', ')

export function recordsOf(object: RemoteObject, rows: Rows): RemoteRecord[] {
  const fields = readable(object)
  return rows.map(row => {
    const values: RemoteValues = Object.fromEntries(
      fields.map(({ name, kind }) => [name, valueOf(kind, row[name] ?? null)]),
    )
    return { key: keyText(object, values), values, version: null }
  })
}
