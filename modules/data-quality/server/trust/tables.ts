import type { HistoryTable } from '../../../../platform/module.ts'

const ofCustomer = { root: 'customer', rootColumn: 'customer_id', keyColumn: 'id', rank: 1 } as const

export const confirmationTable: HistoryTable = {
  entity: 'confirmation',
  table: 'data_quality.confirmation',
  withheld: ['value'],
  ...ofCustomer,
}
export const disputeTable: HistoryTable = {
  entity: 'dispute',
  table: 'data_quality.dispute',
  withheld: ['value', 'proposed', 'reason', 'answer'],
  ...ofCustomer,
}
