import type { Context, Db } from '../context.ts'
import { checkedForeignKeys, uncheckedForeignKeys } from '../database/foreign-keys.ts'
import { row, run } from '../database/statement.ts'
import type { HistoryTable } from '../module.ts'
import { lowerRows } from './overlay.ts'
import { openBatch } from './record.ts'
import { type HistoryTables, namesOf, ownedTables } from './tables.ts'

/** Root records of one entity. */
export type Roots = { entity: string; ids: readonly string[] }

/**
 * Removes root records with all rows that live with them and answers how many there were. History gets one row per
 * root: its whole image in `before`, with the images of what it owned below `_owned`, by entity; undo reads them.
 */
export async function removeRoots(ctx: Context, tables: HistoryTables, roots: Roots): Promise<number> {
  await openBatch(ctx)
  return removeRootsOf(ctx.db, tables, { ...roots, batchId: ctx.batch.id })
}

/**
 * `removeRoots` for a batch whose row stands already. Locks the records first: whoever writes below one has then either
 * committed, and what he wrote goes too, or is refused by his own foreign key. So ours need not be asked row by row.
 */
export async function removeRootsOf(
  db: Db,
  tables: HistoryTables,
  removal: Roots & { batchId: string },
): Promise<number> {
  if (removal.ids.length === 0) return 0
  await lockRoots(db, tables.of(removal.entity), removal.ids)
  await lowerRows(db, tables.of(removal.entity), removal.ids)
  await run(db, uncheckedForeignKeys)
  const text = removalText(tables, removal.entity)
  const removed = await row<{ n: number }>(db, text, [removal.ids, removal.batchId])
  await run(db, checkedForeignKeys)
  return removed?.n ?? 0
}

/** Nobody writes to these records or below them until the transaction ends; in the order of their ids, so that two do not meet crosswise. */
export async function lockRoots(db: Db, root: HistoryTable, ids: readonly string[]): Promise<void> {
  const { table } = namesOf(root)
  await run(db, `select from ${table} t where t.id = any($1::uuid[]) order by t.id for update`, [ids])
}

function removalText(tables: HistoryTables, entity: string): string {
  const root = namesOf(tables.of(entity))
  const owned = ownedTables(tables, entity).map(namesOf)
  const deletions = owned.map(
    (names, i) => `
    o${i} as (delete from ${names.table} t where t.${names.root} = any($1::uuid[]) returning t.*),
    a${i} as (select ${names.root} as root_id, jsonb_agg(to_jsonb(o${i})) as images from o${i} group by 1),`,
  )
  const images = owned.map((names, i) => `${names.entity}, a${i}.images`).join(', ')
  const joins = owned.map((_, i) => `left join a${i} on a${i}.root_id = gone.id`).join(' ')
  const ownedImages = owned.length ? `|| jsonb_build_object('_owned', jsonb_build_object(${images}))` : ''
  // `= any` and not a join: the planner would read whole tables for a join with an array.
  return `with ${deletions.join('')}
    gone as (delete from ${root.table} t where t.id = any($1::uuid[]) returning t.*),
    written as (
      insert into platform.change (root_id, id, batch_id, entity, record_id, action, before)
      select gone.id, platform.new_id(), $2, ${root.entity}, gone.id, 'deleted', to_jsonb(gone) ${ownedImages}
      from gone ${joins}
      returning 1)
    select count(*) as n from written`
}

/** Deletes single rows of one table below the given roots and keeps every image in history. */
export async function removeRows(
  db: Db,
  table: HistoryTable,
  rows: { roots: readonly string[]; ids: readonly string[]; batchId: string },
): Promise<number> {
  if (rows.ids.length === 0) return 0
  const names = namesOf(table)
  const removed = await row<{ n: number }>(
    db,
    `with gone as (delete from ${names.table} t where t.${names.root} = any($1::uuid[]) and t.id = any($2::uuid[]) returning t.*),
      written as (
        insert into platform.change (root_id, id, batch_id, entity, record_id, action, before)
        select gone.${names.root}, platform.new_id(), $3, ${names.entity}, gone.id, 'deleted', to_jsonb(gone)
        from gone returning 1)
      select count(*) as n from written`,
    [rows.roots, rows.ids, rows.batchId],
  )
  return removed?.n ?? 0
}
