import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, text } from '../../../platform/contract/shapes.ts'

const tag = 'Systems'
const moment = z.iso.datetime()
const plainValue = z.union([z.string(), z.number(), z.boolean(), z.null()])

const operationState = z.enum(['asked', 'pending', 'sent', 'confirmed', 'conflict', 'failed'])
export type OperationStateShown = z.output<typeof operationState>

const fieldThere = z.object({
  field: z.string().describe('Its name there'),
  target: z.string().nullable().describe('Key of the customer’s field here'),
  label: z.string().nullable().describe('What it is called here, where that was said'),
  base: plainValue.describe('What was believed to stand there'),
  theirs: plainValue.describe('What stands there instead; only of conflicts'),
  mine: plainValue.describe('What shall stand there'),
})
export type FieldThere = z.output<typeof fieldThere>

const operation = z.object({
  id,
  kind: z.enum(['change', 'make']).describe('A record that stands there is changed, or a new one is made'),
  title: z.string().nullable().describe('What the record is called that is to be made'),
  state: operationState,
  customer: z.object({ id, name: z.string() }).describe('As it is shown: the root of the family'),
  recordId: id.describe('The record here that is the record there'),
  system: z.object({ id, name: z.string() }),
  object: z.string(),
  key: z.string().nullable().describe('Of the record there; null as long as it is not made'),
  fields: z.array(fieldThere).describe('Those that the reader may see'),
  hidden: z.int().describe('Fields that he may not see'),
  goneThere: z.boolean().describe('The record is not there any more'),
  reason: z.string().nullable().describe('Why it waits or ended so: text `integration.reason.<code>`'),
  said: z.string().nullable().describe('The same in the words of the other system'),
  wantedBy: z.object({ id, name: z.string().nullable() }),
  wantedAt: moment,
  endedAt: moment.nullable(),
  attempts: z.int(),
})
export type OperationView = z.output<typeof operation>

const value = z.union([text(20_000), z.number(), z.boolean(), z.null()])

export const operationEndpoints = contract({
  operations: {
    name: 'integration.operation.list',
    method: 'GET',
    path: '/integration/operations',
    tag,
    summary: 'What waits for somebody before it can be written to another system, oldest first',
    permission: 'integration.read',
    query: z.strictObject({
      state: z.enum(['asked', 'conflict', 'failed']).optional(),
      system: id.optional(),
      cursor: id.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: z.object({ items: z.array(operation), next: id.nullable() }),
  },
  operationCounts: {
    name: 'integration.operation.counts',
    method: 'GET',
    path: '/integration/operations/counts',
    tag,
    summary: 'How much waits for somebody, and how much is on its way',
    permission: 'integration.read',
    reply: z.object({
      asked: z.int(),
      conflict: z.int(),
      failed: z.int(),
      onItsWay: z.int(),
      systems: z.array(z.object({ id, name: z.string(), count: z.int() })).describe('Where something waits'),
    }),
  },
  decideMany: {
    name: 'integration.operation.decide-many',
    method: 'POST',
    path: '/integration/operations/decisions',
    tag,
    summary: 'Decide many alike: agree or refuse, write ours, take theirs, send again, give up',
    description: 'What is decided already, or cannot be decided so, is left as it is and told.',
    permission: 'integration.operate',
    body: z.strictObject({
      ids: z.array(id).min(1).max(500),
      decision: z.enum(['approve', 'refuse', 'mine', 'theirs', 'replay', 'give-up']),
    }),
    reply: z.object({
      done: z.int(),
      left: z.array(z.object({ id, code: z.string(), message: z.string() })),
    }),
    act: 'integration.act.operations-decided',
  },
  ofCustomer: {
    name: 'integration.operation.of-customer',
    method: 'GET',
    path: '/integration/customers/:id/operations',
    tag,
    summary: 'What is on its way to other systems for a customer, has just arrived, or waits for somebody',
    permission: 'customers.read',
    params: idParams,
    reply: z.object({ items: z.array(operation) }),
  },
  decideOperation: {
    name: 'integration.operation.decide',
    method: 'POST',
    path: '/integration/customers/:id/operations/:childId/decision',
    tag,
    summary:
      'Decide a conflict or failure: write ours, take theirs, write something else, send again, give up',
    permission: 'customers.write',
    params: z.strictObject({ id, childId: id }),
    body: z.strictObject({
      decision: z.enum(['mine', 'theirs', 'edit', 'replay', 'give-up']),
      values: z
        .record(z.string().max(80), value)
        .optional()
        .describe('Of `edit`: values by key of the field here; they are written here and there'),
    }),
    reply: z.object({ items: z.array(operation) }),
    act: 'integration.act.operation-decided',
    errors: [
      'integration.decided-already',
      'integration.cannot-be-decided-so',
      'integration.values-wanted',
      'integration.not-understood',
    ],
  },
})
