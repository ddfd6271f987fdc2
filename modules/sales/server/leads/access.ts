import { scopeCondition } from '../../../../platform/access/scope.ts'
import type { Context } from '../../../../platform/context.ts'
import type { SqlWriter } from '../../../../platform/database/sql-writer.ts'
import { findRecordJson } from '../../../../platform/entities/list.ts'
import { Conflict, NotFound, Refusal } from '../../../../platform/errors.ts'
import { lockShown, type Row } from '../../../../platform/history/rows.ts'
import type { RawJson } from '../../../../platform/module.ts'
import { leadTable } from './tables.ts'

/** The condition that the actor sees the lead of this alias. */
export function leadScope(ctx: Context, { alias, sql }: { alias: string; sql: SqlWriter }): string {
  const registry = ctx.catalogue.registry()
  const entity = ctx.catalogue.entity('lead')
  return scopeCondition({ registry, entity, actor: ctx.actor, alias, sql }) ?? 'true'
}

/** The lead, locked until the end of the transaction, if the actor sees it then; throws `NotFound`. */
export async function lockLead(ctx: Context, id: string): Promise<Row> {
  const visible = (sql: SqlWriter) => leadScope(ctx, { alias: 't', sql })
  return (await lockShown(ctx, leadTable, { rootId: id, id, visible })).own
}

/** One lead as JSON text, as this actor may see it; throws `NotFound`. */
export async function leadJson(ctx: Context, id: string): Promise<RawJson> {
  const entity = ctx.catalogue.entity('lead')
  const view = { registry: ctx.catalogue.registry(), entity, actor: ctx.actor, now: ctx.now }
  const found = await findRecordJson(ctx.db, view, id)
  if (!found) throw new NotFound('lead')
  return found
}

/** The answer to a write; who gave a lead away sees its id and version. */
export async function seenLead(ctx: Context, id: string): Promise<RawJson> {
  try {
    return await leadJson(ctx, id)
  } catch (error) {
    if (error instanceof NotFound) return { rawJson: JSON.stringify({ id, version: 1 }), version: 1 }
    throw error
  }
}

/** A conflict shows the record as the actor may see it, not the row. */
export async function withCurrentLead<T>(ctx: Context, id: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof Conflict && error instanceof Refusal)) throw error
    const { rawJson } = await leadJson(ctx, id)
    throw new Conflict(error.message, JSON.parse(rawJson))
  }
}

/** Tells other modules; nobody hears of a lead over the wire but who did it. */
export function toldOfLead(ctx: Context, kind: string, id: string): Promise<void> {
  return ctx.emit({ kind, entity: 'lead', rootId: id, recordId: id })
}
