import { routes } from '../../../../platform/module.ts'
import { productContract } from '../../contract.ts'
import { count, list } from '../lists.ts'
import { addPriceList, changePriceList, priceLists } from './price-lists.ts'
import { offeredProducts, pricesOf, setManyPrices, setPrices } from './prices.ts'
import { addProduct, changeProduct, productJson } from './products.ts'
import { addTaxRate, removeTaxRate, taxRates } from './tax-rates.ts'

export const productRoutes = routes(productContract, {
  products: (ctx, { query }) => list(ctx, 'product', query),
  countProducts: (ctx, { query }) => count(ctx, 'product', query),
  offeredProducts: (ctx, { query }) => offeredProducts(ctx, query),
  addProduct: (ctx, { body }) => addProduct(ctx, body),
  getProduct: (ctx, { params }) => productJson(ctx, params.id),
  changeProduct: (ctx, { params, body, ifMatch }) =>
    changeProduct(ctx, { id: params.id, patch: body, version: ifMatch }),
  priceLists: ctx => priceLists(ctx),
  addPriceList: (ctx, { body }) => addPriceList(ctx, body),
  changePriceList: (ctx, { params, body, ifMatch }) =>
    changePriceList(ctx, { id: params.id, patch: body, version: ifMatch }),
  prices: (ctx, { params, query }) => pricesOf(ctx, { ...query, id: params.id }),
  setManyPrices: (ctx, { params, body }) => setManyPrices(ctx, { ...params, ...body }),
  setPrices: (ctx, { params, body }) => setPrices(ctx, { ...params, ...body }),
  taxRates: ctx => taxRates(ctx),
  addTaxRate: (ctx, { body }) => addTaxRate(ctx, body),
  removeTaxRate: (ctx, { params }) => removeTaxRate(ctx, params.id),
})
