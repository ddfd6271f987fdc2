import type { HistoryTable } from '../../../../platform/module.ts'

export const targetTable: HistoryTable = {
  entity: 'target',
  root: 'target',
  table: 'sales.target',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  permission: 'sales.manage',
}

export const commissionPlanTable: HistoryTable = {
  entity: 'commission-plan',
  root: 'commission-plan',
  table: 'sales.commission_plan',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  titleColumn: 'name',
  permission: 'sales.manage',
}

export const commissionShareTable: HistoryTable = {
  entity: 'commission-share',
  root: 'commission-plan',
  table: 'sales.commission_share',
  rootColumn: 'plan_id',
  keyColumn: 'id',
  rank: 1,
}
