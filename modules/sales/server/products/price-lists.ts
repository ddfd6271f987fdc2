import type { Context } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { invalid } from '../../../../platform/errors.ts'
import { changeRow, insertRow, lockRow, type Row } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import { currencies } from '../../../../platform/i18n/index.ts'
import type { NewPriceList, PriceList, PriceListPatch } from '../../contract.ts'
import { priceListTable } from './tables.ts'

/** All price lists with how many products each prices; defaults first, those out of use last. */
export async function priceLists(ctx: Context): Promise<{ items: PriceList[] }> {
  const items = await rows<PriceList>(
    ctx.db,
    `select l.id, l.version, l.name, l.currency, l.valid_from::text as "validFrom", l.valid_to::text as "validTo",
       l.is_default as "isDefault", l.active,
       (select count(distinct p.product_id)::int from sales.price p where p.price_list_id = l.id) as products
     from sales.price_list l order by l.active desc, l.is_default desc, l.currency, l.name, l.id`,
  )
  return { items }
}

/** Adds a price list. The first of its currency is the default of it. */
export async function addPriceList(
  ctx: Context,
  given: NewPriceList,
): Promise<{ id: string; version: number }> {
  if (!currencies.has(given.currency))
    throw invalid('currency', 'sales.no-such-currency', `“${given.currency}” is no currency.`, {
      currency: given.currency,
    })
  requireOrder(given)
  const former = await defaultsOf(ctx, given.currency)
  const isDefault = given.isDefault ?? former.length === 0
  if (isDefault) await endDefaults(ctx, former)
  const made = await insertRow(ctx, priceListTable, {
    id: newId(),
    name: given.name,
    currency: given.currency,
    valid_from: given.validFrom ?? null,
    valid_to: given.validTo ?? null,
    is_default: isDefault,
  })
  return partOf(made)
}

/** Changes a price list. A new default takes the place of the one before; a list out of use is no default. */
export async function changePriceList(
  ctx: Context,
  { id, patch, version }: { id: string; patch: PriceListPatch; version?: number | undefined },
): Promise<{ id: string; version: number }> {
  // Before the row itself, as whoever adds one does.
  if (patch.isDefault) await oneAtATime(ctx)
  const before = await lockRow(ctx, priceListTable, { rootId: id, id })
  const set: Row = {
    ...(patch.name !== undefined && { name: patch.name }),
    ...(patch.validFrom !== undefined && { valid_from: patch.validFrom }),
    ...(patch.validTo !== undefined && { valid_to: patch.validTo }),
    ...(patch.isDefault !== undefined && { is_default: patch.isDefault }),
    ...(patch.active !== undefined && { active: patch.active }),
  }
  const after = { ...before, ...set }
  requireOrder({ validFrom: after.valid_from as string | null, validTo: after.valid_to as string | null })
  if (!after.active) set.is_default = false
  else if (patch.isDefault) {
    const others = (await defaultsOf(ctx, String(before.currency))).filter(other => other !== id)
    await endDefaults(ctx, others)
  }
  const { row } = await changeRow(ctx, priceListTable, {
    key: { rootId: id, id },
    set,
    version,
    locked: before,
  })
  return partOf(row)
}

const partOf = (row: Row) => ({ id: String(row.id), version: Number(row.version) })

function requireOrder(given: {
  validFrom?: string | null | undefined
  validTo?: string | null | undefined
}): void {
  if (given.validFrom && given.validTo && given.validTo < given.validFrom)
    throw invalid('validTo', 'sales.dates-reversed', 'The last day lies before the first.')
}

/** Locks what always is there, also before there is any list. */
async function oneAtATime({ db }: Context): Promise<void> {
  await row(db, 'select 1 as hit from sales.quote_settings for update')
}

/** The defaults of a currency, one act at a time: of two that are made at once only the later stays one. */
async function defaultsOf(ctx: Context, currency: string): Promise<string[]> {
  await oneAtATime(ctx)
  const found = await rows<{ id: string }>(
    ctx.db,
    'select id from sales.price_list where currency = $1 and is_default order by id for update',
    [currency],
  )
  return found.map(({ id }) => id)
}

async function endDefaults(ctx: Context, ids: readonly string[]): Promise<void> {
  for (const id of ids)
    await changeRow(ctx, priceListTable, { key: { rootId: id, id }, set: { is_default: false } })
}
