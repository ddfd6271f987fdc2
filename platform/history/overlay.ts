import type { Db } from '../context.ts'
import { column } from '../database/sql-writer.ts'
import { row, rows } from '../database/statement.ts'
import type { HistoryTable } from '../module.ts'

type Overlaid = Pick<HistoryTable, 'table' | 'overlay'>

/**
 * Gives rows that show other values than their own (`HistoryTable.overlay`) their own ones back; answers their ids.
 * Whatever writes, removes or undoes such rows does this first, so that history only ever speaks of own values. The rows
 * must be locked. Versions stay: nobody has changed anything.
 */
export async function lowerRows(db: Db, table: Overlaid, ids: readonly string[]): Promise<string[]> {
  const { overlay } = table
  if (!overlay || ids.length === 0) return []
  const kept = column(overlay)
  const over = await row<{ names: string[] | null }>(
    db,
    `select array_agg(distinct k) as names from ${table.table} t, jsonb_object_keys(t.${kept}) k
     where t.id = any($1::uuid[]) and t.${kept} is not null`,
    [ids],
  )
  if (!over?.names) return []
  const names = over.names.map(column)
  const lowered = await rows<{ id: string }>(
    db,
    `update ${table.table} t set (${[...names, kept].join(', ')}) =
       (select ${[...names.map(name => `n.${name}`), 'null::jsonb'].join(', ')} from jsonb_populate_record(t, t.${kept}) n)
     where t.id = any($1::uuid[]) and t.${kept} is not null returning t.id`,
    [ids],
  )
  return lowered.map(({ id }) => id)
}

/** The row with its own values, as a row value of the table, for SQL that reads it under this alias without writing. */
export function ownImage(table: Overlaid, alias: string): string {
  return table.overlay
    ? `jsonb_populate_record(${alias}, coalesce(${alias}.${column(table.overlay)}, '{}'))`
    : alias
}
