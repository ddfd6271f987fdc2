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

/** Quotes name products and lists: they come before customers, and go after them. */
const named = (entity: string, name: string): HistoryTable => ({
  ...settings(entity, name),
  rank: -1,
  titleColumn: 'name',
})

export const productTable: HistoryTable = {
  ...named('product', 'product'),
  usedBy: [
    { table: 'sales.price', column: 'product_id' },
    { table: 'sales.quote_line', column: 'product_id' },
  ],
}
export const priceListTable: HistoryTable = {
  ...named('price-list', 'price_list'),
  usedBy: [{ table: 'sales.quote_version', column: 'price_list_id' }],
}
/** Prices go where their list goes. */
export const priceTable: HistoryTable = {
  ...settings('price', 'price'),
  root: 'price-list',
  rootColumn: 'price_list_id',
  rank: 1,
}
export const taxRateTable: HistoryTable = { ...settings('tax-rate', 'tax_rate'), titleColumn: 'country' }

export const productTables: readonly HistoryTable[] = [productTable, priceListTable, priceTable, taxRateTable]
