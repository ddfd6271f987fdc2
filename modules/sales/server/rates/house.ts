import type { Context } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { invalid } from '../../../../platform/errors.ts'
import { type Change, recordChanges } from '../../../../platform/history/record.ts'
import { changeRow, type Row } from '../../../../platform/history/rows.ts'
import { currencies } from '../../../../platform/i18n/index.ts'
import { tellSettings } from '../settings/told.ts'
import { houseCurrencyTable } from '../tables.ts'
import { askForConversion } from './conversion.ts'
import { lockHouse } from './rates.ts'

type House = { currency: string; version: number; carried: number }

/**
 * Sets the currency in which the firm adds up. Rates into the former are carried over through the rate of the new one, for each day on
 * which either changed; all amounts are worked out anew in the background.
 */
export async function setHouseCurrency(
  ctx: Context,
  { currency, version }: { currency: string; version?: number | undefined },
): Promise<House> {
  if (!currencies.has(currency))
    throw invalid('currency', 'sales.no-such-currency', `“${currency}” is no currency.`, { currency })
  const before = await lockHouse(ctx)
  const show = (house: Row) => ({ currency: house.currency, version: house.version })
  const key = { rootId: before.id, id: before.id }
  const { row: after, changed } = await changeRow(ctx, houseCurrencyTable, {
    key,
    set: { currency },
    version,
    show,
  })
  const carried = changed ? await carryOver(ctx, { from: before.currency, to: currency }) : 0
  if (changed) {
    await askForConversion(ctx, 'house')
    await tellSettings(ctx, before.id)
  }
  return { currency, version: Number(after.version), carried }
}

/** What X was worth in the new currency: what it was in the former, over what the new was in that. */
async function carryOver(ctx: Context, { from, to }: { from: string; to: string }): Promise<number> {
  const made = await rows<{ id: string }>(
    ctx.db,
    `with former as materialized (select currency, day, rate from sales.currency_rate where house = $1),
     codes as (select distinct currency from former where currency <> $2 union select $1),
     days as (
       select currency, day from former where currency <> $2
       union select c.currency, f.day from codes c cross join former f where f.currency = $2),
     crossed as (
       select d.currency, d.day, round(x.rate / n.rate, 10) as rate from days d
       cross join lateral (
         select 1::numeric as rate where d.currency = $1
         union all (select f.rate from sales.currency_rate f where f.house = $1 and f.currency = d.currency and f.day <= d.day order by f.day desc limit 1)) x
       cross join lateral (
         select f.rate from sales.currency_rate f where f.house = $1 and f.currency = $2 and f.day <= d.day order by f.day desc limit 1) n)
     insert into sales.currency_rate (id, house, currency, day, rate)
     select platform.new_id(), $2, currency, day, rate from crossed where rate > 0 and rate < 1e9
     on conflict (house, currency, day) do nothing returning id`,
    [from, to],
  )
  await recordChanges(
    ctx,
    made.map(({ id }): Change => ({ entity: 'currency-rate', action: 'created', rootId: id, recordId: id })),
  )
  return made.length
}

/** The currency with its version. */
export async function houseView(ctx: Context): Promise<{ currency: string; version: number }> {
  const text = 'select currency, version from sales.house_currency'
  return (await row<{ currency: string; version: number }>(ctx.db, text)) as {
    currency: string
    version: number
  }
}
