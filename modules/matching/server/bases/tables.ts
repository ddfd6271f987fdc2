import type { HistoryTable } from '../../../../platform/module.ts'

export const baseTable: HistoryTable = {
  entity: 'base',
  root: 'base',
  table: 'matching.base',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  titleColumn: 'name',
}

/** Its ids are those of the customers its rows become. */
export const baseRecordTable: HistoryTable = {
  entity: 'base-record',
  root: 'base-record',
  table: 'matching.base_record',
  rootColumn: 'id',
  keyColumn: 'id',
  // Behind its base: that one is there first, and goes last.
  rank: 1,
  titleColumn: 'name',
}

/** A record is taken exactly while its customer is there; over `alias`, a row of `matching.base_record`. */
export const takenOf = (alias: string) =>
  `exists (select 1 from customers.v_customer tc where tc.id = ${alias}.id)`
