import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id } from '../../../platform/contract/shapes.ts'

const tag = 'My day'

/** Why something is to be done. */
export const reasonCodes = [
  'reply-waiting',
  'step-due',
  'close-passed',
  'no-step',
  'stalled',
  'slipping',
  'visit-due',
  'never-visited',
  'lead-shared-soon',
  'lead-again',
  'lead-untouched',
] as const

const reason = z.object({
  code: z.enum(reasonCodes),
  count: z
    .int()
    .describe('Days late, waiting, too long or left; of a deal that slips how often it was put off'),
})
export type Reason = z.output<typeof reason>

const dealOfDay = z.object({
  id,
  version: z.int(),
  name: z.string(),
  stage: z.string(),
  amount: z.int().nullable().describe('Minor units of the currency'),
  currency: z.string(),
  expectedClose: z.string().nullable(),
  nextStep: z.string().nullable(),
  nextStepAt: z.string().nullable(),
})

const item = z.object({
  id: id.describe('Of the deal, the customer to be visited, or the lead'),
  kind: z.enum(['deal', 'visit', 'lead']),
  points: z.int().describe('By which the list is ordered; see docs/adr/0027'),
  reasons: z.array(reason).describe('The strongest first'),
  title: z.string(),
  customer: z.object({ id, name: z.string(), city: z.string().nullable() }).nullable(),
  deal: dealOfDay.nullable(),
  tier: z.enum(['A', 'B', 'C']).nullable().describe('Of a visit'),
})
export type DayItem = z.output<typeof item>

export const dayEndpoints = contract({
  myDay: {
    name: 'sales.my-day',
    method: 'GET',
    path: '/sales/my-day',
    tag,
    summary: 'What I should do next and why: deals, visits and leads of mine in one ranking',
    permission: 'sales.read',
    reply: z.object({
      items: z.array(item).describe('At most 40, the most urgent first'),
      total: z.int().describe('How many there are'),
    }),
  },
})
