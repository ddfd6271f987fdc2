import type { Context, Db } from '../../context.ts'
import { row, rows, run } from '../../database/statement.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { StoredFile } from '../../files/store.ts'
import type { Dialect } from '../readers/table.ts'
import type { Mapping } from '../mapping.ts'
import type { ImportOptions } from './options.ts'
import type { Warning } from './read-row.ts'

export type ImportState =
  | 'draft'
  | 'waiting'
  | 'checking'
  | 'checked'
  | 'running'
  | 'done'
  | 'cancelled'
  | 'failed'
  | 'undoing'
  | 'undone'

/** The file as it was found to be written. */
export type Source = {
  columns?: readonly string[]
  sheet?: string
  sheets?: readonly string[]
  dialect?: Dialect
}

export type Import = {
  id: string
  batchId: string
  entity: string
  fileName: string
  format: string
  state: ImportState
  dryRun: boolean
  mapping: Mapping
  options: ImportOptions
  source: Source
  position: number
  totalRows: number | null
  readRows: number
  created: number
  alongside: number
  related: number
  matched: number
  changed: number
  refused: number
  warnings: Warning[]
  error: string | null
  cancelAsked: boolean
  actorId: string
  /** Known once it has written something. */
  actorName: string | null
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

const selected = `i.id, i.batch_id as "batchId", i.entity, i.file_name as "fileName", i.format, i.state, i.dry_run as "dryRun",
  i.mapping, i.options, i.source, i.position, i.total_rows as "totalRows", i.read_rows as "readRows", i.created, i.alongside, i.related, i.matched,
  i.changed, i.refused, i.warnings, i.error, i.cancel_asked_at is not null as "cancelAsked", i.actor_id as "actorId",
  (select b.actor_name from platform.batch b where b.id = i.batch_id) as "actorName",
  i.created_at as "createdAt", i.started_at as "startedAt", i.finished_at as "finishedAt"`

export async function findImport(db: Db, id: string): Promise<Import> {
  const found = await row<Import>(db, `select ${selected} from platform.import i where i.id = $1`, [id])
  if (!found) throw new NotFound('import', { id })
  return found
}

export type ImportPage = { items: Import[]; next: string | null }

export type ImportsAsked = {
  limit: number
  cursor?: string | undefined
  /** Whose imports of any kind, and of which kinds of record everyone's. */
  actorId: string
  entities: readonly string[]
}

/** The latest imports first; `cursor` is the id of the last one of the page before. */
export async function listImports(
  db: Db,
  { limit, cursor, actorId, entities }: ImportsAsked,
): Promise<ImportPage> {
  const items = await rows<Import>(
    db,
    `select ${selected} from platform.import i
     where ($1::uuid is null or i.id < $1) and (i.actor_id = $2 or i.entity = any($4::text[])) order by i.id desc limit $3`,
    [cursor ?? null, actorId, limit + 1, entities],
  )
  const more = items.length > limit
  return { items: items.slice(0, limit), next: more ? (items[limit - 1]?.id ?? null) : null }
}

export type NewImport = {
  entity: string
  file: StoredFile
  format: string
  source: Source
  state: 'draft' | 'waiting'
  dryRun: boolean
  mapping: Mapping
  options: ImportOptions
}

/** Notes the file and what is to be done with it. The rows are read by the job. */
export async function createImport(ctx: Context, wanted: NewImport): Promise<Import> {
  const { file } = wanted
  await run(
    ctx.db,
    `insert into platform.file (id, name, media_type, size, sha256, storage_key, created_by) values ($1, $2, $3, $4, $5, $6, $7)`,
    [file.id, file.name, file.mediaType, file.size, file.sha256, file.key, ctx.actor.id],
  )
  const id = newId()
  await run(
    ctx.db,
    `insert into platform.import (id, batch_id, entity, file_id, file_name, format, state, dry_run, mapping, options, source, actor_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      newId(),
      wanted.entity,
      file.id,
      file.name,
      wanted.format,
      wanted.state,
      wanted.dryRun,
      JSON.stringify(wanted.mapping),
      JSON.stringify(wanted.options),
      JSON.stringify(wanted.source),
      ctx.actor.id,
    ],
  )
  return findImport(ctx.db, id)
}

export type Start = { mapping?: Mapping | undefined; options?: ImportOptions | undefined; dryRun: boolean }

/** States from which an import can be (re)started; what was written once is not written again. */
const startable: readonly ImportState[] = ['draft', 'checked', 'failed']

/** Puts an import in the queue, as a check or in earnest. Counts begin anew unless it goes on after a failure. */
export async function startImport(ctx: Context, id: string, start: Start): Promise<Import> {
  const before = await lockImport(ctx.db, id)
  // A dry run that was stopped has written nothing, so it may be tried again with other columns.
  const stoppedCheck = before.state === 'cancelled' && before.dryRun
  if (!startable.includes(before.state) && !stoppedCheck)
    throw new Conflict(`The import is “${before.state}” and cannot be started.`, before)
  const goesOn = before.state === 'failed' && !before.dryRun && !start.dryRun
  const anew = `position = 0, read_rows = 0, created = 0, alongside = 0, related = 0, matched = 0, changed = 0, refused = 0, warnings = '[]',`
  if (!goesOn) await run(ctx.db, 'delete from platform.import_refusal where import_id = $1', [id])
  await run(
    ctx.db,
    `update platform.import set ${goesOn ? '' : anew} state = 'waiting', dry_run = $2, mapping = coalesce($3, mapping),
       options = coalesce($4, options), error = null, cancel_asked_at = null, started_at = null, finished_at = null where id = $1`,
    [
      id,
      start.dryRun,
      start.mapping ? JSON.stringify(start.mapping) : null,
      start.options ? JSON.stringify(start.options) : null,
    ],
  )
  return findImport(ctx.db, id)
}

/** Asks a waiting or running import to stop; what it has stored stays and can be undone. */
export async function cancelImport(ctx: Context, id: string): Promise<Import> {
  const before = await lockImport(ctx.db, id)
  const waits = before.state === 'draft' || before.state === 'waiting' || before.state === 'checked'
  const runs = before.state === 'running' || before.state === 'checking'
  if (!waits && !runs) throw new Conflict(`The import is “${before.state}” and cannot be cancelled.`, before)
  await run(
    ctx.db,
    `update platform.import set cancel_asked_at = now()${waits ? `, state = 'cancelled', finished_at = now()` : ''} where id = $1`,
    [id],
  )
  return findImport(ctx.db, id)
}

/** Marks a finished import as being undone, or answers it as it is when it is already undone. */
export async function beginUndo(ctx: Context, id: string): Promise<Import> {
  const before = await lockImport(ctx.db, id)
  if (before.state === 'undoing' || before.state === 'undone') return before
  const undoable = ['done', 'cancelled', 'failed'].includes(before.state) && !before.dryRun
  if (!undoable) throw new Conflict(`The import is “${before.state}” and cannot be undone.`, before)
  await run(ctx.db, `update platform.import set state = 'undoing' where id = $1`, [id])
  return findImport(ctx.db, id)
}

async function lockImport(db: Db, id: string): Promise<Import> {
  await run(db, 'select 1 from platform.import where id = $1 for update', [id])
  return findImport(db, id)
}

export type Refusal = {
  row: number
  field: string | null
  code: string
  message: string
  params: Record<string, unknown>
  cells: (string | null)[]
}

/** Refused rows behind a row number, in the order of the file. */
export async function listRefusals(
  db: Db,
  id: string,
  { after, limit }: { after: number; limit: number },
): Promise<Refusal[]> {
  return rows<Refusal>(
    db,
    `select row_no as row, field, code, message, params, cells from platform.import_refusal
     where import_id = $1 and row_no > $2 order by row_no limit $3`,
    [id, after, limit],
  )
}
