import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { day, id } from '../../../platform/contract/shapes.ts'
import { person, tag } from './forecast.ts'

const ratio = z.number().nullable().describe('1 is 100 %; null where nothing was won')

const judged = z.object({
  n: z.int().describe('How many forecasts were judged: sellers × periods'),
  forecast: z.number().describe('Σ in minor units of the firm’s currency'),
  actual: z.number().describe('Σ of what was won'),
  wmape: ratio.describe('Σ|actual − forecast| ÷ Σ actual, seller by seller and period by period'),
  bias: ratio.describe('Σ(forecast − actual) ÷ Σ actual; above 0: too much was promised'),
  totalError: ratio.describe(
    'Σ|Σ actual − Σ forecast| ÷ Σ actual, period by period: errors of sellers that offset each other are not in it',
  ),
})
export type JudgedForecast = z.output<typeof judged>

const figures = {
  commit: judged.describe('Won and commit when it was locked'),
  weighted: judged.describe('Won and Σ amount × chance when it was locked'),
  expected: judged.describe('From history when it was locked; of periods where there was one'),
  adjusted: judged.describe(
    'Managers’ figures for commit of this level, that stood at the end of the third day of the period',
  ),
  beforeAdjusting: judged.describe('Won and commit when it was locked, of just what was adjusted'),
}

const accuracy = z.object({
  pipeline: id.nullable(),
  currency: z.string(),
  every: z.enum(['month', 'quarter']),
  periods: z
    .array(
      z.object({
        period: z.string(),
        from: day,
        to: day,
        lockedAt: z.string(),
        commit: z.number(),
        weighted: z.number(),
        expected: z.number().nullable(),
        actual: z.number(),
      }),
    )
    .describe('Those judged, the newest first; all amounts of what I may see'),
  withoutLock: z
    .array(z.string())
    .describe('Periods between the first lock and today that cannot be judged, having none'),
  otherCurrency: z.array(z.string()).describe('Periods locked when the firm added up in another currency'),
  whole: z.object({ people: z.int(), ...figures }),
  teams: z
    .array(z.object({ team: person, people: z.int(), ...figures }))
    .describe('As they are today; nulls: those in no team. Without sales.manage none of one other person'),
  sellers: z
    .array(z.object({ owner: person, ...figures }))
    .describe('I myself; with sales.manage those whose deals I see; a hundred at most'),
})
export type ForecastAccuracy = z.output<typeof accuracy>

export const accuracyQuery = z.object({
  pipeline: id.optional().describe('The first in use where none is said'),
  every: z.enum(['month', 'quarter']).default('month'),
  last: z.coerce.number().int().min(1).max(60).default(12).describe('So many periods that are over'),
})
export type AccuracyQuery = z.output<typeof accuracyQuery>

export const accuracyEndpoints = contract({
  forecastAccuracy: {
    name: 'sales.forecast.accuracy',
    method: 'GET',
    path: '/sales/forecast/accuracy',
    tag,
    summary: 'How good the forecasts were that were locked when their periods began: WMAPE and bias by level',
    permission: 'sales.read',
    query: accuracyQuery,
    reply: accuracy,
  },
})
