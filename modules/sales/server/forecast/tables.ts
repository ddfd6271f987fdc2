import type { HistoryTable } from '../../../../platform/module.ts'

/** A lock is made by the clock and has no author: it is in no act that could be undone, but those of the demo go with the demo's. Its parts go where it goes. */
const lockTable: HistoryTable = {
  entity: 'forecast-lock',
  root: 'forecast-lock',
  table: 'sales.forecast_lock',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  titleColumn: 'period',
}

const partOfLock = (entity: string, table: string): HistoryTable => ({
  entity,
  root: 'forecast-lock',
  table,
  rootColumn: 'lock_id',
  keyColumn: 'id',
  rank: 1,
})

export const adjustmentTable: HistoryTable = {
  entity: 'forecast-adjustment',
  root: 'forecast-adjustment',
  table: 'sales.forecast_adjustment',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  titleColumn: 'reason',
  final: 'settled_at',
  permission: 'sales.manage',
}

export const forecastTables = [
  lockTable,
  partOfLock('forecast-share', 'sales.forecast_lock_share'),
  partOfLock('forecast-locked-deal', 'sales.forecast_locked_deal'),
  adjustmentTable,
]
