import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams } from '../../../platform/contract/shapes.ts'
import { customerSelection } from '../../customers/contract.ts'

const tag = 'Visits'

export const tier = z.enum(['A', 'B', 'C'])
export type Tier = z.output<typeof tier>

const weeks = z.int().min(1).max(260)
const rhythm = z.strictObject({ A: weeks, B: weeks, C: weeks }).refine(({ A, B, C }) => A <= B && B <= C, {
  path: ['B'],
  message: 'A is visited at least as often as B, and B as C',
})
export type Rhythm = z.output<typeof rhythm>

const planned = z.object({
  tier: tier.nullable().describe('null: nobody expects visits'),
  lastVisit: z.string().nullable().describe('The newest visit or meeting of the timeline'),
  coming: z.string().nullable().describe('The next one that is in the calendar'),
  dueOn: z.string().nullable().describe('The day of the last visit and the weeks of the tier'),
})

const visit = planned.extend({
  customer: z.object({ id, name: z.string(), city: z.string().nullable(), postcode: z.string().nullable() }),
  owner: z.object({ id, name: z.string().nullable() }).nullable(),
  tier,
  dueOn: z.string(),
})
export type Visit = z.output<typeof visit>

export const visitEndpoints = contract({
  visits: {
    name: 'sales.visits.list',
    method: 'GET',
    path: '/sales/visits',
    tag,
    summary: 'Customers with a rhythm of visits, by the day on which the next is due',
    permission: 'sales.read',
    query: z.object({
      whose: z.enum(['mine', 'team', 'all']).default('mine').describe('By the owner of the customer'),
      place: z.string().max(100).optional().describe('How the postcode or the town begins'),
      tier: tier.optional(),
      unvisited: z.coerce
        .number()
        .int()
        .min(1)
        .max(1000)
        .optional()
        .describe('Only those whom nobody has visited for so many weeks'),
      due: z.enum(['yes', 'no']).optional().describe('yes: only what is due and in no calendar'),
      cursor: z.string().max(100).optional().describe('`next` of the page before'),
    }),
    reply: z.object({ items: z.array(visit).describe('At most 50'), next: z.string().nullable() }),
  },
  visitPlan: {
    name: 'sales.visits.plan',
    method: 'GET',
    path: '/customers/:id/visit-plan',
    tag,
    summary: 'How often a customer is visited, when last and when next',
    permission: 'sales.read',
    params: idParams,
    reply: planned,
  },
  planVisits: {
    name: 'sales.visits.plan-set',
    method: 'PUT',
    path: '/customers/:id/visit-plan',
    tag,
    summary: 'Say in which tier of visits a customer is; null ends it',
    permission: 'sales.write',
    params: idParams,
    body: z.strictObject({ tier: tier.nullable() }),
    reply: z.object({ changed: z.int() }),
    act: 'sales.act.visits-planned',
  },
  planManyVisits: {
    name: 'sales.visits.plan-many',
    method: 'POST',
    path: '/sales/visit-plans',
    tag,
    summary: 'The same for many customers at once',
    permission: 'sales.write',
    body: z.strictObject({ ...customerSelection, tier: tier.nullable() }),
    reply: z.object({ changed: z.int() }),
    errors: ['customers.nothing-selected'],
    act: 'sales.act.visits-planned',
  },
  visitRhythm: {
    name: 'sales.visits.rhythm',
    method: 'GET',
    path: '/sales/visit-rhythm',
    tag,
    summary: 'Weeks between two visits, by tier',
    permission: 'sales.read',
    reply: rhythm,
  },
  setVisitRhythm: {
    name: 'sales.visits.rhythm-set',
    method: 'PUT',
    path: '/sales/visit-rhythm',
    tag,
    summary: 'Set the weeks between two visits',
    permission: 'sales.manage',
    body: rhythm,
    reply: rhythm,
    act: 'sales.act.rhythm-set',
  },
})
