import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, text } from '../../../platform/contract/shapes.ts'
import { customerSelection } from '../../customers/contract.ts'
import { disputeShape } from './disputes.ts'

const tag = 'Trust'

/** How values age, whom to believe, and how long a doubt may wait. */
export const trustPolicy = z.strictObject({
  halfLives: z
    .record(z.string().max(80), z.number().min(0.05).max(100).nullable())
    .describe(
      'Years after which a value of the field is right with half the probability, by field; null: it does not age',
    ),
  reliability: z
    .record(z.string().max(120), z.number().min(0).max(1))
    .describe('Share of values that are right when they come in, by source: `screen`, `import`, `api`, …'),
  settleWithinHours: z
    .number()
    .min(1)
    .max(8760)
    .describe('How long a disputed value may wait for a decision'),
})
export type TrustPolicy = z.output<typeof trustPolicy>

const person = z.object({ id, name: z.string().nullable() })

const valueTrust = z.object({
  field: z.string().describe('Key of the field; phone, email, website or address for contact points'),
  pointId: id.nullable().describe('The contact point that this is about; null for a field of the customer'),
  value: z.string(),
  record: z
    .object({ id, name: z.string() })
    .nullable()
    .describe('The linked record that the value is from; null where it is the customer’s own'),
  at: z.string().describe('Since when the value stands'),
  source: z.object({
    channel: z.string().nullable().describe('screen, import, api, …; null where history knows none'),
    by: z.string().nullable(),
    batchId: id.nullable(),
  }),
  confirmed: z.object({ at: z.string(), by: person }).nullable(),
  freshness: z.number().describe('1 when it came or was confirmed, one half after a half-life'),
  confidence: z
    .number()
    .describe('Reliability of the source times freshness; halved while the value is disputed'),
  state: z.enum(['live', 'mirror', 'old', 'conflict']),
  disputeId: id.nullable(),
})
export type ValueTrustView = z.output<typeof valueTrust>

const customerTrust = z.object({
  values: z.array(valueTrust),
  disputes: z.array(disputeShape).describe('Open disputes about values of this customer'),
})
export type CustomerTrust = z.output<typeof customerTrust>

/** A value as the person sees it: what he confirms or disputes is that, whatever came meanwhile. */
export const valueSeen = {
  field: z.string().min(1).max(80),
  pointId: id.nullish(),
  value: text(20_000).describe(
    'The value that one sees, as text; if it is no longer that, the request is refused',
  ),
}

const oldOf = z.object({
  customerId: id,
  name: z.string(),
  kind: z.string(),
  values: z.array(valueTrust),
})
export type OldValuesOfCustomer = z.output<typeof oldOf>

export const trustEndpoints = contract({
  trust: {
    name: 'data-quality.trust.read',
    method: 'GET',
    path: '/customers/:id/trust',
    tag,
    summary: 'How far each value of a customer can be trusted, and why',
    permission: 'customers.read',
    params: idParams,
    reply: customerTrust,
  },
  confirm: {
    name: 'data-quality.trust.confirm',
    method: 'POST',
    path: '/customers/:id/trust/confirmations',
    tag,
    summary: 'Confirm that values of a customer are right; can be undone',
    permission: 'customers.write',
    params: idParams,
    body: z.strictObject({ values: z.array(z.strictObject(valueSeen)).min(1).max(100) }),
    reply: z.object({ confirmed: z.int(), batchId: id }),
    act: 'data-quality.act.confirmed',
  },
  confirmMany: {
    name: 'data-quality.trust.confirm-many',
    method: 'POST',
    path: '/trust/confirmations',
    tag,
    summary:
      'Confirm the values that stand in some fields of many customers, except disputed ones; can be undone',
    permission: 'customers.write',
    body: z.strictObject({
      ...customerSelection,
      fields: z.array(z.string().min(1).max(80)).min(1).max(50),
    }),
    reply: z.object({ confirmed: z.int(), batchId: id }),
    act: 'data-quality.act.bulk-confirmed',
    errors: ['customers.nothing-selected', 'data-quality.too-many'],
  },
  oldValues: {
    name: 'data-quality.trust.old',
    method: 'GET',
    path: '/trust/old',
    tag,
    summary: 'Customers with values that are past their half-life',
    permission: 'data-quality.read',
    query: z.object({
      owner: z.union([z.literal('me'), id]).optional(),
      field: z.string().max(80).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
      after: id.optional().describe('`next` of the page before'),
    }),
    reply: z.object({
      items: z.array(oldOf),
      next: id
        .nullable()
        .describe('Where to go on; a page may hold fewer than asked for, since search is bounded'),
    }),
  },
  trustPolicy: {
    name: 'data-quality.trust.policy',
    method: 'GET',
    path: '/trust/policy',
    tag,
    summary: 'How values age, whom to believe, and how long a doubt may wait',
    permission: 'data-quality.read',
    reply: trustPolicy,
  },
  setTrustPolicy: {
    name: 'data-quality.trust.set-policy',
    method: 'PUT',
    path: '/trust/policy',
    tag,
    summary: 'Set how values age, whom to believe, and how long a doubt may wait',
    permission: 'data-quality.manage',
    body: trustPolicy,
    reply: trustPolicy,
    act: 'data-quality.act.trust-set',
  },
})
