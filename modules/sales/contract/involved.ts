import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, recordShape, text, words } from '../../../platform/contract/shapes.ts'
import { criterion } from './board.ts'
import { outcome } from './shapes.ts'

const tag = 'Opportunities'

/** What somebody on the customer's side is to a deal. */
export const involvedRole = z.enum(['decides', 'pays', 'supports', 'influences', 'uses', 'blocks'])

const childParams = z.strictObject({ id, childId: id })
const person = z.object({ id, title: z.string().nullable() })
const removed = z.object({ removed: z.int() })

const involved = z.object({
  id,
  version: z.int(),
  role: involvedRole,
  person: person.nullable().describe('Null where only a name is known, or who asks may not see the person'),
  name: z.string().nullable(),
})
const rival = z.object({ id, version: z.int(), competitor: person, note: z.string().nullable() })
const part = z.object({ id, version: z.int() })

const opportunityPage = z.object({
  record: recordShape,
  visits: z.array(
    z.object({
      id,
      stage: person,
      enteredAt: z.string(),
      leftAt: z.string().nullable(),
      by: person,
    }),
  ),
  criteria: z
    .array(criterion.extend({ metAt: z.string().nullable(), metBy: person.nullable() }))
    .describe('What should hold before it leaves its stage'),
  involved: z.array(involved),
  competition: z.array(rival),
  closure: z
    .object({
      outcome,
      at: z.string(),
      by: person,
      reason: z.string().nullable(),
      competitor: z.string().nullable(),
      note: z.string().nullable(),
    })
    .nullable(),
})
export type OpportunityPage = z.output<typeof opportunityPage>

const newInvolved = z
  .strictObject({ person: id.optional(), name: words(200).optional(), role: involvedRole })
  .refine(({ person: who, name }) => who || name, 'needs a person or a name')
export type NewInvolved = z.output<typeof newInvolved>

export const involvedEndpoints = contract({
  opportunityPage: {
    name: 'sales.opportunities.page',
    method: 'GET',
    path: '/opportunities/:id/page',
    tag,
    summary: 'All that the page of an opportunity shows, in one request',
    permission: 'sales.read',
    params: idParams,
    reply: opportunityPage,
  },
  tickCriterion: {
    name: 'sales.opportunities.criterion',
    method: 'PUT',
    path: '/opportunities/:id/criteria',
    tag,
    summary: 'Say whether a criterion of its pipeline holds for an open opportunity',
    permission: 'sales.write',
    params: idParams,
    body: z.strictObject({ key: words(60), met: z.boolean() }),
    reply: recordShape,
    errors: ['sales.closed'],
    act: 'sales.act.criterion',
  },
  addInvolved: {
    name: 'sales.involved.add',
    method: 'POST',
    path: '/opportunities/:id/involved',
    tag,
    summary: 'Add somebody who takes part on the customer’s side',
    permission: 'sales.write',
    params: idParams,
    body: newInvolved,
    reply: part,
    status: 201,
    act: 'sales.act.involved-added',
  },
  changeInvolved: {
    name: 'sales.involved.change',
    method: 'PATCH',
    path: '/opportunities/:id/involved/:childId',
    tag,
    summary: 'Change what somebody is to an opportunity',
    permission: 'sales.write',
    params: childParams,
    body: z.strictObject({ role: involvedRole }),
    reply: part,
    ifMatch: 'optional',
    act: 'sales.act.involved-changed',
  },
  removeInvolved: {
    name: 'sales.involved.remove',
    method: 'DELETE',
    path: '/opportunities/:id/involved/:childId',
    tag,
    summary: 'Remove somebody from an opportunity',
    permission: 'sales.write',
    params: childParams,
    reply: removed,
    act: 'sales.act.involved-removed',
  },
  addRival: {
    name: 'sales.competition.add',
    method: 'POST',
    path: '/opportunities/:id/competition',
    tag,
    summary: 'Add a competitor who wants the deal too',
    permission: 'sales.write',
    params: idParams,
    body: z.strictObject({ competitor: id, note: text(2_000).nullish() }),
    reply: part,
    status: 201,
    errors: ['sales.competitor-named'],
    act: 'sales.act.rival-added',
  },
  changeRival: {
    name: 'sales.competition.change',
    method: 'PATCH',
    path: '/opportunities/:id/competition/:childId',
    tag,
    summary: 'Change what is known of a competitor in a deal',
    permission: 'sales.write',
    params: childParams,
    body: z.strictObject({ note: text(2_000).nullable() }),
    reply: part,
    ifMatch: 'optional',
    act: 'sales.act.rival-changed',
  },
  removeRival: {
    name: 'sales.competition.remove',
    method: 'DELETE',
    path: '/opportunities/:id/competition/:childId',
    tag,
    summary: 'Remove a competitor from an opportunity',
    permission: 'sales.write',
    params: childParams,
    reply: removed,
    act: 'sales.act.rival-removed',
  },
})
