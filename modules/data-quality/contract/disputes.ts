import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, nothing, text } from '../../../platform/contract/shapes.ts'

const tag = 'Trust'

const person = z.object({ id, name: z.string().nullable() })
const childParams = z.strictObject({ id, childId: id })

export const disputeShape = z.object({
  id,
  customerId: id.describe('The record in which the disputed value stands'),
  customerName: z.string(),
  customerKind: z.string(),
  owner: person.nullable().describe('Who looks after the customer, and so decides'),
  field: z.string(),
  pointId: id.nullable(),
  value: z.string().describe('The value that is disputed, as text'),
  proposed: z.unknown().describe('The value that is held to be right; null where none was named'),
  reason: z.string().nullable(),
  raisedBy: person,
  raisedAt: z.string(),
  dueAt: z.string(),
  outcome: z.enum(['accepted', 'rejected', 'withdrawn']).nullable().describe('null while it is open'),
  settledBy: person.nullable(),
  settledAt: z.string().nullable(),
  answer: z.string().nullable(),
  readAt: z.string().nullable().describe('When the one who raised it has read what became of it'),
  maySettle: z.boolean(),
  mayWithdraw: z.boolean(),
})
export type Dispute = z.output<typeof disputeShape>

const proposed = z
  .union([
    text(20_000),
    z.number(),
    z.boolean(),
    z.array(text(500)).max(100),
    z.record(z.string().max(40), text(500).nullable()),
  ])
  .describe('As a change of the field takes it; an address by its parts')

export const disputeEndpoints = contract({
  dispute: {
    name: 'data-quality.dispute.raise',
    method: 'POST',
    path: '/customers/:id/disputes',
    tag,
    summary: 'Dispute a value; the customer’s owner decides',
    permission: 'customers.write',
    params: idParams,
    body: z.strictObject({
      field: z.string().min(1).max(80),
      pointId: id.nullish(),
      value: text(20_000).describe('The value that one sees, as text'),
      proposed: proposed.nullish(),
      reason: text(2000).nullish(),
    }),
    reply: disputeShape,
    status: 201,
    act: 'data-quality.act.disputed',
    errors: ['data-quality.disputed-already', 'data-quality.same-value'],
  },
  settle: {
    name: 'data-quality.dispute.settle',
    method: 'POST',
    path: '/customers/:id/disputes/:childId/settlement',
    tag,
    summary: 'Decide a dispute: accept it, which changes the value, reject it, or withdraw one’s own',
    permission: 'customers.write',
    params: childParams,
    body: z.strictObject({
      outcome: z.enum(['accepted', 'rejected', 'withdrawn']),
      value: proposed
        .nullish()
        .describe('The right value, where it is not the proposed one; null empties the field'),
      seen: text(20_000)
        .nullish()
        .describe(
          'The value as it is now, where it is no longer the disputed one and shall be replaced all the same',
        ),
      reason: text(2000).nullish(),
    }),
    reply: disputeShape,
    act: 'data-quality.act.settled',
    errors: ['data-quality.settled-already', 'data-quality.value-wanted', 'data-quality.not-yours-to-settle'],
  },
  readSettlement: {
    name: 'data-quality.dispute.read',
    method: 'POST',
    path: '/customers/:id/disputes/:childId/reading',
    tag,
    summary: 'Mark what became of my dispute as read',
    permission: 'customers.read',
    params: childParams,
    reply: nothing,
  },
  disputes: {
    name: 'data-quality.dispute.list',
    method: 'GET',
    path: '/disputes',
    tag,
    summary: 'Disputes: that wait for me, that I raised, that I should hear the end of, or all open ones',
    permission: 'customers.read',
    query: z.object({
      which: z.enum(['for-me', 'mine', 'to-read', 'open', 'settled']).default('for-me'),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.string().max(500).optional(),
    }),
    reply: z.object({ items: z.array(disputeShape), next: z.string().nullable() }),
  },
})
