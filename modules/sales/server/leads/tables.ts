import type { HistoryTable } from '../../../../platform/module.ts'

export const leadTable: HistoryTable = {
  entity: 'lead',
  root: 'lead',
  table: 'sales.lead',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  titleColumn: 'name',
}

/** The policy has a history: who manages sales may ask since when it holds, and through whom. */
export const leadPolicyTable: HistoryTable = {
  entity: 'lead-policy',
  root: 'lead-policy',
  table: 'sales.lead_policy',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  permission: 'sales.manage',
}
