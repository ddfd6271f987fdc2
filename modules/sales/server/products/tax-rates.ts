import type { Context } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { invalid, Refused } from '../../../../platform/errors.ts'
import { insertRow, removeRow } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { NewTaxRate, TaxRate } from '../../contract.ts'
import { taxRateTable } from './tables.ts'

/** All tax rates, by country and category, the newest first. */
export async function taxRates(ctx: Context): Promise<{ items: TaxRate[] }> {
  const items = await rows<TaxRate>(
    ctx.db,
    `select id, version, country, category, valid_from::text as "validFrom", rate, reason
     from sales.tax_rate order by country, category, valid_from desc`,
  )
  return { items }
}

/** Says what the tax is from a day on, once for each day; a reason belongs to no tax only. */
export async function addTaxRate(ctx: Context, given: NewTaxRate): Promise<{ id: string; version: number }> {
  if (given.reason && given.rate > 0)
    throw invalid('reason', 'sales.reason-for-tax', 'A reason belongs to a rate of nothing.')
  const { country, category, validFrom } = given
  const there = await row(
    ctx.db,
    'select 1 as hit from sales.tax_rate where country = $1 and category = $2 and valid_from = $3::date',
    [country, category, validFrom],
  )
  if (there)
    throw new Refused('sales.tax-rate-there', 'There is a rate from this day on already. Remove it first.')
  const made = await insertRow(ctx, taxRateTable, {
    id: newId(),
    country,
    category,
    valid_from: validFrom,
    rate: given.rate,
    reason: given.reason || null,
  })
  return { id: String(made.id), version: Number(made.version) }
}

/** Removes a tax rate; the one before it holds again. */
export async function removeTaxRate(ctx: Context, id: string): Promise<{ removed: number }> {
  await removeRow(ctx, taxRateTable, { rootId: id, id })
  return { removed: 1 }
}

/** A rate in hundredths of a per cent, and why it is nothing. */
export type Tax = { rate: number; reason: string | null }

/** The rates of a country on a day (`YYYY-MM-DD`), by category; the newest that is not younger. */
export async function taxesOn(
  ctx: Context,
  { country, day }: { country: string; day: string },
): Promise<ReadonlyMap<string, Tax>> {
  const found = await rows<Tax & { category: string }>(
    ctx.db,
    `select distinct on (category) category, rate, reason from sales.tax_rate
     where country = $1 and valid_from <= $2::date order by category, valid_from desc`,
    [country, day],
  )
  return new Map(found.map(({ category, rate, reason }) => [category, { rate, reason }]))
}
