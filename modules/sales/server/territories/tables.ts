import type { HistoryTable } from '../../../../platform/module.ts'

export const territoryTable: HistoryTable = {
  entity: 'territory',
  root: 'territory',
  table: 'sales.territory',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  titleColumn: 'name',
  permission: 'sales.manage',
}

export const territoryOwnerTable: HistoryTable = {
  entity: 'territory-owner',
  root: 'territory',
  table: 'sales.territory_owner',
  rootColumn: 'territory_id',
  keyColumn: 'id',
  rank: 1,
}

export const holdoutTable: HistoryTable = {
  entity: 'holdout',
  root: 'holdout',
  table: 'sales.holdout',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  permission: 'sales.manage',
}

export const handOverTable: HistoryTable = {
  entity: 'hand-over',
  root: 'hand-over',
  table: 'sales.hand_over',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  permission: 'sales.manage',
}

export const creditTable: HistoryTable = {
  entity: 'credit',
  root: 'customer',
  table: 'sales.credit',
  rootColumn: 'customer_id',
  keyColumn: 'id',
  rank: 3,
  within: { entity: 'opportunity', column: 'opportunity_id' },
}
