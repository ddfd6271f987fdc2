import { column } from '../database/sql-writer.ts'
import { row } from '../database/statement.ts'
import type { Context } from '../context.ts'
import { openBatch } from './record.ts'
import type { HistoryTables } from './tables.ts'

/**
 * Removes root records with all rows that live with them, in one statement per table; every image goes into history.
 * Answers how many roots were removed. Ids that do not exist are passed over.
 */
export async function removeRoots(
  ctx: Context,
  tables: HistoryTables,
  ids: readonly string[],
): Promise<number> {
  await openBatch(ctx)
  let roots = 0
  for (const { table, entity, rootColumn, rank } of tables.all.toReversed()) {
    const gone = await row<{ n: number }>(
      ctx.db,
      `with gone as (delete from ${table} t where t.${column(rootColumn)} = any($1::uuid[]) returning t.${column(rootColumn)} as root_id, t.id, to_jsonb(t) as image),
       noted as (
         insert into platform.change (root_id, id, batch_id, entity, record_id, action, before)
         select root_id, gen_random_uuid(), $2, $3, id, 'deleted', image from gone)
       select count(*)::int as n from gone`,
      [ids, ctx.batch.id, entity],
    )
    if (rank === 0) roots += gone?.n ?? 0
  }
  return roots
}
