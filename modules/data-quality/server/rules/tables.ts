import type { HistoryTable } from '../../../../platform/module.ts'

/** The general history withholds what may speak of a field that its reader may not see; `ruleHistory` shows it. */
export const ruleTable: HistoryTable = {
  entity: 'quality-rule',
  root: 'quality-rule',
  table: 'data_quality.rule',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  titleColumn: 'name',
  permission: 'data-quality.manage',
  withheld: ['name', 'explanation', 'applies', 'must', 'fields'],
}
