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

export const namesOf = (object: RemoteObject) => object.fields.map(({ name }) => name)

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
  if (ids.length === 0) return []
  const fields = [...namesOf(object), '_timestamp']
  const rows = await search(
    erp,
    { model: object.name, domain: [['id', 'in', ids]], fields, limit: ids.length },
    signal,
  )
  return rows.map(row => recordOf(object, row))
}

/** Chunk by chunk behind the last id: what is deleted or added meanwhile shifts nothing. */
export async function* readAll(
  erp: Erp,
  { object, after, chunk }: ReadAll,
  signal: AbortSignal,
): AsyncGenerator<RemoteRecord[]> {
  const fields = [...namesOf(object), '_timestamp']
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
