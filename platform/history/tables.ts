import { column } from '../database/sql-writer.ts'
import type { HistoryTable, Module } from '../module.ts'

export type { HistoryTable } from '../module.ts'

/** The tables with history, by entity name. */
export type HistoryTables = { of: (entity: string) => HistoryTable; all: readonly HistoryTable[] }

/** All modules' tables with history, parents first. */
export function historyTables(modules: readonly Pick<Module, 'tables'>[]): HistoryTables {
  const all = modules.flatMap(module => module.tables ?? []).sort((a, b) => a.rank - b.rank)
  const byEntity = new Map(all.map(table => [table.entity, table]))
  return {
    all,
    of(entity) {
      const table = byEntity.get(entity)
      if (!table) throw new Error(`No table with history is registered for “${entity}”.`)
      return table
    },
  }
}

/** The tables of root records. */
export function rootTables(tables: HistoryTables): HistoryTable[] {
  return tables.all.filter(table => table.entity === table.root)
}

/** The tables whose rows go with a root record, parents first. */
export function ownedTables(tables: HistoryTables, root: string): HistoryTable[] {
  return tables.all.filter(table => table.root === root && table.entity !== root)
}

const qualified = /^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/

/** Quoted names of a table for SQL text. Only module descriptions reach this; anything else is a defect. */
export function namesOf(table: HistoryTable): { table: string; root: string; entity: string } {
  if (!qualified.test(table.table)) throw new Error(`“${table.table}” is no table name.`)
  if (!/^[a-z][a-z0-9-]*$/.test(table.entity)) throw new Error(`“${table.entity}” is no entity name.`)
  return { table: table.table, root: column(table.rootColumn), entity: `'${table.entity}'` }
}
