import type { HistoryTable } from '../../../platform/module.ts'

const permission = 'integration.manage'

export const systemTable: HistoryTable = {
  entity: 'system',
  root: 'system',
  table: 'integration.system',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  titleColumn: 'name',
  permission,
  withheld: ['sealed'],
}

/** What is joined of a system goes where the system goes. */
export const objectTable: HistoryTable = {
  entity: 'system-object',
  root: 'system',
  table: 'integration.object',
  rootColumn: 'system_id',
  keyColumn: 'id',
  rank: 1,
  permission,
}

/** Whose team an account over there is. */
export const accountTable: HistoryTable = {
  entity: 'system-account',
  root: 'system',
  table: 'integration.account',
  rootColumn: 'system_id',
  keyColumn: 'id',
  rank: 1,
  permission,
}

/** Which object takes records of a kind; it goes before the object it names, and comes back behind it. */
export const makingTable: HistoryTable = {
  entity: 'system-making',
  root: 'system',
  table: 'integration.making',
  rootColumn: 'system_id',
  keyColumn: 'id',
  rank: 2,
  permission,
}
