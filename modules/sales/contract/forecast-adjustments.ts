import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, words } from '../../../platform/contract/shapes.ts'
import { forecastPeriod, period, person, tag } from './forecast.ts'
import { minor } from './shapes.ts'

const measure = z
  .enum(['commit', 'expected'])
  .describe('commit: beside won and commit of the sellers · expected: beside what history expects')
const level = z.enum(['whole', 'team', 'seller']).describe('The whole pipeline, a team, one person')

const adjustment = z.object({
  id,
  period: z.string(),
  measure,
  level,
  about: person.describe('The team or the person; nulls: the whole'),
  amount: z.number().nullable().describe('In minor units of its currency; null: taken back'),
  currency: z.string(),
  reason: z.string(),
  by: person,
  at: z.string(),
  counts: z.boolean().describe('The newest of its measure and level, and not taken back'),
})
export type ForecastAdjustment = z.output<typeof adjustment>

const newAdjustment = z.strictObject({
  period,
  pipeline: id.optional().describe('The first in use where none is said'),
  measure,
  level,
  about: id.optional().describe('The team or the person; nothing for the whole'),
  amount: minor
    .nullable()
    .describe('In minor units of the firm’s currency, what is won already included; null takes it back'),
  reason: words(2_000),
  seen: id
    .nullable()
    .optional()
    .describe('The adjustment that I have seen to count, null: none; refused where another counts meanwhile'),
})
export type NewForecastAdjustment = z.output<typeof newAdjustment>

export const adjustmentEndpoints = contract({
  forecastAdjustments: {
    name: 'sales.forecast.adjustments',
    method: 'GET',
    path: '/sales/forecast/adjustments',
    tag,
    summary:
      'Figures that managers have set beside those of the sellers, the newest 200 with all before; a seller sees those about himself',
    permission: 'sales.read',
    query: z.object({
      period: period.optional(),
      pipeline: id.optional().describe('The first in use where none is said'),
    }),
    reply: z.object({
      pipeline: id.nullable(),
      currency: z.string(),
      period: forecastPeriod,
      mayAdjust: z.object({
        whole: z.boolean(),
        teams: z.array(z.object({ id, name: z.string() })),
        sellers: z.array(z.object({ id, name: z.string() })),
      }),
      items: z.array(adjustment),
    }),
  },
  adjustForecast: {
    name: 'sales.forecast.adjust',
    method: 'POST',
    path: '/sales/forecast/adjustments',
    tag,
    summary: 'Set my own figure beside that of a seller, a team or the whole, and say why; the newest counts',
    permission: 'sales.manage',
    body: newAdjustment,
    reply: adjustment,
    status: 201,
    errors: ['sales.forecast-over', 'sales.adjustment-out-of-reach'],
    act: 'sales.act.forecast-adjusted',
  },
})
