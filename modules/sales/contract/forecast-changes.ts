import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id } from '../../../platform/contract/shapes.ts'
import { forecastPeriod, forecastQuery, lockState, person, tag } from './forecast.ts'
import { category } from './shapes.ts'

/** Each sum contains the one before: won and commit; with best case; with all others that are expected in the period. */
export const forecastMeasures = ['commit', 'bestCase', 'total'] as const

/** Why a deal counts for something else than when the period was locked. Of each deal and measure just one holds. */
export const changeReasons = [
  'new',
  'pulled-in',
  'pushed-out',
  'won',
  'won-elsewhen',
  'lost',
  'raised',
  'lowered',
  'exchange-rate',
  'category',
  'reopened',
  'removed',
  'passed-on',
  'passed-in',
  'other-pipeline',
] as const

const measure = z
  .enum(forecastMeasures)
  .describe(
    'commit: won and commit · bestCase: with best case · total: with all that is expected in the period',
  )
export type ForecastMeasure = z.output<typeof measure>

const reason = z
  .enum(changeReasons)
  .describe(
    [
      'new: not known when it was locked',
      'pulled-in: was expected later, or not at all',
      'pushed-out: is expected later, without a day, or was still open when the period was over',
      'won: open then, won in the period since',
      'won-elsewhen: won, on a day outside the period',
      'lost',
      'raised, lowered: another amount or currency',
      'exchange-rate: the same amount at another rate',
      'category: another word of the owner or of the stage, so that it enters or leaves this measure',
      'reopened: was won or lost then, is open now',
      'removed: the deal is gone',
      'passed-on: to an owner or unit that is not among those asked for',
      'passed-in: from such a one',
      'other-pipeline: moved to or from another pipeline',
    ].join(' · '),
  )
export type ChangeReason = z.output<typeof reason>

const sums = {
  n: z.int().describe('Deals'),
  before: z.number().describe('What they counted for when it was locked'),
  after: z.number().describe('What they count for now'),
  amount: z.number().describe('after − before'),
}

const part = z.object({ reason, ...sums })
export type ChangePart = z.output<typeof part>

const measured = z.object({
  locked: z.number(),
  now: z.number().describe('locked + Σ amount of the reasons, exactly; as the forecast says today'),
  unchanged: z.int().describe('Deals that count for what they did'),
  reasons: z.array(part).describe('Those that hold for any deal, in the order of the list of reasons'),
})
export type MeasuredChange = z.output<typeof measured>

const changes = z.object({
  pipeline: id.nullable(),
  currency: z.string().describe('All amounts are in minor units of it'),
  period: forecastPeriod,
  state: lockState
    .or(z.literal('other-currency'))
    .describe('other-currency: the firm adds up in another since, so the two cannot be compared'),
  lockedAt: z.string().nullable(),
  measures: z
    .object({ commit: measured, bestCase: measured, total: measured })
    .nullable()
    .describe('Null unless it is locked'),
})
export type ForecastChanges = z.output<typeof changes>

const standing = z.object({
  amount: z.int().nullable().describe('In minor units of its currency'),
  currency: z.string(),
  houseAmount: z.int().nullable().describe('In the firm’s, by the rate of then; null without one'),
  category: category.describe('The owner’s word, or that of the stage'),
  stage: z.string().nullable(),
  expectedClose: z.string().nullable(),
  outcome: z.enum(['won', 'lost']).nullable(),
  owner: person,
})

const changedDeal = z.object({
  key: z.string().describe('Tells the lines apart; nothing else'),
  deal: z
    .object({
      id,
      name: z.string(),
      customer: z
        .object({ id, name: z.string() })
        .nullable()
        .describe('Null where I do not see the customer'),
    })
    .nullable()
    .describe('Null where I do not see the deal today, or it is gone: then only what it counted for is told'),
  before: z.number(),
  after: z.number(),
  amount: z.number().describe('after − before'),
  was: standing.nullable().describe('Null: it did not count in the period then, or I do not see it'),
  now: standing.nullable(),
})
export type ChangedDeal = z.output<typeof changedDeal>

export const changedDealsQuery = forecastQuery.extend({
  measure: measure.default('commit'),
  reason,
  cursor: z.string().max(200).optional(),
})
export type ChangedDealsQuery = z.output<typeof changedDealsQuery>

export const forecastChangeEndpoints = contract({
  forecastChanges: {
    name: 'sales.forecast.changes',
    method: 'GET',
    path: '/sales/forecast/changes',
    tag,
    summary: 'What changed since a period was locked: each deal for one reason, so that the parts add up',
    permission: 'sales.read',
    query: forecastQuery,
    reply: changes,
  },
  forecastChangedDeals: {
    name: 'sales.forecast.changed-deals',
    method: 'GET',
    path: '/sales/forecast/changes/deals',
    tag,
    summary: 'The deals behind a reason, those that changed most first; 50 at a time',
    permission: 'sales.read',
    query: changedDealsQuery,
    reply: z.object({ items: z.array(changedDeal), next: z.string().nullable() }),
  },
})
