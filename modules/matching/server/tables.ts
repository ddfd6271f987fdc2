import type { HistoryTable } from '../../../platform/module.ts'

/** Decisions go and come with the customer they are about. */
export const decisionTable: HistoryTable = {
  entity: 'match-decision',
  root: 'customer',
  table: 'matching.decision',
  rootColumn: 'customer_id',
  keyColumn: 'id',
  rank: 3,
}
