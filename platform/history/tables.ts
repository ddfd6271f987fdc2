import { column } from '../database/sql-writer.ts'

/**
 * A table whose rows have history: a root record (a customer) or what lives with it and goes where it goes. Deletion,
 * undo and restoration are written once over these descriptions.
 */
export type HistoryTable = {
  /** Name in history rows; unique. */
  entity: string
  /** Entity of the root record; the root's own table names itself. */
  root: string
  /** Schema-qualified. */
  table: string
  /** Column that names the root record; `id` for the root itself. */
  rootColumn: string
  /** Column that names the row under its root. */
  keyColumn: string
  /** Restored in this order (parents first), removed in the reverse. The root has 0. */
  rank: number
  /** Column shown as the name of a root record. */
  titleColumn?: string
}

/** A root table and the tables that go with it, parents first. */
export type HistoryFamily = { root: HistoryTable; owned: readonly HistoryTable[] }

/** Finds the description of an entity; history that names an unknown one cannot be taken back. */
export function historyTable(history: readonly HistoryTable[], entity: string): HistoryTable {
  const found = history.find(table => table.entity === entity)
  if (!found) throw new Error(`No module describes the table of “${entity}”, so its history cannot be taken back.`)
  return found
}

export function familyOf(history: readonly HistoryTable[], rootEntity: string): HistoryFamily {
  const root = historyTable(history, rootEntity)
  const owned = history
    .filter(table => table.root === rootEntity && table.entity !== rootEntity)
    .toSorted((a, b) => a.rank - b.rank)
  return { root, owned }
}

const qualified = /^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/

/** A table name for SQL text. Only module descriptions reach this; anything else is a defect. */
export function tableName(table: HistoryTable): string {
  if (!qualified.test(table.table)) throw new Error(`“${table.table}” is no table name.`)
  return table.table
}

/** Quoted root and key column of a table. */
export function keysOf(table: HistoryTable): { root: string; key: string } {
  return { root: column(table.rootColumn), key: column(table.keyColumn) }
}

/** Text for an SQL string literal; entity names only. */
export function entityLiteral(entity: string): string {
  if (!/^[a-z][a-z0-9-]*$/.test(entity)) throw new Error(`“${entity}” is no entity name.`)
  return `'${entity}'`
}
