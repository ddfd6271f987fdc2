import { currencies, minorDigits } from '../../../../platform/i18n/index.ts'
import type { Context } from '../../../../platform/context.ts'
import type { SqlWriter } from '../../../../platform/database/sql-writer.ts'

const codes = [...currencies]

/**
 * SQL: of the opportunities of `source` what each amount is in the firm's currency (`worth`, `worth_day`), and whether that is something
 * else than what stands there (`differs`). The rule is that of `worthOf`.
 */
export function worthSql(
  ctx: Context,
  { source, house, sql }: { source: string; house: string; sql: SqlWriter },
): string {
  const own = sql.bind(house, 'text')
  const factors = codes.map(code => `1e${minorDigits(house) - minorDigits(code)}`)
  const scales = `unnest(${sql.bind(codes, 'text[]')}, ${sql.bind(factors, 'numeric[]')}) f(code, factor)`
  return `select o.customer_id, o.id, w.worth, case when w.worth is not null then r.day end as worth_day,
      (o.house_amount is distinct from w.worth
        or o.currency <> ${own} and o.rate_day is distinct from case when w.worth is not null then r.day end) as differs
    from ${source} o
    cross join lateral (select (coalesce(o.closed_at, ${sql.bind(ctx.now, 'timestamptz')}) at time zone 'UTC')::date as day) d
    left join lateral (
      select d.day, 1::numeric as rate where o.currency = ${own}
      union all
      (select c.day, c.rate from sales.currency_rate c
       where c.house = ${own} and c.currency = o.currency and o.currency <> ${own} and c.day <= d.day order by c.day desc limit 1)) r on true
    left join ${scales} on f.code = o.currency
    cross join lateral (select round(o.amount * r.rate * f.factor) as exact) e
    cross join lateral (select case when e.exact <= ${Number.MAX_SAFE_INTEGER} then e.exact::bigint end as worth) w`
}
