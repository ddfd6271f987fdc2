import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, text } from '../../../platform/contract/shapes.ts'
import { brief, experience, pairParams, part, verdict } from './shapes.ts'

const tag = 'Matching'

const waiting = z.object({
  id: id.describe('The smaller of the two ids'),
  otherId: id,
  weight: z.number(),
  probability: z.number(),
  first: brief,
  second: brief,
  because: z.array(z.string()).describe('The fields that speak most for one customer'),
  clusterSize: z.int().describe('Records that hang together with this pair; 2 where it is alone'),
  foundAt: z.iso.datetime(),
})
export type Waiting = z.output<typeof waiting>

const standing = z.object({
  state: z.enum(['live', 'mirror', 'old', 'conflict']),
  at: z.iso.datetime(),
  channel: z.string().nullable(),
  actorName: z.string().nullable(),
})

/** A field of both records side by side. */
const line = z.object({
  field: z.string(),
  kind: z.string(),
  values: z.tuple([z.string().nullable(), z.string().nullable()]),
  evidence: z
    .number()
    .nullable()
    .describe('Bits this field speaks for or against; null where it was not compared'),
  trust: z
    .tuple([standing.nullable(), standing.nullable()])
    .describe('How far each value can be trusted, where it stands'),
  golden: z.int().min(0).max(1).nullable().describe('Whose value survives a link; null where both are empty'),
  why: z.string().nullable().describe('Code of the reason for which it survives'),
})
export type Line = z.output<typeof line>

const lines = z.object({ review: z.number(), link: z.number() })

export const pairView = z.object({
  id,
  otherId: id,
  weight: z.number(),
  probability: z.number(),
  parts: z.array(part),
  first: brief,
  second: brief,
  lines: z.array(line),
  asked: lines.describe('Between which weights a person is asked'),
  cluster: z.object({ size: z.int(), cap: z.int(), members: z.array(brief) }),
  veto: z.array(z.string()).describe('What speaks so much against it that no rule may link the two'),
  experience: experience.nullable().describe('Null before there are enough decisions'),
  decision: z
    .object({
      id,
      verdict,
      reason: z.string().nullable(),
      by: z.string().nullable(),
      at: z.iso.datetime(),
      weight: z.number().nullable(),
    })
    .nullable(),
  linked: z.boolean(),
  after: z.object({
    members: z.int().describe('Records of the family after linking'),
    entries: z.int(),
    tasks: z.int(),
    owners: z.array(z.string()),
  }),
})
export type PairView = z.output<typeof pairView>

export const queueEndpoints = contract({
  queue: {
    name: 'matching.queue',
    method: 'GET',
    path: '/matching/queue',
    tag,
    summary: 'Pairs that wait for a decision, the likeliest first',
    permission: 'matching.read',
    query: z.strictObject({
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
      customer: id.optional().describe('Only pairs with this customer'),
    }),
    reply: z.object({ items: z.array(waiting), next: z.string().nullable() }),
  },
  shared: {
    name: 'matching.shared',
    method: 'GET',
    path: '/matching/shared-values',
    tag,
    summary: 'Values that too many customers share to say who is who',
    permission: 'matching.decide',
    reply: z.object({ items: z.array(z.object({ kind: z.string(), value: z.string(), records: z.int() })) }),
  },
  pair: {
    name: 'matching.pair',
    method: 'GET',
    path: '/matching/pairs/:id/:otherId',
    tag,
    summary: 'Two records side by side, and why they may be one',
    permission: 'matching.read',
    params: pairParams,
    reply: pairView,
  },
  decide: {
    name: 'matching.decide',
    method: 'POST',
    path: '/matching/pairs/:id/:otherId/decision',
    tag,
    summary: 'Decide that two records are the same customer, or different ones; can be undone',
    permission: 'matching.decide',
    params: pairParams,
    body: z.strictObject({
      verdict,
      reason: text(1000).optional(),
      keep: z
        .record(z.string().max(60), id)
        .optional()
        .describe('Fields of which a person chose the value: by field, the customer whose value survives'),
      instead: id.optional().describe('The decision that this one knowingly replaces, as read with the pair'),
    }),
    reply: z.object({ verdict, batchId: id }),
    act: 'matching.act.decided',
    errors: [
      'matching.decided-already',
      'matching.one-record',
      'customers.link-to-itself',
      'customers.link-unseen',
      'customers.family-too-large',
    ],
  },
  act: {
    name: 'matching.act',
    method: 'GET',
    path: '/matching/acts/:id',
    tag,
    summary: 'How many records that an act made, such as an import, may be customers known before',
    permission: 'matching.read',
    params: idParams,
    reply: z.object({
      records: z.int().describe('Records of the act that wait in a pair'),
      pairs: z.int(),
      followed: z.boolean().describe('False while the records of the act are still being compared'),
      touched: z
        .int()
        .describe('Records of a large act whose keys are made; 0 where the act is followed at once'),
      compared: z.int().describe('Those of them that were compared'),
    }),
  },
  progress: {
    name: 'matching.progress',
    method: 'GET',
    path: '/matching/progress',
    tag,
    summary: 'How much waits, what was decided, and how long the rest takes',
    permission: 'matching.read',
    reply: z.object({
      pairs: z.int(),
      clusters: z.int(),
      minutes: z.int(),
      decidedToday: z.int(),
      mineToday: z.int(),
      decided: z.int().describe('By people, ever'),
      uniqueness: z
        .number()
        .nullable()
        .describe('Share of customers that wait in no pair; null before the first search'),
      weeks: z.array(z.object({ week: z.iso.date(), decided: z.int() })),
    }),
  },
})
