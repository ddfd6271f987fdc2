import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams } from '../../../platform/contract/shapes.ts'
import { changesShape } from '../../../platform/history/contract.ts'
import { outcome } from './shapes.ts'

const tag = 'Opportunities'

const deal = z.object({
  id,
  version: z.int(),
  name: z.string(),
  stage: z.object({ id, title: z.string() }),
  stalledAfter: z.int().nullable().describe('Days in its stage after which it is stalled; null: never'),
  amount: z.int().nullable().describe('Minor units of the currency'),
  currency: z.string(),
  expectedClose: z.string().nullable(),
  nextStep: z.string().nullable(),
  nextStepAt: z.string().nullable(),
  stageSince: z.string(),
  outcome: outcome.nullable(),
  closedAt: z.string().nullable(),
})
export type CustomerDeal = z.output<typeof deal>

const customerDeals = z.object({
  currency: z.string().describe('ISO 4217: that of the firm, of the sum'),
  open: z.object({
    count: z.int(),
    sum: z.int().describe('Minor units of the currency of the firm'),
    notConverted: z.int().describe('Deals whose amount is not in the sum, because there is no rate'),
    items: z.array(deal).describe('The first 20, by expected close; those without come last'),
  }),
  closed: z.object({
    won: z.int(),
    lost: z.int(),
    items: z.array(deal).describe('The latest 10'),
  }),
})
export type CustomerDeals = z.output<typeof customerDeals>

export const readingEndpoints = contract({
  customerDeals: {
    name: 'sales.customer.deals',
    method: 'GET',
    path: '/customers/:id/opportunities',
    tag,
    summary:
      'What may be sold to a customer with all records of the family, and what was, as far as one sees it',
    permission: 'sales.read',
    params: idParams,
    reply: customerDeals,
  },
  opportunityChanges: {
    name: 'sales.opportunities.changes',
    method: 'GET',
    path: '/opportunities/:id/changes',
    tag,
    summary: 'Who changed what about an opportunity and all that belongs to it, newest first',
    permission: 'history.read',
    params: idParams,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      before: id.optional().describe('`next` of the page before'),
    }),
    reply: changesShape,
  },
})
