import type { Context } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { invalid, Refused } from '../../../../platform/errors.ts'
import type { Row } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import { type Discount, type QuoteLine, type Totals, TooLarge, totalsOf } from '../../contract.ts'
import { type Tax, taxesOn } from '../products/tax-rates.ts'

/** What lines are worked out under; `day` (`YYYY-MM-DD`) is that of the tax. */
export type Terms = {
  currency: string
  priceList: string | null
  taxCountry: string
  taxTreatment: string
  discount: Discount
  day: string
}

/** Lines as rows without the columns that say whose they are, and what they come to. */
export type WorkedOut = { lines: Row[]; totals: Totals }

/** The default list of a currency that holds on a day, or null. */
export async function defaultPriceList(
  ctx: Context,
  { currency, day }: { currency: string; day: string },
): Promise<string | null> {
  const found = await row<{ id: string }>(
    ctx.db,
    `select id from sales.price_list where currency = $1 and is_default and active
       and (valid_from is null or valid_from <= $2::date) and (valid_to is null or valid_to >= $2::date) limit 1`,
    [currency, day],
  )
  return found?.id ?? null
}

/** Throws unless the list is in use, in the currency, and holds on the day. */
export async function requirePriceList(
  ctx: Context,
  id: string,
  { currency, day }: { currency: string; day: string },
): Promise<void> {
  const found = await row<{ currency: string; holds: boolean }>(
    ctx.db,
    `select currency, active and (valid_from is null or valid_from <= $2::date) and (valid_to is null or valid_to >= $2::date) as holds
     from sales.price_list where id = $1::uuid`,
    [id, day],
  )
  if (!found?.holds)
    throw invalid(
      'priceList',
      'sales.no-such-price-list',
      'There is no such price list, or it does not hold now.',
    )
  if (found.currency !== currency)
    throw invalid(
      'priceList',
      'sales.price-list-currency',
      `This price list is in ${found.currency}, the quote in ${currency}.`,
      { list: found.currency, quote: currency },
    )
}

type Known = {
  id: string
  unit: string
  taxCategory: string
  active: boolean
  listPrice: number | null
}

/** The products of lines with their price for each line's quantity, in the order of the lines. */
async function productsOf(
  ctx: Context,
  lines: readonly QuoteLine[],
  priceList: string | null,
): Promise<(Known | null)[]> {
  const found = await rows<{ n: number; known: Known }>(
    ctx.db,
    `select l.n::int as n, jsonb_build_object('id', p.id, 'unit', p.unit, 'taxCategory', p.tax_category, 'active', p.active,
       'listPrice', (select amount from sales.price r where r.price_list_id = $3::uuid and r.product_id = p.id
         and r.from_quantity <= l.quantity order by r.from_quantity desc limit 1)) as known
     from unnest($1::uuid[], $2::numeric[]) with ordinality l(product, quantity, n) join sales.product p on p.id = l.product`,
    [lines.map(({ product }) => product ?? null), lines.map(({ quantity }) => quantity), priceList],
  )
  const byLine = new Map(found.map(({ n, known }) => [n - 1, known]))
  return lines.map((_, n) => byLine.get(n) ?? null)
}

/**
 * Works out lines: products and their prices in the list, taxes of the day, nets, totals. `kept` are products that were on the
 * quote already and may stay, though they went out of use. Throws `Invalid` with the line, or `Refused`.
 */
export async function workOut(
  ctx: Context,
  given: readonly QuoteLine[],
  { terms, kept }: { terms: Terms; kept: ReadonlySet<string> },
): Promise<WorkedOut> {
  const products = await productsOf(ctx, given, terms.priceList)
  const taxes = await taxesOn(ctx, { country: terms.taxCountry, day: terms.day })
  const lines = given.map((line, n) =>
    lineOf({ line, n, product: products[n] ?? null }, { terms, kept, taxes }),
  )
  const totals = totalsFrom(lines, terms.discount)
  return {
    lines: lines.map((line, n) => ({ ...line, net: totals.nets[n] })),
    totals,
  }
}

type Place = { line: QuoteLine; n: number; product: Known | null }
type Under = { terms: Terms; kept: ReadonlySet<string>; taxes: ReadonlyMap<string, Tax> }

function lineOf({ line, n, product }: Place, { terms, kept, taxes }: Under): Row {
  if (line.product && (!product || !(product.active || kept.has(product.id))))
    throw invalid(
      `lines.${n}.product`,
      'sales.no-such-product',
      'There is no such product, or it is no longer sold.',
    )
  const price = line.unitPrice ?? product?.listPrice
  if (price === undefined || price === null)
    throw invalid(`lines.${n}.unitPrice`, 'sales.no-price', 'Say what it costs: the price list does not.')
  const own = line.taxCategory ?? product?.taxCategory ?? 'standard'
  const category = terms.taxTreatment === 'domestic' ? own : terms.taxTreatment
  const tax = taxes.get(category)
  if (!tax)
    throw new Refused(
      'sales.no-tax-rate',
      `No tax rate is known for ${category} in ${terms.taxCountry}. Add it in the settings of sales.`,
      { category, country: terms.taxCountry },
    )
  return {
    id: line.id ?? newId(),
    position: n,
    product_id: product?.id ?? null,
    name: line.name,
    description: line.description || null,
    quantity: line.quantity,
    unit: line.unit || product?.unit || null,
    unit_price: price,
    list_price: product?.listPrice ?? null,
    ...discountColumns(line.discount),
    // As it was said: under another treatment it is what it was.
    tax_category: category,
    own_tax_category: own,
    tax_rate: tax.rate,
    tax_reason: tax.reason,
  }
}

/** A discount as columns. */
export function discountColumns(discount: Discount | undefined): Row {
  return {
    discount_rate: discount && 'percent' in discount ? discount.percent : null,
    discount_amount: discount && 'amount' in discount ? discount.amount : null,
  }
}

/** Columns as a discount. */
export function discountOf(row: Row): Discount {
  if (row.discount_rate !== null && row.discount_rate !== undefined)
    return { percent: Number(row.discount_rate) }
  if (row.discount_amount !== null && row.discount_amount !== undefined)
    return { amount: Number(row.discount_amount) }
  return null
}

/** What is kept of totals: without the lines' own, with the reason of each tax. */
export function keptTotals({ nets: _nets, taxes, ...sums }: Totals, lines: readonly Row[]): Row {
  const reasons = new Map(lines.map(line => [`${line.tax_rate} ${line.tax_category}`, line.tax_reason]))
  return {
    ...sums,
    taxes: taxes.map(group => ({ ...group, reason: reasons.get(`${group.rate} ${group.category}`) ?? null })),
  }
}

/** What lines as rows come to; throws `Refused` where that is more than a number says. */
export function totalsFrom(lines: readonly Row[], discount: Discount): Totals {
  try {
    return totalsOf(
      lines.map(line => ({
        quantity: String(line.quantity),
        unitPrice: Number(line.unit_price),
        listPrice: line.list_price === null ? null : Number(line.list_price),
        discount: discountOf(line),
        taxCategory: String(line.tax_category),
        taxRate: Number(line.tax_rate),
      })),
      discount,
    )
  } catch (error) {
    if (error instanceof TooLarge)
      throw new Refused('sales.quote-too-large', 'The amounts of this quote are too large.')
    throw error
  }
}
