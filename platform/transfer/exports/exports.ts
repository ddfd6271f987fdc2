import type { Context, Db } from '../../context.ts'
import { row, rows, run } from '../../database/statement.ts'
import { visibleField } from '../../access/fields.ts'
import { Conflict, Forbidden, invalid, NotFound } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Filter, Sort } from '../../entities/descriptor.ts'
import { readListQuery } from '../../entities/list-query.ts'

export type ExportFormat = 'csv' | 'json'

/** What is exported: the list as a person sees it. */
export type ExportQuery = {
  columns?: string[] | undefined
  filter?: Filter | undefined
  /** Only these records. */
  ids?: string[] | undefined
  sort?: Sort[] | undefined
  q?: string | undefined
  delimiter?: ',' | ';' | '\t' | undefined
}

export type Export = {
  id: string
  entity: string
  format: ExportFormat
  query: ExportQuery
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'
  rows: number
  size: number | null
  storageKey: string | null
  error: string | null
  actorId: string
  createdAt: Date
  finishedAt: Date | null
}

const selected = `select e.id, e.entity, e.format, e.query, e.state, e.rows, f.size, f.storage_key as "storageKey", e.error,
    e.actor_id as "actorId", e.created_at as "createdAt", e.finished_at as "finishedAt"
  from platform.export e left join platform.file f on f.id = e.file_id`

export async function findExport(db: Db, id: string): Promise<Export> {
  const found = await row<Export>(db, `${selected} where e.id = $1`, [id])
  if (!found) throw new NotFound('export', { id })
  return found
}

/** The actor's exports, the latest first; `cursor` is the id of the last one of the page before. */
export async function listExports(
  ctx: Context,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: Export[]; next: string | null }> {
  const found = await rows<Export>(
    ctx.db,
    `${selected} where e.actor_id = $1 and ($2::uuid is null or e.id < $2) order by e.id desc limit $3`,
    [ctx.actor.id, cursor ?? null, limit + 1],
  )
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** An export is for the one who asked for it: it holds what he may see. */
export async function ownExport(ctx: Context, id: string): Promise<Export> {
  const found = await findExport(ctx.db, id)
  if (found.actorId !== ctx.actor.id) throw new NotFound('export', { id })
  return found
}

/** Notes what shall be exported, after checking that the actor may and that the fields exist for him. */
export async function createExport(
  ctx: Context,
  wanted: { entity: string; format: ExportFormat; query: ExportQuery },
): Promise<Export> {
  const entity = ctx.catalogue.entity(wanted.entity)
  const { export: permission } = entity.permissions
  if (!permission || !ctx.actor.permissions.has(permission))
    throw new Forbidden(permission ?? `${entity.name}.export`)
  for (const key of wanted.query.columns ?? []) {
    if (!visibleField(entity, ctx.actor, key))
      throw invalid('columns', 'platform.no-such-field', `There is no field “${key}”.`)
  }
  if (wanted.query.q !== undefined) readListQuery({ q: wanted.query.q, limit: 1 })
  const id = newId()
  await run(
    ctx.db,
    `insert into platform.export (id, entity, format, query, state, actor_id) values ($1, $2, $3, $4, 'waiting', $5)`,
    [id, wanted.entity, wanted.format, JSON.stringify(wanted.query), ctx.actor.id],
  )
  return findExport(ctx.db, id)
}

/** Asks an export to stop. */
export async function cancelExport(ctx: Context, id: string): Promise<Export> {
  const before = await ownExport(ctx, id)
  if (before.state !== 'waiting' && before.state !== 'running')
    throw new Conflict(`The export is “${before.state}” and cannot be cancelled.`, exportView(before))
  await run(
    ctx.db,
    `update platform.export set cancel_asked_at = now(), state = case when state = 'waiting' then 'cancelled' else state end,
       finished_at = case when state = 'waiting' then now() else finished_at end where id = $1`,
    [id],
  )
  return findExport(ctx.db, id)
}

/** An export as it leaves the product. */
export function exportView({ query: _, storageKey: __, createdAt, finishedAt, ...rest }: Export) {
  return { ...rest, createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null }
}
