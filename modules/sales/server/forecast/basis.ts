import type { Db } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { factorsOf } from './engine/calibration.ts'
import { type Course, courseOf, type Seen } from './engine/course.ts'
import { fittest, remembered, weightOf } from './engine/memory.ts'
import { type Measure, readOwnRecords, readSeen, weightsBy } from './seen.queries.ts'

/** What a forecast of a pipeline stands on. Amounts in minor units of the firm's currency. */
export type Basis = {
  pipeline: string
  stages: string[]
  /** Days after which what was seen counts half; null: all counts the same. */
  halfLife: number | null
  seen: Seen[]
  /** How much oftener than others somebody wins. */
  owners: { owner: string; factor: number }[]
  /** Deals that were opened a day lately, by owner and the stage they began in. */
  arrivals: { owner: string | null; stage: string; perDay: number }[]
  /** Of what was won. */
  amount: { mean: number; deviation: number }
}

/** Days over which arrivals are counted: two months tell a trend and forget a fair. */
const arrivalsOver = 56

/** Learns the course of a pipeline from what was known at a moment; reads all its visits of two years twice, so it is for the night. */
export async function learnBasis(db: Db, pipeline: string, at: Date): Promise<Basis> {
  const stages = await stagesOf(db, pipeline)
  const then = await readSeen(db, { pipeline, until: at })
  const halfLife = fittest(then, stages)
  const seen = remembered(then, halfLife)
  const measure = measureOf(courseOf(seen, stages), halfLife)
  const records = await readOwnRecords(db, { pipeline, until: at }, measure)
  return {
    pipeline,
    stages,
    halfLife,
    seen,
    owners: factorsOf(records).map(({ owner, factor }) => ({ owner, factor })),
    arrivals: await readArrivals(db, pipeline, at),
    amount: await readAmount(db, pipeline, at),
  }
}

function measureOf({ stages, rates }: Course, halfLife: number | null): Measure {
  const measure: Measure = { stages: [], weeks: [], rates: [], weights: [] }
  for (const [at, stage] of stages.entries())
    for (const [week, { won }] of (rates[at] ?? []).entries()) {
      measure.stages.push(stage)
      measure.weeks.push(week)
      measure.rates.push(won)
    }
  return { ...measure, weights: weightsBy(days => weightOf(halfLife, days)) }
}

async function stagesOf(db: Db, pipeline: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    'select id from sales.stage where pipeline_id = $1::uuid order by position, id',
    [pipeline],
  )
  return found.map(({ id }) => id)
}

function readArrivals(db: Db, pipeline: string, at: Date): Promise<Basis['arrivals']> {
  return rows(
    db,
    `select o.owner_id as owner, v.stage_id as stage, count(*)::float8 / ${arrivalsOver} as "perDay"
     from sales.opportunity o cross join lateral (
       select v.stage_id from sales.stage_visit v where v.customer_id = o.customer_id and v.opportunity_id = o.id
       order by v.entered_at, v.id limit 1) v
     join sales.stage s on s.id = v.stage_id and s.pipeline_id = $1::uuid
     where o.opened_at < $2::timestamptz and o.opened_at >= $2::timestamptz - interval '${arrivalsOver} days' group by 1, 2`,
    [pipeline, at],
  )
}

/** Of what was won within a year before. */
async function readAmount(db: Db, pipeline: string, at: Date): Promise<Basis['amount']> {
  const found = await row<{ mean: number | null; deviation: number | null }>(
    db,
    `select avg(house_amount)::float8 as mean, stddev_samp(house_amount)::float8 as deviation from sales.opportunity
     where outcome = 'won' and pipeline_id = $1::uuid and closed_at < $2::timestamptz and closed_at >= $2::timestamptz - interval '1 year'`,
    [pipeline, at],
  )
  return { mean: found?.mean ?? 0, deviation: found?.deviation ?? 0 }
}
