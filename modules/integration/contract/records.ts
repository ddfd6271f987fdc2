import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams } from '../../../platform/contract/shapes.ts'

const tag = 'Integration'

/**
 * Where a value stands: `live` just heard from its system, or followed by the system's own log; `fresh` and `stale` by its age;
 * `unavailable` since the system does not answer, is off or its sickness is practised.
 */
const valueState = z.enum(['live', 'fresh', 'stale', 'unavailable'])
export type ValueState = z.output<typeof valueState>

const plainValue = z.union([z.string(), z.number(), z.boolean(), z.null()])

const value = z.object({
  field: z.string().describe('Its name there'),
  label: z.string(),
  value: plainValue,
  target: z.string().nullable().describe('Key of the customer’s field here; null where it is only shown'),
  source: z.string().describe('Name of the system'),
  asOf: z.string(),
  state: valueState,
})

const document = z.object({
  key: z.string(),
  title: z.string().nullable(),
  date: z.string().nullable(),
  amount: z.string().nullable().describe('A decimal number, as it stands there'),
  currency: z.string().nullable(),
  status: z.string().nullable().describe('What the system says of it: open, paid, …'),
  asOf: z.string(),
  state: valueState,
})
export type DocumentThere = z.output<typeof document>

const documents = z.object({
  objectId: id,
  object: z.string().describe('What the table or class is called there'),
  kind: z.enum(['order', 'invoice', 'contract', 'balance', 'payment', 'case', 'other']),
  count: z.int(),
  sums: z
    .array(z.object({ currency: z.string().nullable(), amount: z.string(), count: z.int() }))
    .describe('Of those amounts that are numbers, by currency; the largest count first'),
  items: z.array(document).describe('The newest ten'),
  next: z.string().nullable().describe('Cursor of the older ones; null where there are none'),
})
export type DocumentsThere = z.output<typeof documents>

const recordThere = z.object({
  objectId: id,
  object: z.string(),
  key: z.string(),
  recordId: id.describe('The customer record here that it is'),
  asOf: z.string().nullable().describe('Null where nothing was heard of it yet'),
  goneAt: z.string().nullable().describe('Since when it is not there any more'),
  values: z.array(value),
})

const standing = z.object({
  state: z
    .enum(['well', 'slow', 'silent', 'off'])
    .describe('slow: it is not waited for; silent: it did not answer'),
  since: z.string().nullable(),
  drill: z.boolean().describe('Somebody practises what happens when it is sick'),
})

const systemThere = z.object({
  id,
  name: z.string(),
  kind: z.string(),
  standing,
  records: z.array(recordThere),
  documents: z.array(documents),
})
export type SystemThere = z.output<typeof systemThere>

const foreignChange = z.object({
  id,
  customerId: id,
  system: z.string(),
  systemId: id,
  by: z.string().nullable().describe('Who, as that system calls him'),
  at: z.string().describe('By the clock there where it says so, else when it was seen here'),
  seenAt: z.string(),
  fields: z.array(z.object({ key: z.string(), before: plainValue, after: plainValue })),
})
export type ForeignChange = z.output<typeof foreignChange>

const docsQuery = z.strictObject({
  object: id,
  before: z.string().max(1000).optional().describe('Cursor of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

export const recordsContract = contract({
  records: {
    name: 'integration.records',
    method: 'GET',
    path: '/integration/customers/:id/records',
    tag,
    summary:
      'What joined systems hold of a customer: records and documents, each value with its age and state',
    description:
      'Never waits for a slow system: our copy is shown at once. What a system answers later is stored and told by an event of the kind `integration.arrived`.',
    permission: 'customers.read',
    params: idParams,
    query: z.strictObject({
      asking: z
        .enum(['yes', 'no'])
        .default('yes')
        .describe('`no` reads our copy only, as one does after an answer has arrived'),
    }),
    reply: z.object({
      rootId: id.describe('The customer that is shown'),
      systems: z.array(systemThere),
      asked: z.array(id).describe('Systems that were asked and have not answered yet'),
    }),
  },
  documents: {
    name: 'integration.documents',
    method: 'GET',
    path: '/integration/customers/:id/documents',
    tag,
    summary: 'Documents of one kind that a joined system holds of a customer, newest first',
    permission: 'customers.read',
    params: idParams,
    query: docsQuery,
    reply: z.object({ items: z.array(document), next: z.string().nullable() }),
  },
  standings: {
    name: 'integration.standings',
    method: 'GET',
    path: '/integration/customers/:id/standings',
    tag,
    summary: 'The latest change of each of a customer’s values that was made in another system',
    permission: 'customers.read',
    params: idParams,
    reply: z.object({ changes: z.array(foreignChange) }),
  },
})
