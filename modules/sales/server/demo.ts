import type { Context } from '../../../platform/context.ts'
import { rows, run } from '../../../platform/database/statement.ts'
import { recordChanges } from '../../../platform/history/record.ts'
import { newId } from '../../../platform/ids.ts'
import { type Random, randomFrom } from '../../../platform/random.ts'
import { type Course, courseOf } from './demo/course.ts'
import { competition, competitors, criteriaMet, involvements } from './demo/involved.ts'
import { demoVisits } from './demo/visits.ts'
import { nextSteps, offersFor } from './demo/offers.ts'
import { demoTerritories } from './demo/territories.ts'
import { demoQuotes } from './demo/quotes.ts'
import { houseCurrency } from './house-currency.ts'
import { type Stage, stagesInUse } from './stages.ts'

type Row = Record<string, unknown>
type Buyer = { id: string; industry: string | null; owner: string | null; unit: string }
type Deal = { row: Row; visits: Row[]; closures: Row[] }

const years = 1.5

/** Writes a year and a half of the demo company's sales: deals won, lost and under way, each with its course. */
export async function demoOpportunities(ctx: Context, story: { seed: number; today: Date }): Promise<void> {
  const random = randomFrom(story.seed + 5)
  const stages = (await stagesInUse(ctx)).filter((stage, _, all) => stage.pipelineId === all[0]?.pipelineId)
  const buyers = await buyersOf(ctx)
  const sellers = [...new Set(buyers.flatMap(({ owner }) => owner ?? []))].sort()
  if (stages.length === 0 || buyers.length === 0) return
  const reasons = await rows<{ id: string; outcome: string }>(
    ctx.db,
    'select id, outcome from sales.closing_reason where retired_at is null order by outcome, position',
  )
  const currency = await houseCurrency(ctx)
  const deals = buyers.flatMap(buyer =>
    Array.from({ length: random.chance(0.35) ? random.between(1, 3) : 0 }, () =>
      dealOf(random, { ctx, buyer, stages, sellers, reasons, currency }),
    ),
  )
  await insert(
    ctx,
    'opportunity',
    deals.map(({ row }) => row),
  )
  await insert(
    ctx,
    'stage_visit',
    deals.flatMap(({ visits }) => visits),
  )
  await insert(
    ctx,
    'closure',
    deals.flatMap(({ closures }) => closures),
  )
  await involve(ctx, deals, randomFrom(story.seed + 6))
  await demoVisits(ctx, randomFrom(story.seed + 6), buyers)
  await recordChanges(
    ctx,
    deals.map(({ row }) => ({
      entity: 'opportunity',
      rootId: String(row.customer_id),
      recordId: String(row.id),
      action: 'created' as const,
    })),
  )
  await demoTerritories(ctx, sellers)
  await demoQuotes(ctx, story.seed)
}

/** Who takes part in the deals, who else wants them, and what holds already. */
async function involve(ctx: Context, deals: readonly Deal[], random: Random): Promise<void> {
  const rivals = competitors()
  await insert(ctx, 'competitor', rivals)
  await insert(ctx, 'involvement', await involvements(ctx, deals, random))
  await insert(ctx, 'competition', competition(deals, { rivals, random }))
  await recordChanges(
    ctx,
    rivals.map(({ id }) => ({
      entity: 'competitor',
      rootId: String(id),
      recordId: String(id),
      action: 'created' as const,
    })),
  )
}

/** The organisations, each shown by its own record. */
function buyersOf(ctx: Context): Promise<Buyer[]> {
  return rows<Buyer>(
    ctx.db,
    `select id, industry, owner_id as owner, unit_id as unit from customers.v_customer
     where kind = 'organisation' and merged_into is null order by id`,
  )
}

type Making = {
  ctx: Context
  buyer: Buyer
  stages: readonly Stage[]
  sellers: readonly string[]
  reasons: readonly { id: string; outcome: string }[]
  currency: string
}

function dealOf(random: Random, making: Making): Deal {
  const { ctx, buyer, stages, currency } = making
  const [name, from, to] = random.pick(offersFor(buyer.industry))
  const owner = buyer.owner ?? (making.sellers.length > 0 ? random.pick(making.sellers) : ctx.actor.id)
  // Some sell better than others, the same all the time.
  const luck =
    0.9 + 0.2 * (Math.max(0, making.sellers.indexOf(owner)) / Math.max(1, making.sellers.length - 1))
  const daysAgo = Math.round(365 * years * random.next() ** 1.6)
  const course = courseOf(random, { stages, daysAgo, now: ctx.now, luck })
  const amount = Math.round(random.between(from, to) / 100) * 100 * 100
  const id = newId()
  const parts = { customer_id: buyer.id, opportunity_id: id, by_id: owner, version: 1 }
  return {
    row: {
      ...opportunityRow(random, { course, now: ctx.now }),
      criteria_met: criteriaMet(course.stays, { by: owner, now: ctx.now, share: daysAgo % 5 }),
      name,
      amount,
      house_amount: amount,
      currency,
      customer_id: buyer.id,
      id,
      owner_id: owner,
      unit_id: buyer.unit,
    },
    visits: course.stays.map(stay => ({
      ...parts,
      id: newId(),
      pipeline_id: stay.stage.pipelineId,
      stage_id: stay.stage.id,
      entered_at: stay.enteredAt,
      left_at: stay.leftAt,
    })),
    closures: course.outcome
      ? [
          {
            ...parts,
            id: newId(),
            owner_id: owner,
            outcome: course.outcome,
            at: course.closedAt,
            reason_id: reasonOf(random, making, course.outcome),
          },
        ]
      : [],
  }
}

function reasonOf(random: Random, { reasons }: Making, outcome: string): string | null {
  const fitting = reasons.filter(reason => reason.outcome === outcome)
  return fitting.length > 0 && random.chance(0.85) ? random.pick(fitting).id : null
}

function opportunityRow(random: Random, { course, now }: { course: Course; now: Date }): Row {
  const last = course.stays.at(-1)
  const days = (n: number) => new Date(now.getTime() + n * 86_400_000)
  const day = (date: Date) => date.toISOString().slice(0, 10)
  const [what, inDays] = random.pick(nextSteps)
  const open = course.outcome === null
  // Most have a next step; of some it lies in the past, as it is.
  const step = open && random.chance(0.8)
  return {
    pipeline_id: last?.stage.pipelineId,
    stage_id: last?.stage.id,
    stage_since: last?.enteredAt,
    course: course.stays.map(({ stage }) => stage.number).join('>'),
    opened_at: course.openedAt,
    outcome: course.outcome,
    closed_at: course.closedAt,
    rate_day: day(course.closedAt ?? now),
    expected_close: day(course.closedAt ?? days(random.between(-6, 75))),
    next_step: step ? what : null,
    next_step_at: step ? days(random.chance(0.2) ? -inDays : inDays) : null,
    source: random.pick(['Recommendation', 'Website', 'Fair', 'Existing customer', 'Call']),
    tags: [],
    custom: {},
    version: 1,
    created_at: course.openedAt,
    updated_at: last?.enteredAt,
  }
}

/** One statement per table; the rows carry every column that has no null. */
export async function insert(ctx: Context, table: string, values: readonly Row[]): Promise<void> {
  const first = values[0]
  if (!first) return
  const columns = Object.keys(first)
    .map(name => `"${name}"`)
    .join(', ')
  await run(
    ctx.db,
    `insert into sales.${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::sales.${table}, $1::jsonb)`,
    [JSON.stringify(values)],
  )
}
