import type { Context } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { Conflict, invalid, NotFound, Refused } from '../../../../platform/errors.ts'
import { insertRow } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { ForecastAdjustment, NewForecastAdjustment } from '../../contract.ts'
import type { ForecastQuery } from '../../contract/forecast.ts'
import { houseCurrency } from '../house-currency.ts'
import { pipelineOf } from '../pictures/pictured.ts'
import { type Overseen, sellersOverseen, teamsOverseen } from './adjusting-reach.ts'
import { type Period, periodOf, periodView } from './period.ts'
import { adjustmentTable } from './tables.ts'

/** Adjustments told of a period. */
const most = 200

const columns = `a.id, a.period, a.measure, a.level, a.amount::float8 as amount, a.currency, a.reason, a.at,
  json_build_object('id', a.about_id, 'name', case a.level when 'team' then (select t.name from staff.v_team t where t.id = a.about_id)
    when 'seller' then (select u.name from staff.v_user u where u.id = a.about_id) end) as about,
  json_build_object('id', a.by_id, 'name', (select u.name from staff.v_user u where u.id = a.by_id)) as by,
  a.amount is not null and not exists (select from sales.forecast_adjustment n where n.pipeline_id = a.pipeline_id and n.period = a.period
    and n.measure = a.measure and n.level = a.level and n.about_id is not distinct from a.about_id and (n.at, n.id) > (a.at, a.id)) as counts`

type Found = Omit<ForecastAdjustment, 'at'> & { at: Date }
const viewOf = ({ at, ...adjustment }: Found): ForecastAdjustment => ({ ...adjustment, at: at.toISOString() })

type Asked = Pick<ForecastQuery, 'period' | 'pipeline'>

/**
 * What managers have set beside the figures of sellers in a period, the newest first. Of people whoever manages sales is told of those whose
 * deals he sees, everybody else of himself.
 */
export async function listAdjustments(ctx: Context, asked: Asked) {
  const period = periodOf(asked.period, ctx.now)
  const pipeline = await pipelineOf(ctx, asked.pipeline)
  const manages = ctx.actor.permissions.has('sales.manage')
  const sees = await overseenBy(ctx, { pipeline, period })
  const found = await rows<Found>(
    ctx.db,
    `select ${columns} from sales.forecast_adjustment a where a.pipeline_id = $1::uuid and a.period = $2
       and case a.level when 'whole' then $3 when 'team' then a.about_id = any($4::uuid[]) else a.about_id = any($5::uuid[]) end
     order by a.at desc, a.id desc limit ${most}`,
    [pipeline, period.name, sees.whole, idsOf(sees.teams), [ctx.actor.id, ...idsOf(sees.sellers)]],
  )
  const isOpen = manages && period.daysLeft > 0
  return {
    pipeline,
    currency: await houseCurrency(ctx),
    period: periodView(period),
    mayAdjust: isOpen ? sees : { whole: false, teams: [], sellers: [] },
    items: found.map(viewOf),
  }
}

const idsOf = (named: readonly { id: string }[]) => named.map(({ id }) => id)

type About = { pipeline: string | null; period: Period }

async function overseenBy(ctx: Context, { pipeline, period }: About): Promise<Overseen> {
  const manages = ctx.actor.permissions.has('sales.manage')
  return {
    ...(await teamsOverseen(ctx)),
    sellers: manages ? await sellersOverseen(ctx, { pipeline, period: period.name }) : [],
  }
}

/** Sets a figure beside those of the sellers. What is over is not adjusted any more; nor what the actor does not oversee. */
export async function adjustForecast(
  ctx: Context,
  given: NewForecastAdjustment,
): Promise<ForecastAdjustment> {
  const period = periodOf(given.period, ctx.now)
  const pipeline = await pipelineOf(ctx, given.pipeline)
  if (!pipeline) throw new NotFound('pipeline')
  await requireReach(ctx, given, { pipeline, period })
  if (period.daysLeft === 0)
    throw new Refused(
      'sales.forecast-over',
      `${period.name} is over: what is known now is no forecast of it.`,
      {
        period: period.name,
      },
    )
  if (given.seen !== undefined) await requireSeen(ctx, given, pipeline)
  const id = newId()
  await insertRow(ctx, adjustmentTable, {
    id,
    pipeline_id: pipeline,
    period: period.name,
    measure: given.measure,
    level: given.level,
    about_id: given.about ?? null,
    amount: given.amount,
    currency: await houseCurrency(ctx),
    reason: given.reason,
    by_id: ctx.actor.id,
    at: ctx.now,
  })
  await ctx.emit({ kind: 'forecast.adjusted', entity: 'forecast-adjustment', rootId: id, recordId: id })
  return readAdjustment(ctx, id)
}

async function readAdjustment(ctx: Context, id: string): Promise<ForecastAdjustment> {
  const text = `select ${columns} from sales.forecast_adjustment a where a.id = $1::uuid`
  const found = await row<Found>(ctx.db, text, [id])
  if (!found) throw new NotFound('forecast-adjustment')
  return viewOf(found)
}

async function requireReach(ctx: Context, given: NewForecastAdjustment, at: About): Promise<void> {
  const { level, about } = given
  if ((level === 'whole') !== (about === undefined))
    throw invalid(
      'about',
      'sales.adjustment-about',
      'Say which team or person it is about; of the whole, nothing.',
    )
  const sees = await overseenBy(ctx, at)
  const among = level === 'team' ? sees.teams : sees.sellers
  if (level === 'whole' ? sees.whole : among.some(({ id }) => id === about)) return
  throw new Refused(
    'sales.adjustment-out-of-reach',
    'You set figures only beside those of people and teams whose deals you see.',
  )
}

/** Two who adjust the same at once come one after the other; the second learns of the first. */
async function requireSeen(ctx: Context, given: NewForecastAdjustment, pipeline: string): Promise<void> {
  const { period, measure, level, about, seen } = given
  const same = [pipeline, period, measure, level, about ?? null]
  await row(ctx.db, 'select pg_advisory_xact_lock(hashtextextended($1, 0)) as locked', [
    `forecast-adjustment ${same.join(' ')}`,
  ])
  const newest = await row<Found>(
    ctx.db,
    `select ${columns} from sales.forecast_adjustment a where a.pipeline_id = $1::uuid and a.period = $2 and a.measure = $3
       and a.level = $4 and a.about_id is not distinct from $5::uuid order by a.at desc, a.id desc limit 1`,
    same,
  )
  const counting = newest?.counts ? newest : null
  if ((counting?.id ?? null) !== seen)
    throw new Conflict('Somebody set another figure meanwhile.', counting && viewOf(counting))
}
