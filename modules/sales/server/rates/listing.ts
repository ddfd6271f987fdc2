import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { invalid } from '../../../../platform/errors.ts'
import type { RateView } from '../../contract.ts'
import { latestConversion } from './conversion.ts'
import { houseView } from './house.ts'

const pageSize = 100
const cursorPattern = /^(\d{4}-\d\d-\d\d)\|([A-Z]{3})$/

type Missing = { currency: string; open: number; closed: number; from: string }
type Asked = { currency?: string | undefined; cursor?: string | undefined }

/** Rates into the firm's currency, the newest first, with what has none and how the latest conversion went. */
export async function listRates(ctx: Context, asked: Asked) {
  const house = await houseView(ctx)
  const items = await pageOf(ctx, house.currency, asked)
  const last = items.length > pageSize ? items[pageSize - 1] : undefined
  const known = await rows<{ currency: string }>(
    ctx.db,
    'select distinct currency from sales.currency_rate where house = $1 order by 1',
    [house.currency],
  )
  return {
    house,
    items: items.slice(0, pageSize),
    next: last ? `${last.day}|${last.currency}` : null,
    currencies: known.map(({ currency }) => currency),
    missing: await missingRates(ctx),
    conversion: await latestConversion(ctx),
  }
}

function pageOf(ctx: Context, house: string, { currency, cursor }: Asked): Promise<RateView[]> {
  const past = cursor === undefined ? null : cursorPattern.exec(cursor)
  if (cursor !== undefined && !past)
    throw invalid('cursor', 'platform.bad-cursor', 'This cursor was not given out here.')
  return rows<RateView>(
    ctx.db,
    `select id, currency, day::text as day, trim_scale(rate)::text as rate, version from sales.currency_rate
     where house = $1 and ($2::text is null or currency = $2)
       and ($3::date is null or day < $3 or day = $3 and currency > $4)
     order by day desc, currency limit ${pageSize + 1}`,
    [house, currency ?? null, past?.[1] ?? null, past?.[2] ?? null],
  )
}

/** Amounts that no sum contains, by currency: everybody's, since rates are. */
function missingRates(ctx: Context): Promise<Missing[]> {
  return rows<Missing>(
    ctx.db,
    `select currency, count(*) filter (where closed_at is null)::int as open, count(*) filter (where closed_at is not null)::int as closed,
       min((coalesce(closed_at, $1::timestamptz) at time zone 'UTC')::date)::text as "from"
     from sales.opportunity where amount is not null and house_amount is null group by 1 order by 1`,
    [ctx.now],
  )
}
