import type { HistoryTable } from '../../../../platform/module.ts'

export const choiceTable: HistoryTable = {
  entity: 'choice',
  root: 'customer',
  table: 'data_quality.choice',
  rootColumn: 'customer_id',
  keyColumn: 'id',
  rank: 1,
}
