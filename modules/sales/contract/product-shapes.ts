import { z } from 'zod'
import { customShape, day, id, text, words } from '../../../platform/contract/shapes.ts'
import { currency } from './shapes.ts'

/** How a product is taxed, whatever the country; the codes of EN 16931 (UNCL 5305) are S, AA, AA, Z, E, AE, G. */
export const taxCategories = [
  'standard',
  'reduced',
  'second-reduced',
  'zero',
  'exempt',
  'reverse-charge',
  'export',
] as const
export const taxCategory = z.enum(taxCategories)
export type TaxCategory = z.output<typeof taxCategory>

/** An ISO 3166-1 code. */
export const country = z.string().regex(/^[A-Z]{2}$/, 'must be a country by its two letters, such as DE')

/** Minor units of a price: a thousand million whole units of most currencies, so that a sum of lines can be said exactly. */
export const price = z.int().min(0).max(100_000_000_000)

/** How much of something, as text so that no digit is lost: `1`, `0.5`, `12.0625`. */
export const quantity = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,4})?$/, 'must be a number with at most nine digits and four decimals, such as 2.5')
  .refine(value => Number(value) > 0, 'must be more than nothing')

const productFields = {
  code: words(60),
  name: words(300),
  description: text(5_000).nullable(),
  unit: words(40).describe('What is counted, in words: piece, hour, kg'),
  taxCategory,
  active: z.boolean().describe('Whether it can be put on new quotes'),
  custom: customShape,
}
export const productPatch = z.strictObject(productFields).partial()
export type ProductPatch = z.output<typeof productPatch>
export const newProduct = z.strictObject({
  ...productPatch.shape,
  code: productFields.code,
  name: productFields.name,
})
export type NewProduct = z.output<typeof newProduct>

const priceListFields = {
  name: words(120),
  validFrom: day.nullable(),
  validTo: day.nullable().describe('The last day on which it holds'),
  isDefault: z.boolean().describe('The one that quotes in its currency begin with'),
  active: z.boolean(),
}
export const priceListPatch = z.strictObject(priceListFields).partial()
export type PriceListPatch = z.output<typeof priceListPatch>
export const newPriceList = z.strictObject({
  ...priceListPatch.omit({ active: true }).shape,
  name: priceListFields.name,
  currency,
})
export type NewPriceList = z.output<typeof newPriceList>

export const priceBreak = z.strictObject({
  from: quantity.describe('The price holds from this quantity on'),
  amount: price,
})
export type PriceBreak = z.output<typeof priceBreak>

export const priceList = z.object({
  id,
  version: z.int(),
  ...priceListFields,
  currency,
  products: z.int().describe('How many products have a price in it'),
})
export type PriceList = z.output<typeof priceList>

const named = z.object({ id, title: z.string() })

export const pricedProduct = z.object({
  product: named.extend({ code: z.string(), unit: z.string(), active: z.boolean() }),
  breaks: z.array(priceBreak),
})

export const newTaxRate = z.strictObject({
  country,
  category: taxCategory,
  validFrom: day,
  rate: z.int().min(0).max(10_000).describe('In hundredths of a per cent: 1900 is 19 %'),
  reason: text(300).nullish().describe('Why there is no tax, as the document says it; for a rate of 0'),
})
export type NewTaxRate = z.output<typeof newTaxRate>

export const taxRate = z.object({
  id,
  version: z.int(),
  country,
  category: taxCategory,
  validFrom: z.string(),
  rate: z.int(),
  reason: z.string().nullable(),
})
export type TaxRate = z.output<typeof taxRate>

/** What the line of a quote is chosen from. */
export const offered = z.object({
  id,
  code: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  unit: z.string(),
  taxCategory,
  breaks: z.array(priceBreak).describe('Its prices in the list; none: it has no price in it'),
})
export type OfferedProduct = z.output<typeof offered>
