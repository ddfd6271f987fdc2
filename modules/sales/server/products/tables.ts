import type { HistoryTable } from '../../../../platform/module.ts'

/** The settings that quotes are made of: who may manage sales reads their history. */
const settings = (entity: string, name: string): HistoryTable => ({
  entity,
  root: entity,
  table: `sales.${name}`,
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  permission: 'sales.manage',
})

export const productTable: HistoryTable = { ...settings('product', 'product'), titleColumn: 'name' }
export const priceListTable: HistoryTable = { ...settings('price-list', 'price_list'), titleColumn: 'name' }
/** Prices go where their list goes. */
export const priceTable: HistoryTable = {
  ...settings('price', 'price'),
  root: 'price-list',
  rootColumn: 'price_list_id',
  rank: 1,
}
export const taxRateTable: HistoryTable = { ...settings('tax-rate', 'tax_rate'), titleColumn: 'country' }

export const productTables: readonly HistoryTable[] = [productTable, priceListTable, priceTable, taxRateTable]
