import type { Context } from '../../../../platform/context.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import { changeRow, type Row } from '../../../../platform/history/rows.ts'
import { inHouseCurrency } from '../house-currency.ts'
import { keyOf, told } from '../opportunities.ts'
import { opportunityTable } from '../tables.ts'
import { quoteTable } from './tables.ts'

type Mirror = {
  title: string
  currency: string
  net: number
  total: number
  valid_until: string
  state: string
}

const derived = `select v.title, v.currency, (v.totals ->> 'net')::bigint as net, (v.totals ->> 'total')::bigint as total,
    v.valid_until, case
      when q.sent_at is null then coalesce((
        select coalesce(a.verdict, 'asked') from sales.quote_approval a
        where a.customer_id = v.customer_id and a.version_id = v.id and a.content_hash = v.content_hash order by a.asked_at desc limit 1), 'draft')
      else coalesce((
        select case when y.verdict is not null then y.verdict when q.withdrawn_at >= s.sent_at then 'withdrawn' end
        from sales.quote_version s left join sales.quote_answer y on y.customer_id = s.customer_id and y.version_id = s.id
        where s.customer_id = q.customer_id and s.quote_id = q.id and s.sent_at is not null order by s.number desc limit 1), 'sent') end as state
  from sales.quote q join sales.quote_version v on v.customer_id = q.customer_id and v.quote_id = q.id
  where q.customer_id = $1::uuid and q.id = $2::uuid order by (q.sent_at is not null and v.sent_at is null), v.number desc limit 1`

/**
 * What lists show of a quote, and how it stands: what was sent last, or the draft as long as nothing was. Part of what a person did as long as nothing was sent;
 * afterwards worked out only, since the row is final then.
 */
export async function mirror(ctx: Context, quote: Row): Promise<void> {
  const set = await row<Mirror>(ctx.db, derived, [quote.customer_id, quote.id])
  if (!set) return
  if (!quote.sent_at) {
    await changeRow(ctx, quoteTable, { key: keyOf(quote), set })
    return
  }
  await copy(ctx, quote, set)
}

/** The same without a trace of its own, after rows came or went by an undo. */
export async function mirrorAnew(ctx: Context, quote: Row): Promise<void> {
  const set = await row<Mirror>(ctx.db, derived, [quote.customer_id, quote.id])
  if (set) await copy(ctx, quote, set)
}

async function copy(ctx: Context, quote: Row, set: Mirror): Promise<void> {
  await run(
    ctx.db,
    `update sales.quote set title = $3, currency = $4, net = $5, total = $6, valid_until = $7::date, state = $8,
       version = version + 1, updated_at = now() where customer_id = $1::uuid and id = $2::uuid`,
    [quote.customer_id, quote.id, set.title, set.currency, set.net, set.total, set.valid_until, set.state],
  )
}

/** The net amount of the quote that an opportunity's amount follows: the one accepted last, else, where so wished, the one sent last. */
const followed = `select v.currency, (v.totals ->> 'net')::bigint as amount
  from sales.quote_version v join sales.quote q on q.customer_id = v.customer_id and q.id = v.quote_id
    left join sales.quote_answer y on y.customer_id = v.customer_id and y.version_id = v.id and y.verdict = 'accepted'
  where v.customer_id = $1::uuid and v.opportunity_id = $2::uuid and v.sent_at is not null
    and (y.at is not null or ($3 = 'newest' and q.state = 'sent'))
  order by y.at desc nulls last, v.sent_at desc, v.number desc limit 1`

/** Sets the amount of an open opportunity that follows its quotes. `opportunity` is locked. */
export async function followAmount(ctx: Context, opportunity: Row): Promise<void> {
  if (!opportunity.amount_follows || opportunity.closed_at) return
  const found = await row<{ currency: string; amount: number }>(ctx.db, followed, [
    opportunity.customer_id,
    opportunity.id,
    opportunity.amount_follows,
  ])
  if (!found) return
  const worth = await inHouseCurrency(ctx, { ...found, day: ctx.now.toISOString().slice(0, 10) })
  const { row: after, changed } = await changeRow(ctx, opportunityTable, {
    key: keyOf(opportunity),
    set: { ...found, ...worth },
  })
  if (changed) await told(ctx, 'opportunity.changed', after)
}
