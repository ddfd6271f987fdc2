import type { ReadAll, RemoteObject, RemoteRecord, RemoteValues } from '../port.ts'
import { keyParts, keyText } from '../port.ts'
import type { Client, Rows } from './client.ts'
import { quoted, valueOf } from './values.ts'

/** Fields that are read; what is only bytes means nothing to a CRM. */
export function readable(object: RemoteObject) {
  return object.fields.filter(field => field.kind !== 'bytes')
}

const columnsOf = (object: RemoteObject) =>
  readable(object)
    .map(({ name }) => `t.${quoted(name)}`)
    .join(', ')

const tableOf = (object: RemoteObject) => `${quoted(object.space, object.name)} t`

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
    const where = last === null ? '' : ` where (${order}) > (${from.map((_, at) => `$${at + 1}`).join(', ')})`
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

export function recordsOf(object: RemoteObject, rows: Rows): RemoteRecord[] {
  const fields = readable(object)
  return rows.map(row => {
    const values: RemoteValues = Object.fromEntries(
      fields.map(({ name, kind }) => [name, valueOf(kind, row[name] ?? null)]),
    )
    return { key: keyText(object, values), values, version: null }
  })
}
