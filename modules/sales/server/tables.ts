import type { HistoryTable } from '../../../platform/module.ts'

/** Lives with a customer, and is as visible as the opportunity it belongs to. */
const ofOpportunity = (entity: string, name: string): HistoryTable => ({
  entity,
  root: 'customer',
  table: `sales.${name}`,
  rootColumn: 'customer_id',
  keyColumn: 'id',
  rank: 3,
  within: { entity: 'opportunity', column: 'opportunity_id' },
})

export const opportunityTable: HistoryTable = {
  entity: 'opportunity',
  root: 'customer',
  table: 'sales.opportunity',
  rootColumn: 'customer_id',
  keyColumn: 'id',
  rank: 2,
  within: { entity: 'opportunity', column: 'id' },
}
export const stageVisitTable = ofOpportunity('stage-visit', 'stage_visit')
export const closureTable = ofOpportunity('closure', 'closure')
export const involvementTable = ofOpportunity('involvement', 'involvement')
export const competitionTable = ofOpportunity('competition', 'competition')

const settings = (entity: string, name: string): HistoryTable => ({
  entity,
  root: entity,
  table: `sales.${name}`,
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  titleColumn: 'name',
  permission: 'sales.manage',
})

export const pipelineTable: HistoryTable = {
  ...settings('pipeline', 'pipeline'),
  usedBy: [{ table: 'sales.stage_visit', column: 'pipeline_id' }],
}
export const closingReasonTable: HistoryTable = {
  ...settings('closing-reason', 'closing_reason'),
  usedBy: [{ table: 'sales.closure', column: 'reason_id' }],
}
export const competitorTable: HistoryTable = {
  ...settings('competitor', 'competitor'),
  usedBy: [
    { table: 'sales.closure', column: 'competitor_id' },
    { table: 'sales.competition', column: 'competitor_id' },
  ],
}
export const currencyRateTable: HistoryTable = {
  ...settings('currency-rate', 'currency_rate'),
  titleColumn: 'currency',
}
export const houseCurrencyTable: HistoryTable = {
  ...settings('house-currency', 'house_currency'),
  titleColumn: 'currency',
}
/** The stages go where their pipeline goes. */
export const stageTable: HistoryTable = {
  ...settings('stage', 'stage'),
  root: 'pipeline',
  rootColumn: 'pipeline_id',
  rank: 1,
  usedBy: [
    { table: 'sales.opportunity', column: 'stage_id' },
    { table: 'sales.stage_visit', column: 'stage_id' },
  ],
}

/** The module's tables with history, parents first. */
export const salesTables: readonly HistoryTable[] = [
  pipelineTable,
  stageTable,
  closingReasonTable,
  competitorTable,
  currencyRateTable,
  houseCurrencyTable,
  opportunityTable,
  stageVisitTable,
  closureTable,
  involvementTable,
  competitionTable,
]
