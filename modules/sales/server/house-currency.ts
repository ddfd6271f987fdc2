import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/database/statement.ts'
import { minorDigits } from '../../../platform/i18n/index.ts'

/** The currency in which the firm adds up: an ISO 4217 code. */
export async function houseCurrency(ctx: Pick<Context, 'db'>): Promise<string> {
  const found = await row<{ currency: string }>(ctx.db, 'select currency from sales.house_currency')
  return found?.currency ?? 'EUR'
}

/** What an amount is in the firm's currency, in minor units, and the day of the rate (`YYYY-MM-DD`); nulls where there is no rate. */
export type Worth = { house_amount: number | null; rate_day: string | null }

/** What a whole unit of a currency is in the firm's, and since which day. */
export type Rate = { rate: number; day: string }

/**
 * Converts minor units of a currency by a rate. Rates are per whole unit, so the decimals of both currencies (ISO 4217) come in. The
 * firm's own needs none: it is what it is, by the `day` of the amount.
 */
export function worthOf(
  given: { amount: number | null; currency: string; day: string },
  { house, rate }: { house: string; rate: Rate | undefined },
): Worth {
  const used = given.currency === house ? { rate: 1, day: given.day } : rate
  if (given.amount === null || !used) return { house_amount: null, rate_day: null }
  const shift = 10 ** (minorDigits(house) - minorDigits(given.currency))
  return { house_amount: Math.round(given.amount * used.rate * shift), rate_day: used.day }
}

/** Converts by the newest rate that is not younger than `day` (`YYYY-MM-DD`). */
export async function inHouseCurrency(
  ctx: Context,
  given: { amount: number | null; currency: string; day: string },
): Promise<Worth> {
  const house = await houseCurrency(ctx)
  const needed = given.amount !== null && given.currency !== house
  const rate = needed
    ? await row<Rate>(
        ctx.db,
        `select rate::float8 as rate, day::text from sales.currency_rate
         where currency = $1 and day <= $2::date order by day desc limit 1`,
        [given.currency, given.day],
      )
    : undefined
  return worthOf(given, { house, rate })
}
