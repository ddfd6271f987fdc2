import type { Context } from '../../context.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { Forbidden, NotFound } from '../../errors.ts'
import { findUndo } from '../../history/undo.ts'
import type { transferContract } from '../contract.ts'
import { findImport, type Import } from './imports.ts'

type ImportView = ReplyOf<(typeof transferContract)['import']>

/** An import as it leaves the product. */
export async function importView(ctx: Context, found: Import): Promise<ImportView> {
  const { position: _, source, totalRows, readRows, createdAt, startedAt, finishedAt, ...rest } = found
  const undo = ['undoing', 'undone'].includes(found.state) ? await findUndo(ctx.db, found.batchId) : undefined
  const { dialect } = source
  return {
    ...rest,
    sheet: source.sheet ?? null,
    sheets: [...(source.sheets ?? [])],
    dialect: dialect
      ? {
          encoding: dialect.encoding,
          delimiter: dialect.delimiter,
          quote: dialect.quote,
          headerRow: dialect.headerRow,
        }
      : null,
    total: totalRows,
    read: readRows,
    undo: undo
      ? { state: undo.state, removed: undo.removed, restored: undo.restored, kept: undo.kept }
      : null,
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}

/** Throws unless the actor may import into the entity. */
export function requireImport(ctx: Context, entity: string): void {
  const permission = ctx.catalogue.entity(entity).permissions.import
  if (!permission || !ctx.actor.permissions.has(permission))
    throw new Forbidden(permission ?? `${entity}.import`)
}

/** Whether the actor sees imports of others: only who sees every row of the entity, since refused rows are shown. */
export function seesAll(ctx: Context, entity: string): boolean {
  const kept = ctx.catalogue.registry().get(entity)?.scope.sharedSince !== undefined
  return ctx.actor.scopes.get(entity) === 'all' && !kept
}

/** The import, if it is the actor's or he sees all; throws `NotFound` otherwise. */
export async function ownImport(ctx: Context, id: string): Promise<Import> {
  const found = await findImport(ctx.db, id)
  const permission = ctx.catalogue.registry().get(found.entity)?.permissions.import
  const permitted = permission !== undefined && ctx.actor.permissions.has(permission)
  if (permitted && (found.actorId === ctx.actor.id || seesAll(ctx, found.entity))) return found
  throw new NotFound('import', { id })
}
