import type { HistoryTable } from '../../../../platform/module.ts'

export const visitPlanTable: HistoryTable = {
  entity: 'visit-plan',
  root: 'customer',
  table: 'sales.visit_plan',
  rootColumn: 'customer_id',
  keyColumn: 'id',
  rank: 1,
}

/** What an entry was good for is as visible as the deal it served. */
export const entryUseTable: HistoryTable = {
  entity: 'entry-use',
  root: 'customer',
  table: 'sales.entry_use',
  rootColumn: 'customer_id',
  keyColumn: 'id',
  rank: 3,
  within: { entity: 'opportunity', column: 'opportunity_id' },
}

export const visitRhythmTable: HistoryTable = {
  entity: 'visit-rhythm',
  root: 'visit-rhythm',
  table: 'sales.visit_rhythm',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  permission: 'sales.manage',
}
