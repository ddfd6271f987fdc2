import type { PoolClient } from 'pg'
import type { Inspection, InspectionSetup, InspectedRow, Objection } from '../inspection.ts'
import type { Chunk } from './chunk.ts'
import { collectWarnings } from './read-row.ts'
import type { AnyRecord, AnyWork, Refused, Resolved } from './resolve.ts'

/** All inspectors of an import in one; null where nobody looks. */
export type Inspect = (client: PoolClient, rows: readonly InspectedRow[]) => Promise<Objection[]>

/** Opens the inspectors of an entity. */
export async function openInspections(
  inspections: readonly Inspection[],
  entity: string,
  setup: InspectionSetup,
): Promise<Inspect | null> {
  const opened = await Promise.all(
    inspections.filter(inspection => inspection.entity === entity).map(inspection => inspection.open(setup)),
  )
  const looking = opened.filter(inspect => inspect !== null)
  if (looking.length === 0) return null
  return async (client, rows) => {
    const found: Objection[] = []
    for (const inspect of looking) found.push(...(await inspect(client, rows)))
    return found
  }
}

type Inspecting = { inspect: Inspect | null; work: AnyWork; chunk: Chunk; resolved: Resolved }

/**
 * Lets the inspectors look at what a chunk would store. Records they refuse are taken out of `resolved` and their rows are
 * refused; what they remark is added to the warnings of the chunk.
 */
export async function inspectChunk(client: PoolClient, inspecting: Inspecting): Promise<void> {
  const { inspect, work, resolved } = inspecting
  const { created, changed, alongside } = resolved
  if (!inspect || !work.columnsOf || created.length + changed.length === 0) return
  const columnsOf = work.columnsOf
  const first = firstRows(resolved)
  const rowOf = (fresh: boolean) => (record: AnyRecord) => ({
    id: record.id,
    fresh,
    row: first.get(record.id) ?? 0,
    columns: columnsOf(record),
  })
  const rows = [...created, ...alongside].map(rowOf(true)).concat(changed.map(rowOf(false)))
  const objections = await inspect(client, rows)
  if (objections.length === 0) return
  const refusals = new Map<string, Objection>()
  for (const objection of objections) if (objection.refuses) refusals.set(objection.id, objection)
  remark(
    inspecting,
    objections.filter(({ id, refuses, skips }) => !refuses && !skips && !refusals.has(id)),
  )
  const skipped = objections.filter(({ id, skips }) => skips && !refusals.has(id))
  if (skipped.length > 0) skip(resolved, new Set(skipped.map(({ id }) => id)))
  if (refusals.size > 0) takeOut(resolved, refusals)
}

/** Lets the target find what new records belong to; rows of those it cannot take are refused. */
export async function settleChunk(
  client: PoolClient,
  { work, resolved }: { work: AnyWork; resolved: Resolved },
): Promise<void> {
  if (!work.settle) return
  const { refused, making } = await work.settle(client, resolved.created)
  resolved.making = making
  if (refused.length > 0) takeOut(resolved, new Map(refused.map(objection => [objection.id, objection])))
}

/** For each record the first row that led to it. */
function firstRows({ led }: Resolved): Map<string, number> {
  const first = new Map<string, number>()
  for (const { id, row } of led) if (!first.has(id)) first.set(id, row.number)
  return first
}

/** Rows of skipped records have met what is there; neither they nor what they met are written. */
function skip(resolved: Resolved, skipped: ReadonlySet<string>): void {
  resolved.matched += resolved.created.filter(({ id }) => skipped.has(id)).length
  leaveOut(resolved, skipped)
}

function remark({ chunk, resolved }: Inspecting, objections: readonly Objection[]): void {
  const firstRow = firstRows(resolved)
  const warnings = collectWarnings(chunk.warnings)
  for (const { id, code, message, field } of objections) {
    const number = firstRow.get(id) ?? chunk.last
    warnings.note({
      code,
      column: field,
      message: `Row ${number}: ${message}`,
      firstRow: number,
    })
  }
  chunk.warnings = warnings.list()
}

/** The rows that led to refused records are refused; counts, keys and ties follow. */
function takeOut(resolved: Resolved, refusals: ReadonlyMap<string, Objection>): void {
  const stays = ({ id }: { id: string }) => !refusals.has(id)
  const rows = resolved.led.filter(({ id }) => refusals.has(id))
  const made = resolved.created.filter(record => !stays(record)).length
  for (const { id, row } of rows) {
    const { code, message, field, params } = refusals.get(id) as Objection
    const refused: Refused = {
      code,
      message: `Row ${row.number}: ${message}`,
      field,
      params,
      number: row.number,
      cells: row.cells,
    }
    resolved.refused.push(refused)
  }
  resolved.matched -= rows.length - made
  leaveOut(resolved, new Set(refusals.keys()))
}

/** Takes records out of what is to be written; keys and ties follow. */
function leaveOut(resolved: Resolved, out: ReadonlySet<string>): void {
  const stays = ({ id }: { id: string }) => !out.has(id)
  resolved.created = resolved.created.filter(stays)
  resolved.alongside = resolved.alongside.filter(stays)
  resolved.changed = resolved.changed.filter(stays)
  resolved.ties = resolved.ties.filter(tie => stays(tie) && !out.has(tie.otherId))
  resolved.keys = resolved.keys.filter(stays)
  for (const id of out) resolved.met.delete(id)
}
