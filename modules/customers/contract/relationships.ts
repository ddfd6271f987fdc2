import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { day, id, idParams, nothing, text, words } from '../../../platform/contract/shapes.ts'
import { childParams } from './shapes.ts'

const tag = 'Customers'

export const relationship = z.object({
  id,
  version: z.int(),
  customerId: id,
  otherId: id,
  otherName: z.string().nullable(),
  otherKind: z.string().nullable(),
  kind: z.string(),
  role: z.string(),
  title: z.string().nullable(),
  fromDate: z.string().nullable(),
  toDate: z.string().nullable(),
})

const relationshipInput = {
  otherId: id,
  kind: z.enum(['employment', 'membership', 'ownership', 'family', 'partner', 'other']),
  role: words(100).describe('What the other one is to this customer: “employer”, “purchaser”'),
  reverseRole: words(100).optional().describe('What this customer is to the other one'),
  title: text(200).nullish(),
  fromDate: day.nullish(),
  toDate: day.nullish(),
}

export const relationshipEndpoints = contract({
  addRelationship: {
    name: 'customers.relationships.add',
    method: 'POST',
    path: '/customers/:id/relationships',
    tag,
    summary: 'Relate two customers',
    permission: 'customers.write',
    params: idParams,
    body: z.strictObject(relationshipInput),
    reply: relationship,
    status: 201,
    act: 'customers.act.related',
    errors: ['customers.related-to-itself'],
  },
  changeRelationship: {
    name: 'customers.relationships.change',
    method: 'PATCH',
    path: '/customers/:id/relationships/:childId',
    tag,
    summary: 'Change a relationship’s role or dates',
    permission: 'customers.write',
    params: childParams,
    body: z.strictObject(relationshipInput).omit({ otherId: true, kind: true, reverseRole: true }).partial(),
    reply: relationship,
    ifMatch: 'optional',
    act: 'customers.act.relationship-changed',
  },
  removeRelationship: {
    name: 'customers.relationships.remove',
    method: 'DELETE',
    path: '/customers/:id/relationships/:childId',
    tag,
    summary: 'Remove a relationship from both sides; can be undone',
    permission: 'customers.write',
    params: childParams,
    reply: nothing,
    act: 'customers.act.relationship-removed',
  },
})
