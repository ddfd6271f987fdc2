import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { findRecordJson } from '../../../../platform/entities/list.ts'
import { Conflict, NotFound, Refused } from '../../../../platform/errors.ts'
import { changeRow, insertRow, lockRow, type Row } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { RawJson } from '../../../../platform/module.ts'
import type { NewProduct, ProductPatch } from '../../contract.ts'
import { productTable } from './tables.ts'

/** One product as JSON text; throws `NotFound`. */
export async function productJson(ctx: Context, id: string): Promise<RawJson> {
  const entity = ctx.catalogue.entity('product')
  const view = { registry: ctx.catalogue.registry(), entity, actor: ctx.actor, now: ctx.now }
  const found = await findRecordJson(ctx.db, view, id)
  if (!found) throw new NotFound('product')
  return found
}

/** Adds a product; what is not said is counted in pieces and taxed as most things are. */
export async function addProduct(ctx: Context, given: NewProduct): Promise<RawJson> {
  await requireFreeCode(ctx, given.code)
  const id = newId()
  await insertRow(ctx, productTable, { unit: 'piece', tax_category: 'standard', ...columnsOf(given), id })
  await told(ctx, 'product.added', id)
  return productJson(ctx, id)
}

/** Changes a product. Lines that were written keep what they say. */
export async function changeProduct(
  ctx: Context,
  { id, patch, version }: { id: string; patch: ProductPatch; version?: number | undefined },
): Promise<RawJson> {
  const before = await lockRow(ctx, productTable, { rootId: id, id })
  const after = { ...before, ...columnsOf(patch) }
  if (after.active && (after.code !== before.code || !before.active))
    await requireFreeCode(ctx, String(after.code), id)
  const set: Row = columnsOf(patch)
  if (set.custom) set.custom = { ...(before.custom as Row), ...(set.custom as Row) }
  try {
    await changeRow(ctx, productTable, { key: { rootId: id, id }, set, version, locked: before })
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    throw new Conflict(error.message, JSON.parse((await productJson(ctx, id)).rawJson))
  }
  await told(ctx, 'product.changed', id)
  return productJson(ctx, id)
}

function columnsOf({ taxCategory, ...patch }: ProductPatch): Row {
  const set: Row = { ...patch }
  if (taxCategory !== undefined) set.tax_category = taxCategory
  if (set.description === '') set.description = null
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined))
}

async function requireFreeCode(ctx: Context, code: string, but: string | null = null): Promise<void> {
  const taken = await row<{ name: string }>(
    ctx.db,
    'select name from sales.product where lower(code) = lower($1) and active and id is distinct from $2::uuid',
    [code, but],
  )
  if (taken)
    throw new Refused('sales.product-code-taken', `“${taken.name}” has the code ${code} already.`, {
      name: taken.name,
      code,
    })
}

function told(ctx: Context, kind: string, id: string): Promise<void> {
  return ctx.emit({ kind, entity: 'product', rootId: id, recordId: id })
}
