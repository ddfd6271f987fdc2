import { CallFailed } from '../failures.ts'
import type { ReadAll, RemoteObject, RemoteRecord } from '../port.ts'
import { type Erp, ErpRefusal } from './session.ts'
import { valuesOf } from './values.ts'

export type Row = Readonly<Record<string, unknown>> & { id: number }

type Search = { model: string; domain: readonly unknown[]; fields: readonly string[]; limit: number }

/** Largest id that the database there can hold; a larger one in a question would be an error. */
const largestId = 2 ** 31 - 1

/** Rows that fit, in the order of their ids. */
export async function search(
  erp: Erp,
  { model, domain, fields, limit }: Search,
  signal: AbortSignal,
): Promise<Row[]> {
  const context = await erp.context(signal)
  const params = [domain, 0, limit, [['id', 'ASC']], fields, context]
  try {
    return (await erp.call(`model.${model}.search_read`, params, signal)) as Row[]
  } catch (error) {
    throw readingFailed(`“${model}”`, error)
  }
}

/** A question has no effect, so every no is a failure: of rights where Tryton explains it, of our idea of the model where not. */
export function readingFailed(what: string, error: unknown): unknown {
  if (!(error instanceof ErpRefusal)) return error
  const kind = error.title === 'UserError' ? 'denied' : 'changed-shape'
  return new CallFailed(kind, `Tryton does not give out ${what}: ${error.message}`)
}

const namesOf = (object: RemoteObject) => object.fields.map(({ name }) => name)

/** What is asked of a record: its fields, its stamp, and of the rows of others in it which of them are in use, and their stamps. */
export function askedOf(object: RemoteObject): string[] {
  const names = namesOf(object)
  const rows = names.some(isOfAddress) ? ['active', '_timestamp'].map(name => `${addresses}.${name}`) : []
  return [...names, ...rows, '_timestamp']
}

export const addresses = 'addresses'

/** A field of the first address of a party, which is written with it; `addresses.country.code` is of another record. */
export const isOfAddress = (name: string) => /^addresses\.[^.]+$/.test(name)

/** Ids of keys; what cannot be an id is left out, and so not there. */
export function idsOf(keys: readonly string[]): number[] {
  return keys
    .filter(key => /^\d+$/.test(key))
    .map(Number)
    .filter(id => id <= largestId)
}

export function recordOf(object: RemoteObject, row: Row): RemoteRecord {
  return { key: String(row.id), values: valuesOf(object, row), version: stampText(row) }
}

/** The stamp by which Tryton tells whether a record was written meanwhile. */
export function stampText(row: Row): string | null {
  return typeof row._timestamp === 'string' ? row._timestamp : null
}

export async function readKeys(
  erp: Erp,
  { object, keys }: { object: RemoteObject; keys: readonly string[] },
  signal: AbortSignal,
): Promise<RemoteRecord[]> {
  const ids = idsOf(keys)
  const rows = await rowsAt(erp, { object, ids }, signal)
  return rows.map(row => recordOf(object, row))
}

export async function rowsAt(
  erp: Erp,
  { object, ids }: { object: RemoteObject; ids: readonly number[] },
  signal: AbortSignal,
): Promise<Row[]> {
  if (ids.length === 0) return []
  const domain = [['id', 'in', ids]]
  return search(erp, { model: object.name, domain, fields: askedOf(object), limit: ids.length }, signal)
}

/** Chunk by chunk behind the last id: what is deleted or added meanwhile shifts nothing. */
export async function* readAll(
  erp: Erp,
  { object, after, chunk }: ReadAll,
  signal: AbortSignal,
): AsyncGenerator<RemoteRecord[]> {
  const fields = askedOf(object)
  for (let last = after === null ? -1 : Number(after); ; ) {
    const rows = await search(
      erp,
      { model: object.name, domain: [['id', '>', last]], fields, limit: chunk },
      signal,
    )
    if (rows.length > 0) yield rows.map(row => recordOf(object, row))
    if (rows.length < chunk) return
    last = (rows.at(-1) as Row).id
  }
}
