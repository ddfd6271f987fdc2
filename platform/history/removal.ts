import type { Db } from '../context.ts'
import { row } from '../database/statement.ts'
import { entityLiteral, familyOf, type HistoryTable, keysOf, tableName } from './tables.ts'

export type Removal = { history: readonly HistoryTable[]; entity: string; ids: readonly string[]; batchId: string }

/**
 * Deletes root records with all rows they own, in one statement, and answers how many. History gets one row per root:
 * its whole image in `before`, and the images of what it owned below `_owned`, by entity; `restoreRoots` reads them.
 * The act's batch row must exist, and the caller has decided that these may go.
 */
export async function removeRoots(db: Db, removal: Removal): Promise<number> {
  if (removal.ids.length === 0) return 0
  const text = removalText(removal.history, removal.entity)
  const removed = await row<{ n: number }>(db, text, [removal.ids, removal.batchId])
  return removed?.n ?? 0
}

function removalText(history: readonly HistoryTable[], entity: string): string {
  const { root, owned } = familyOf(history, entity)
  const parts = owned.map((table, i) => {
    const { root: rootColumn } = keysOf(table)
    return `o${i} as (delete from ${tableName(table)} t using ids where t.${rootColumn} = ids.id returning t.*),
      a${i} as (select ${rootColumn} as root_id, jsonb_agg(to_jsonb(o${i})) as images from o${i} group by 1),`
  })
  const images = owned.map((table, i) => `${entityLiteral(table.entity)}, a${i}.images`).join(', ')
  const joins = owned.map((_, i) => `left join a${i} on a${i}.root_id = gone.id`).join(' ')
  const ownedImages = owned.length ? `|| jsonb_build_object('_owned', jsonb_build_object(${images}))` : ''
  return `with ids as (select unnest($1::uuid[]) as id),
    ${parts.join('\n')}
    gone as (delete from ${tableName(root)} t using ids where t.${keysOf(root).key} = ids.id returning t.*),
    written as (
      insert into platform.change (root_id, id, batch_id, entity, record_id, action, before)
      select gone.id, platform.new_id(), $2, ${entityLiteral(entity)}, gone.id, 'deleted',
             to_jsonb(gone) ${ownedImages}
      from gone ${joins}
      returning 1)
    select count(*) as n from written`
}

/** Deletes single rows of one table and keeps each image in history. Answers how many. */
export async function removeRows(
  db: Db,
  rows: { table: HistoryTable; roots: readonly string[]; ids: readonly string[]; batchId: string },
): Promise<number> {
  if (rows.ids.length === 0) return 0
  const { root, key } = keysOf(rows.table)
  const removed = await row<{ n: number }>(
    db,
    `with ids as (select * from unnest($1::uuid[], $2::uuid[]) as u(root_id, id)),
      gone as (delete from ${tableName(rows.table)} t using ids where t.${root} = ids.root_id and t.${key} = ids.id returning t.*),
      written as (
        insert into platform.change (root_id, id, batch_id, entity, record_id, action, before)
        select gone.${root}, platform.new_id(), $3, ${entityLiteral(rows.table.entity)}, gone.${key}, 'deleted', to_jsonb(gone)
        from gone returning 1)
      select count(*) as n from written`,
    [rows.roots, rows.ids, rows.batchId],
  )
  return removed?.n ?? 0
}
