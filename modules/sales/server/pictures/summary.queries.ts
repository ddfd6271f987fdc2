import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import type { Pictured, PictureSummary } from '../../contract/pictures.ts'
import { figureIn, frameOf } from './pictured.ts'

type Row = Record<'deals' | 'open' | 'won' | 'lost' | 'bare' | 'openValue' | 'wonValue', number> & {
  average: number | null
  median: number | null
  mean: number | null
  currency: string
  pipelines: string
}

/** How a pipeline goes in a few numbers; `target` in minor units of the firm's currency. */
export async function readSummary(
  ctx: Context,
  { target, ...asked }: Pictured & { target?: number | undefined },
): Promise<PictureSummary> {
  const frame = await frameOf(ctx, asked)
  const found = (await row<Row>(
    ctx.db,
    `select count(*)::int as deals, count(*) filter (where outcome is null)::int as open, count(*) filter (where outcome = 'won')::int as won,
       count(*) filter (where outcome = 'lost')::int as lost, count(*) filter (where amount is not null and house_amount is null)::int as bare,
       coalesce(sum(house_amount) filter (where outcome is null), 0)::float8 as "openValue",
       coalesce(sum(house_amount) filter (where outcome = 'won'), 0)::float8 as "wonValue",
       avg(house_amount) filter (where outcome = 'won')::float8 as average,
       percentile_cont(0.5) within group (order by days)::float8 as median, avg(days)::float8 as mean,
       (select currency from sales.house_currency) as currency,
       (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by position, id), '[]')::text from sales.pipeline where retired_at is null) as pipelines
     from (select t.outcome, t.amount, t.house_amount,
       case when t.outcome = 'won' then extract(epoch from t.closed_at - t.opened_at) / 86400 end as days
       from sales.opportunity t where ${frame.deals}) d`,
    frame.sql.values,
  )) as Row
  const { open, won, lost, average, mean, median } = found
  const winRate = won + lost > 0 ? won / (won + lost) : null
  const moving = average !== null && mean !== null && mean > 0 && winRate !== null
  const missing = target === undefined ? 0 : target - found.wonValue
  const ended = (value: string) => [{ field: 'outcome', op: 'eq', value } as const]
  return {
    pipeline: frame.pipeline,
    pipelines: JSON.parse(found.pipelines) as PictureSummary['pipelines'],
    currency: found.currency,
    deals: figureIn(frame, found.deals),
    open: figureIn(frame, open, [{ field: 'outcome', op: 'empty' }]),
    won: figureIn(frame, won, ended('won')),
    lost: figureIn(frame, lost, ended('lost')),
    winRate,
    cycle: { median, mean },
    openValue: found.openValue,
    wonValue: found.wonValue,
    averageValue: average === null ? null : Math.round(average),
    velocity: moving ? Math.round((open * average * winRate) / mean) : null,
    notConverted: figureIn(frame, found.bare, [{ field: '@unconverted', op: 'eq', value: 'yes' }]),
    coverage: missing > 0 ? found.openValue / missing : null,
  }
}
