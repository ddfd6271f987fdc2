import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id } from '../../../platform/contract/shapes.ts'

const tag = 'Cleaning'

export const cleaningKinds = ['name', 'company', 'email', 'phone', 'address', 'date'] as const
export type CleaningKind = (typeof cleaningKinds)[number]

/** From here on a proposal counts as sure enough to be taken together with others unseen. */
export const sureConfidence = 0.9

const kind = z.enum(cleaningKinds)

const proposalShape = z.object({
  customerId: id,
  id,
  customer: z.string(),
  kind,
  why: z.string(),
  field: z.string(),
  before: z.string(),
  after: z.string(),
  printed: z
    .array(z.string())
    .nullable()
    .describe('A postal address as it would stand on a letter, line by line; null for anything else'),
  confidence: z.number(),
})
export type ProposalView = z.output<typeof proposalShape>

const groupShape = z.object({
  kind,
  why: z.string(),
  open: z.int(),
  sure: z.int().describe('Of these, with a confidence of at least 0.9'),
  samples: z.array(proposalShape),
})
export type ProposalGroup = z.output<typeof groupShape>

const cleaningShape = z.object({
  id,
  askedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  customers: z.int(),
  proposed: z.int(),
  error: z.string().nullable(),
})
export type CleaningView = z.output<typeof cleaningShape>

export const cleaningEndpoints = contract({
  cleaning: {
    name: 'data-quality.cleaning.read',
    method: 'GET',
    path: '/quality/cleaning',
    tag,
    summary: 'The last search for better values, and its proposals by kind, with samples',
    permission: 'data-quality.read',
    reply: z.object({ last: cleaningShape.nullable(), groups: z.array(groupShape), decided: z.int() }),
  },
  startCleaning: {
    name: 'data-quality.cleaning.start',
    method: 'POST',
    path: '/quality/cleaning',
    tag,
    summary: 'Look through all customers for values that could be written better; changes nothing',
    permission: 'data-quality.manage',
    reply: cleaningShape,
    status: 202,
  },
  proposals: {
    name: 'data-quality.proposals.list',
    method: 'GET',
    path: '/quality/proposals',
    tag,
    summary: 'Proposals of one group, the surest first',
    permission: 'data-quality.read',
    query: z.object({
      kind,
      why: z.string().max(60),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      offset: z.coerce.number().int().min(0).max(10_000).default(0),
    }),
    reply: z.object({ items: z.array(proposalShape), total: z.int() }),
  },
  decide: {
    name: 'data-quality.proposals.decide',
    method: 'POST',
    path: '/quality/proposals/decisions',
    tag,
    summary:
      'Accept or reject proposals: some, a group, or the sure ones of it; what is accepted can be undone as one act',
    permission: 'data-quality.manage',
    body: z.strictObject({
      decision: z.enum(['accept', 'reject']),
      ids: z
        .array(z.strictObject({ customerId: id, id }))
        .min(1)
        .max(500)
        .optional(),
      kind: kind.optional(),
      why: z.string().max(60).optional(),
      sure: z.boolean().optional().describe('Only with a confidence of at least 0.9'),
    }),
    reply: z.object({
      state: z.enum(['done', 'running']).describe('Many are written in the background'),
      decided: z.int(),
      dropped: z.int().describe('The value had changed meanwhile'),
      refused: z.int().describe('A rule or a right forbade it'),
      batchId: id,
    }),
    act: 'data-quality.act.cleaned',
    errors: ['data-quality.nothing-chosen'],
  },
})
