import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import type { Condition } from '../../../../platform/entities/descriptor.ts'
import type { Forecast, ForecastPart, ForecastQuery } from '../../contract/forecast.ts'
import { type Frame, figureIn, frameOf } from '../pictures/pictured.ts'
import { between, type Expected, together } from './engine/expectation.ts'
import { dueConditions } from './due.ts'
import { learntOf } from './learning.ts'
import { type Outlook, outlookOf, spanOf } from './outlook.ts'
import { type Period, periodOf, periodView } from './period.ts'
import { readSellers, type SellerRow } from './sellers.queries.ts'
import { levelsOf } from './levels.ts'

/** What is and will be won in a period, of the deals that who asks may see. Throws `NotFound` for a pipeline that is none. */
export async function readForecast(ctx: Context, asked: ForecastQuery): Promise<Forecast> {
  const period = periodOf(asked.period, ctx.now)
  const frame = await frameOf(ctx, { ...asked, by: 'opened' })
  const span = spanOf(period, ctx.now)
  const learnt = frame.pipeline && span ? await learntOf(ctx, frame.pipeline) : undefined
  const outlook = learnt && span ? outlookOf(learnt.basis, span) : null
  const found = await readSellers(ctx, frame, { period, outlook, basis: learnt?.basis ?? null })
  const { currency, pipelines } = await readSurroundings(ctx)
  const arriving = outlook ? arrivingOf(outlook, { ctx, asked, found }) : new Map<string | null, Expected>()
  return {
    pipeline: frame.pipeline,
    pipelines: JSON.parse(pipelines) as Forecast['pipelines'],
    currency,
    period: periodView(period),
    ...partsOf(frame, { found, period, now: ctx.now }),
    history: learnt && outlook ? historyOf(found, { arriving, learnt }) : null,
    ...levelsOf(found, outlook && (one => one.won + one.expected + (arriving.get(one.id)?.amount ?? 0))),
  }
}

const sum = (found: readonly SellerRow[], of: (row: SellerRow) => number) =>
  found.reduce((total, one) => total + of(one), 0)

function partsOf(
  frame: Frame,
  { found, period, now }: { found: readonly SellerRow[]; period: Period; now: Date },
): Pick<Forecast, 'won' | 'commit' | 'bestCase' | 'open' | 'weighted' | 'notConverted'> {
  const won: Condition[] = [
    { field: 'outcome', op: 'eq', value: 'won' },
    { field: 'closedAt', op: 'gte', value: `${period.from}T00:00:00.000Z` },
    { field: 'closedAt', op: 'lt', value: `${period.end}T00:00:00.000Z` },
  ]
  const due = dueConditions({ period, now })
  const part = (conditions: Condition[], n: number, amount: number): ForecastPart => ({
    ...figureIn(frame, n, conditions),
    amount,
  })
  const word = (value: string) => [...due, { field: '@forecast', op: 'eq', value } as const]
  return {
    won: part(
      won,
      sum(found, one => one.wonDeals),
      sum(found, one => one.won),
    ),
    commit: part(
      word('commit'),
      sum(found, one => one.commitDeals),
      sum(found, one => one.commit),
    ),
    bestCase: part(
      word('best-case'),
      sum(found, one => one.bestDeals),
      sum(found, one => one.best),
    ),
    open: part(
      word('pipeline'),
      sum(found, one => one.openDeals),
      sum(found, one => one.open),
    ),
    weighted: sum(found, one => one.weighted),
    notConverted: part(
      [...due, { field: '@unconverted', op: 'eq', value: 'yes' }],
      sum(found, one => one.bare),
      0,
    ),
  }
}

type Arriving = ReadonlyMap<string | null, Expected>

/** Whoever sees all deals sees what all will open; others what those do whose deals they asked for. */
function arrivingOf(
  { arriving }: Outlook,
  { ctx, asked, found }: { ctx: Context; asked: ForecastQuery; found: readonly SellerRow[] },
): Arriving {
  const seen = new Set(found.map(({ id }) => id))
  const isAsked = (owner: string | null) => {
    if (asked.owner) return owner === asked.owner
    if (asked.whose === 'mine') return owner === ctx.actor.id
    if (asked.whose === 'team') return owner !== null && ctx.actor.teamMates.includes(owner)
    return true
  }
  return new Map([...arriving].filter(([owner]) => isAsked(owner) && seen.has(owner)))
}

function historyOf(
  found: readonly SellerRow[],
  { arriving, learnt }: { arriving: Arriving; learnt: NonNullable<Awaited<ReturnType<typeof learntOf>>> },
): Forecast['history'] {
  const won = sum(found, one => one.won)
  const open = { amount: sum(found, one => one.expected), variance: sum(found, one => one.variance) }
  const fresh = together([...arriving.values()])
  const { low, high } = between(together([open, fresh]))
  return {
    learntAt: learnt.at.toISOString(),
    halfLife: learnt.basis.halfLife,
    ofOpen: open.amount,
    ofNew: fresh.amount,
    low: won + low,
    expected: won + open.amount + fresh.amount,
    high: won + high,
  }
}

async function readSurroundings(ctx: Context): Promise<{ currency: string; pipelines: string }> {
  const found = await row<{ currency: string; pipelines: string }>(
    ctx.db,
    `select (select currency from sales.house_currency) as currency, (select coalesce(json_agg(json_build_object('id', id, 'name', name)
       order by position, id), '[]')::text from sales.pipeline where retired_at is null) as pipelines`,
  )
  return found ?? { currency: 'EUR', pipelines: '[]' }
}
