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

/** What a whole unit of a currency is in the firm's, as a decimal number of up to ten decimals, and since which day. */
export type Rate = { rate: string; day: string }

/** Decimals that a rate has at most. */
const rateDigits = 10

/**
 * Converts minor units of a currency by a rate, exactly, halves away from zero. Rates are per whole unit, so the decimals of both
 * currencies (ISO 4217) come in. The firm's own needs none: it is what it is, by the `day` of the amount. What is more than a number
 * says exactly is not converted. `server/rates/worth.ts` says the same in SQL.
 */
export function worthOf(
  given: { amount: number | null; currency: string; day: string },
  { house, rate }: { house: string; rate: Rate | undefined },
): Worth {
  const used = given.currency === house ? { rate: '1', day: given.day } : rate
  if (given.amount === null || !used) return { house_amount: null, rate_day: null }
  const shift = minorDigits(house) - minorDigits(given.currency) - rateDigits
  const [whole = '0', decimals = ''] = used.rate.split('.')
  const scaled = BigInt(given.amount) * BigInt(whole + decimals.padEnd(rateDigits, '0').slice(0, rateDigits))
  const worth = shift >= 0 ? scaled * 10n ** BigInt(shift) : rounded(scaled, 10n ** BigInt(-shift))
  if (worth > BigInt(Number.MAX_SAFE_INTEGER)) return { house_amount: null, rate_day: null }
  return { house_amount: Number(worth), rate_day: used.day }
}

const rounded = (value: bigint, by: bigint) => (2n * value + by) / (2n * by)

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
        `select rate::text as rate, day::text from sales.currency_rate
         where house = $3 and currency = $1 and day <= $2::date order by day desc limit 1`,
        [given.currency, given.day, house],
      )
    : undefined
  return worthOf(given, { house, rate })
}
