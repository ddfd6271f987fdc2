import type { Context } from '../../../../platform/context.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import { quoteSettings } from './settings.ts'

/**
 * The next number of a year's series for a quote: `Q-2026-0042`. The row of the year stays locked until the transaction ends,
 * so numbers are given one after the other, and one whose sending fails is given to the next: the series has no holes.
 */
export async function nextNumber(ctx: Context, quoteId: string): Promise<string> {
  const year = ctx.now.getUTCFullYear()
  const { last: serial } = (await row<{ last: number }>(
    ctx.db,
    `insert into sales.quote_series (year, last) values ($1, 1)
     on conflict (year) do update set last = sales.quote_series.last + 1 returning last`,
    [year],
  )) as { last: number }
  await run(
    ctx.db,
    'insert into sales.quote_number (year, serial, quote_id, given_at) values ($1, $2, $3, $4)',
    [year, serial, quoteId, ctx.now],
  )
  const { prefix } = await quoteSettings(ctx.db)
  return `${prefix}${year}-${String(serial).padStart(4, '0')}`
}
