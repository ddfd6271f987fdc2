import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { invalid, NotFound } from '../../../../platform/errors.ts'
import { changeRow, insertRow, lockRow, removeRow } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import { likePattern } from '../../../../platform/search/like.ts'
import type { OfferedProduct, PriceBreak } from '../../contract.ts'
import { priceListTable, priceTable } from './tables.ts'

type Priced = {
  product: { id: string; title: string; code: string; unit: string; active: boolean }
  breaks: PriceBreak[]
}

/** Quantities as people write them: without the zeros that the column adds. */
const quantityText = (column: string) => `trim_scale(${column})::text`
const breaksOf = (list: string, product: string) => `coalesce((
  select jsonb_agg(jsonb_build_object('from', ${quantityText('p.from_quantity')}, 'amount', p.amount) order by p.from_quantity)
  from sales.price p where p.price_list_id = ${list} and p.product_id = ${product}), '[]')`

const pageSize = 100

/** The products with their prices in a list, by code, page by page; throws `NotFound` where there is no such list. */
export async function pricesOf(
  ctx: Context,
  query: { id: string; q?: string | undefined; after?: string | undefined; all?: string | undefined },
): Promise<{ items: Priced[]; next: string | null }> {
  const list = await row(ctx.db, 'select 1 as hit from sales.price_list where id = $1::uuid', [query.id])
  if (!list) throw new NotFound('price list')
  const sql = sqlWriter()
  const id = sql.bind(query.id, 'uuid')
  const where = [
    query.all === 'yes'
      ? 't.active'
      : `exists (select 1 from sales.price p where p.price_list_id = ${id} and p.product_id = t.id)`,
  ]
  if (query.q) {
    const pattern = sql.bind(likePattern(query.q, true))
    where.push(`(t.name ilike ${pattern} or t.code ilike ${pattern})`)
  }
  // Codes are unique among what is sold only.
  if (query.after)
    where.push(
      `(t.code, t.id) > (select a.code, a.id from sales.product a where a.id = ${sql.bind(query.after, 'uuid')})`,
    )
  const found = await rows<Priced>(
    ctx.db,
    `select jsonb_build_object('id', t.id, 'title', t.name, 'code', t.code, 'unit', t.unit, 'active', t.active) as product,
       ${breaksOf(id, 't.id')} as breaks
     from sales.product t where ${where.join(' and ')} order by t.code, t.id limit ${sql.bind(pageSize + 1, 'int')}`,
    sql.values,
  )
  const items = found.slice(0, pageSize)
  return { items, next: found.length > pageSize ? (items.at(-1)?.product.id ?? null) : null }
}

/** Sets what a product costs in a list: each quantity once. What differs is written, and nothing else. */
export async function setPrices(
  ctx: Context,
  { id, childId, breaks }: { id: string; childId: string; breaks: readonly PriceBreak[] },
): Promise<Priced> {
  await setManyPrices(ctx, { id, prices: [{ product: childId, breaks }] })
  return (await row<Priced>(
    ctx.db,
    `select jsonb_build_object('id', t.id, 'title', t.name, 'code', t.code, 'unit', t.unit, 'active', t.active) as product,
       ${breaksOf('$1::uuid', 't.id')} as breaks
     from sales.product t where t.id = $2::uuid`,
    [id, childId],
  )) as Priced
}

type Wanted = { product: string; breaks: readonly PriceBreak[] }
type There = { id: string; product: string; from: number; amount: number }

/** Sets what many products cost in a list, all or none; answers of how many something differed. */
export async function setManyPrices(
  ctx: Context,
  { id, prices }: { id: string; prices: readonly Wanted[] },
): Promise<{ products: number }> {
  await lockRow(ctx, priceListTable, { rootId: id, id })
  const products = await requireProducts(ctx, prices)
  const there = await rows<There>(
    ctx.db,
    `select id, product_id as product, from_quantity::float8 as from, amount::float8 as amount from sales.price
     where price_list_id = $1::uuid and product_id = any($2::uuid[])`,
    [id, products],
  )
  const before = Map.groupBy(there, ({ product }) => product)
  let changed = 0
  for (const [at, wanted] of prices.entries())
    if (await writePrices(ctx, { id, at, wanted, there: before.get(wanted.product) ?? [] })) changed++
  return { products: changed }
}

/** Each product once, and none that is not there. */
async function requireProducts(ctx: Context, prices: readonly Wanted[]): Promise<string[]> {
  const ids = [...new Set(prices.map(({ product }) => product))]
  if (ids.length < prices.length) throw invalid('prices', 'sales.product-twice', 'A product is named twice.')
  const found = await rows(ctx.db, 'select 1 as hit from sales.product where id = any($1::uuid[])', [ids])
  if (found.length < ids.length) throw new NotFound('product')
  return ids
}

type Writing = { id: string; at: number; wanted: Wanted; there: readonly There[] }

/** Writes what differs of the prices of one product; answers whether anything did. */
async function writePrices(ctx: Context, { id, at, wanted, there }: Writing): Promise<boolean> {
  const open = new Map(wanted.breaks.map(({ from, amount }) => [Number(from), amount]))
  if (open.size < wanted.breaks.length)
    throw invalid(`prices.${at}`, 'sales.price-twice', 'There are two prices for the same quantity.')
  let changed = false
  for (const price of there) {
    const key = { rootId: id, id: price.id }
    const amount = open.get(price.from)
    open.delete(price.from)
    if (amount === price.amount) continue
    changed = true
    if (amount === undefined) await removeRow(ctx, priceTable, key)
    else await changeRow(ctx, priceTable, { key, set: { amount } })
  }
  for (const [from, amount] of open)
    await insertRow(ctx, priceTable, {
      id: newId(),
      price_list_id: id,
      product_id: wanted.product,
      from_quantity: from,
      amount,
    })
  return changed || open.size > 0
}

/** What a quote can have: products in use that fit the words, those whose code begins so first; at most twenty. */
export async function offeredProducts(
  ctx: Context,
  { q, priceList }: { q?: string | undefined; priceList?: string | undefined },
): Promise<{ items: OfferedProduct[] }> {
  const sql = sqlWriter()
  const list = sql.bind(priceList ?? null, 'uuid')
  const pattern = sql.bind(likePattern(q ?? '', true))
  const start = sql.bind(likePattern(q ?? '', false))
  const items = await rows<OfferedProduct>(
    ctx.db,
    `select t.id, t.code, t.name, t.description, t.unit, t.tax_category as "taxCategory", ${breaksOf(list, 't.id')} as breaks
     from sales.product t where t.active and (t.name ilike ${pattern} or t.code ilike ${pattern})
     order by t.code ilike ${start} desc, t.code, t.id limit 20`,
    sql.values,
  )
  return { items }
}
