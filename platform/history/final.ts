import type { Db } from '../context.ts'
import { column } from '../database/sql-writer.ts'
import { rows } from '../database/statement.ts'
import type { HistoryTable } from '../module.ts'
import { type HistoryTables, namesOf } from './tables.ts'

type Written = { rootId: string; entity: string; id: string }

/** The ids of those records whose rows are final by now (`HistoryTable.final`): no undo changes or removes them. */
export async function finalAmong(
  db: Db,
  tables: HistoryTables,
  records: readonly Written[],
): Promise<ReadonlySet<string>> {
  const found: string[] = []
  for (const [entity, group] of Map.groupBy(records, record => record.entity)) {
    const table = tables.of(entity)
    if (!table.final) continue
    const names = namesOf(table)
    const settled = await rows<{ id: string }>(
      db,
      `select t.id from ${names.table} t where t.${names.root} = any($1::uuid[]) and t.id = any($2::uuid[])
         and ${conditionOf(table.final)}`,
      [[...new Set(group.map(({ rootId }) => rootId))], group.map(({ id }) => id)],
    )
    found.push(...settled.map(({ id }) => id))
  }
  return new Set(found)
}

function conditionOf(final: NonNullable<HistoryTable['final']>): string {
  return typeof final === 'string' ? `t.${column(final)} is not null` : final('t')
}
