import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, text } from '../../../platform/contract/shapes.ts'

const tag = 'Customers'

/** One link: two records that are one customer, and how that came about. */
export const linkShape = z.object({
  id,
  customerId: id,
  otherId: id,
  method: z.string().describe('“hand”, “automatic”, “rest” (kept together when another left) …'),
  reason: z.string().nullable(),
  score: z.number().nullable().describe('Match weight, where a matcher proposed it'),
  createdAt: z.string(),
  decidedBy: z.object({ id, name: z.string().nullable() }),
})

const families = z.object({
  families: z
    .array(z.object({ root: id, ids: z.array(id) }))
    .describe('The families that changed, as they are now; the root is the oldest record'),
})

export const familyEndpoints = contract({
  link: {
    name: 'customers.family.link',
    method: 'POST',
    path: '/customers/:id/family',
    tag,
    summary: 'Say that other records are this customer too; can be undone, and unlinked at any time',
    permission: 'matching.decide',
    params: idParams,
    body: z.strictObject({ ids: z.array(id).min(1).max(99), reason: text(2000).nullish() }),
    reply: families,
    act: 'customers.act.linked',
    errors: ['customers.link-to-itself', 'customers.link-unseen', 'customers.family-too-large'],
  },
  unlink: {
    name: 'customers.family.unlink',
    method: 'DELETE',
    path: '/customers/:id/family/:childId',
    tag,
    summary: 'Take one link away; its two ends part unless others join them',
    permission: 'matching.decide',
    params: z.strictObject({ id, childId: id }),
    reply: families,
    act: 'customers.act.unlinked',
    errors: ['customers.link-unseen'],
  },
  takeOut: {
    name: 'customers.family.take-out',
    method: 'POST',
    path: '/customers/:id/take-out',
    tag,
    summary: 'Let one record leave its family; the others stay together',
    permission: 'matching.decide',
    params: idParams,
    reply: families,
    act: 'customers.act.taken-out',
    errors: ['customers.link-unseen', 'customers.not-linked'],
  },
  dissolve: {
    name: 'customers.family.dissolve',
    method: 'POST',
    path: '/customers/:id/dissolve',
    tag,
    summary: 'Let every record of a family stand for itself again',
    permission: 'matching.decide',
    params: idParams,
    reply: families,
    act: 'customers.act.dissolved',
    errors: ['customers.link-unseen', 'customers.not-linked'],
  },
})
