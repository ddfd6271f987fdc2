import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { day, id } from '../../../platform/contract/shapes.ts'

/** As the reference groups what belongs to the forecast. */
export const tag = 'Forecast'

/** A month (`2026-11`) or a quarter (`2026-Q4`) of the calendar, of UTC. */
export const period = z
  .string()
  .regex(/^[1-9]\d{3}-(0[1-9]|1[0-2]|Q[1-4])$/)
  .describe('A month (2026-11) or a quarter (2026-Q4); where none is needed, without it the month of today')

const part = z.object({
  n: z.int(),
  amount: z.number().describe('In minor units of the firm’s currency'),
  filter: z.string().describe('Opens the deals behind it, as for the list of opportunities (JSON)'),
})
export type ForecastPart = z.output<typeof part>

export const history = z.object({
  learntAt: z.string(),
  halfLife: z.int().nullable().describe('Days after which what was seen counts half; null: all the same'),
  ofOpen: z.number().describe('Of deals that are open'),
  ofNew: z.number().describe('Of deals that are not opened yet, at the pace of the last eight weeks'),
  low: z.number().describe('With what is won already; four of five cases lie between low and high'),
  expected: z.number().describe('With what is won already'),
  high: z.number(),
})

/** Of one seller or one team, in minor units of the firm's currency. */
const shares = {
  won: z.number(),
  commit: z.number(),
  bestCase: z.number(),
  pipeline: z.number(),
  weighted: z.number(),
  expected: z.number().nullable().describe('From history, with what is won already'),
}

export const person = z.object({ id: id.nullable(), name: z.string().nullable() })

const seller = z.object({ owner: person.describe('Nulls: deals without an owner'), ...shares })
export type ForecastSeller = z.output<typeof seller>

const team = z.object({
  team: person.describe('Nulls: those who are in no team'),
  people: z.int().describe('Who has a part in it'),
  ...shares,
})
export type ForecastTeam = z.output<typeof team>

export const sellers = z.array(seller).describe('The largest first; a hundred at most')
export const teams = z
  .array(team)
  .describe(
    'The largest first; together they are the whole: who is in several is counted in the first by name',
  )

export const lockState = z
  .enum(['locked', 'not-begun', 'waiting', 'none'])
  .describe(
    'waiting: it has begun and is locked within the hour; none: it was not locked in its first three days, and never will be',
  )
export type LockState = z.output<typeof lockState>

export const forecastPeriod = z.object({
  name: z.string().describe('2026-11 or 2026-Q4'),
  from: day,
  to: day,
  daysLeft: z.int(),
})

const forecast = z.object({
  pipeline: id.nullable(),
  pipelines: z.array(z.object({ id, name: z.string() })),
  currency: z.string(),
  period: forecastPeriod,
  won: part,
  commit: part.describe('Open deals expected within the period, by their own word or that of their stage'),
  bestCase: part,
  open: part.describe('Those of neither'),
  weighted: z.number().describe('Of these three: Σ amount × chance of the stage'),
  notConverted: part.describe('Open deals of the period whose amount has no rate; in no sum'),
  history: history.nullable().describe('Null for a period that is over, and before the first night'),
  sellers,
  teams,
})
export type Forecast = z.output<typeof forecast>

export const forecastQuery = z.object({
  period: period.optional(),
  pipeline: id.optional().describe('The first in use where none is said'),
  whose: z.enum(['mine', 'team', 'all']).default('all'),
  owner: id.optional(),
})
export type ForecastQuery = z.output<typeof forecastQuery>

export const forecastEndpoints = contract({
  forecast: {
    name: 'sales.forecast',
    method: 'GET',
    path: '/sales/forecast',
    tag,
    summary: 'What is and will be won in a period: by word, by stage and from history',
    permission: 'sales.read',
    query: forecastQuery,
    reply: forecast,
  },
})
