import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, recordShape, text } from '../../../platform/contract/shapes.ts'

const tag = 'Golden record'

/** By what it is decided whose value a family shows. */
export const criteria = ['confirmed', 'source', 'valid', 'complete', 'newest', 'oldest'] as const
export type Criterion = (typeof criteria)[number]

const fieldPolicy = z.strictObject({
  criteria: z.array(z.enum(criteria)).max(criteria.length).describe('In this order, until one decides'),
  sources: z
    .array(z.string().max(200))
    .max(100)
    .optional()
    .describe('Another order of sources for this field'),
})

/** Which value of a family is shown: per field some criteria in their order, and which sources to believe first. */
export const survivorship = z.strictObject({
  sources: z
    .array(z.string().max(200))
    .max(100)
    .describe('Sources of records, the one to believe first; the empty text stands for records entered here'),
  fields: z
    .record(z.string().max(80), fieldPolicy)
    .describe('By field; “name” and “place” are shown as a whole'),
})
export type Survivorship = z.output<typeof survivorship>

/** What holds for a field about which nothing else is said. */
export const usualCriteria: readonly Criterion[] = ['confirmed', 'source', 'valid', 'complete', 'newest']

/** The criteria of a field, in their order. */
export function criteriaOf(policy: Survivorship, field: string): readonly Criterion[] {
  return policy.fields[field]?.criteria ?? usualCriteria
}

const outcome = z.object({
  field: z.string(),
  member: id.nullable().describe('Whose value is shown'),
  decided: z.enum([...criteria, 'chosen', 'only', 'same', 'all', 'latest', 'none']),
  others: z.array(id).describe('Who has another value'),
})
export type GoldenOutcome = z.output<typeof outcome>

const golden = z.object({
  id: id.describe('The root of the family'),
  members: z.array(recordShape).describe('The records with their own values, the root first'),
  outcomes: z.array(outcome).describe('What the family shows in each field, and why'),
  shown: z.record(z.string(), z.unknown()).describe('The golden values by field'),
})
export type GoldenView = z.output<typeof golden>

const run = z.object({
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  families: z.int().describe('Families worked out so far'),
  changed: z.int().describe('Families that show something else now'),
})

const policyView = z.object({
  policy: survivorship,
  fields: z.array(z.object({ field: z.string(), mode: z.enum(['one', 'all', 'latest']) })),
  sources: z
    .array(z.object({ source: z.string(), records: z.int() }))
    .describe('Sources in use, the empty one for records entered here'),
  run: run.nullable().describe('The last time all families were worked out anew'),
})

const trial = z.object({
  families: z.int().describe('Families there are'),
  checked: z.int().describe('Families worked out for this answer'),
  values: z.int().describe('Values among them that would change'),
  byField: z.array(z.object({ field: z.string(), values: z.int() })),
  samples: z.array(
    z.object({
      customerId: id,
      name: z.string(),
      field: z.string(),
      was: z.string().nullable(),
      becomes: z.string().nullable(),
      decided: outcome.shape.decided,
    }),
  ),
})
export type SurvivorshipTrial = z.output<typeof trial>

export const goldenEndpoints = contract({
  previewGolden: {
    name: 'data-quality.golden.preview',
    method: 'POST',
    path: '/golden/preview',
    tag,
    summary: 'What these records would show if they were one customer',
    permission: 'data-quality.read',
    body: z.strictObject({
      ids: z.array(id).min(1).max(100),
      apart: z
        .boolean()
        .default(false)
        .describe('Only these records, without those of their families: what would be shown after a parting'),
    }),
    reply: golden,
  },
  linkAs: {
    name: 'data-quality.golden.link',
    method: 'POST',
    path: '/golden/link',
    tag,
    summary: 'Link records and say whose values their family shows, as one act; can be undone',
    permission: 'matching.decide',
    body: z.strictObject({
      ids: z.array(id).min(2).max(100),
      choices: z
        .array(z.strictObject({ field: z.string().min(1).max(80), member: id }))
        .max(200)
        .default([]),
      reason: text(2000).nullish(),
    }),
    reply: golden,
    act: 'customers.act.linked',
    errors: [
      'customers.link-to-itself',
      'customers.link-unseen',
      'customers.family-too-large',
      'data-quality.not-in-family',
      'data-quality.no-choice',
    ],
  },
  golden: {
    name: 'data-quality.golden.read',
    method: 'GET',
    path: '/golden/:id',
    tag,
    summary: 'Whose values a customer’s family shows, and why',
    permission: 'data-quality.read',
    params: idParams,
    reply: golden,
  },
  choose: {
    name: 'data-quality.golden.choose',
    method: 'PUT',
    path: '/golden/:id/choice',
    tag,
    summary: 'Say whose value of a field the family shows; null leaves it to the rules again',
    permission: 'customers.write',
    params: idParams,
    body: z.strictObject({ field: z.string().min(1).max(80), member: id.nullable() }),
    reply: golden,
    act: 'data-quality.act.chosen',
    errors: ['data-quality.not-in-family', 'data-quality.no-choice'],
  },
  survivorship: {
    name: 'data-quality.golden.policy',
    method: 'GET',
    path: '/golden/policy',
    tag,
    summary: 'By what it is decided whose values are shown',
    permission: 'data-quality.read',
    reply: policyView,
  },
  trySurvivorship: {
    name: 'data-quality.golden.try',
    method: 'POST',
    path: '/golden/policy/preview',
    tag,
    summary: 'What would change on existing families under another policy; nothing is written',
    permission: 'data-quality.manage',
    body: survivorship,
    reply: trial,
  },
  setSurvivorship: {
    name: 'data-quality.golden.set-policy',
    method: 'PUT',
    path: '/golden/policy',
    tag,
    summary: 'Keep a policy; all families are worked out anew in the background',
    permission: 'data-quality.manage',
    body: survivorship,
    reply: policyView,
    act: 'data-quality.act.survivorship-set',
  },
})
