import type { Db } from '../context.ts'
import { column } from '../database/sql-writer.ts'
import { rows } from '../database/statement.ts'
import { type HistoryTables, namesOf } from './tables.ts'

/** Which of the records are named by rows elsewhere (`HistoryTable.usedBy`): they cannot go. Their roots are locked already. */
export async function usedElsewhere(
  db: Db,
  tables: HistoryTables,
  records: readonly { entity: string; id: string }[],
): Promise<ReadonlySet<string>> {
  const used = new Set<string>()
  for (const table of tables.all) {
    const ids = records.filter(({ entity }) => entity === table.entity).map(({ id }) => id)
    if (ids.length === 0 || !table.usedBy) continue
    const there = table.usedBy.map(
      by =>
        `exists (select 1 from ${namesOf({ ...table, table: by.table }).table} u where u.${column(by.column)} = r.id)`,
    )
    const text = `select r.id from unnest($1::uuid[]) r(id) where ${there.join(' or ')}`
    for (const { id } of await rows<{ id: string }>(db, text, [ids])) used.add(id)
  }
  return used
}
