import type { HistoryTable, Module } from '../module.ts'

/** The tables with history, by entity name. */
export type HistoryTables = { of: (entity: string) => HistoryTable; all: readonly HistoryTable[] }

/** All modules' tables with history, parents first. */
export function historyTables(modules: readonly Module[]): HistoryTables {
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
