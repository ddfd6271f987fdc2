import type { PoolClient } from 'pg'
import { type Rate, worthOf } from '../house-currency.ts'
import type { Columns, Ending } from './record.ts'

type Priced = { columns: Columns; ending: Ending | null }
type Asked = { currency: string; asked: string }

/** Puts on each what its amount is in the firm's currency: by the rate of the day it closed, for open ones that of today. */
export async function putWorth(
  client: PoolClient,
  records: readonly Priced[],
  { house, now }: { house: string; now: Date },
): Promise<void> {
  const dayOf = ({ ending, columns }: Priced) =>
    (ending?.at ?? (columns.closed_at as Date | null | undefined) ?? now).toISOString().slice(0, 10)
  const asked = new Map(
    records.map(record => [`${String(record.columns.currency)} ${dayOf(record)}`, record] as const),
  )
  const { rows } = await client.query<Asked & Rate>(
    `select k.currency, k.day::text as asked, r.rate::text as rate, r.day::text as day
     from unnest($1::text[], $2::date[]) k(currency, day),
       lateral (select rate, day from sales.currency_rate c where c.house = $3 and c.currency = k.currency and c.day <= k.day order by c.day desc limit 1) r`,
    [[...asked.values()].map(({ columns }) => columns.currency), [...asked.values()].map(dayOf), house],
  )
  const rates = new Map(rows.map(rate => [`${rate.currency} ${rate.asked}`, rate]))
  for (const record of records) {
    const { columns } = record
    const [currency, day] = [String(columns.currency), dayOf(record)]
    const amount = (columns.amount as number | null | undefined) ?? null
    Object.assign(
      columns,
      worthOf({ amount, currency, day }, { house, rate: rates.get(`${currency} ${day}`) }),
    )
  }
}
