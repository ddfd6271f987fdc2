import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id } from '../../../platform/contract/shapes.ts'
import { experience } from './shapes.ts'

const tag = 'Matching'

/** What the organisation lets be linked without asking, and from which weight on people are asked. */
export const ruleShape = z.strictObject({
  on: z.boolean().describe('Clear cases are linked after every search'),
  review: z.number().min(-20).max(60).describe('Weight from which a pair is asked about, in bits'),
  link: z.number().min(-20).max(80).describe('Weight from which a pair may be linked without asking'),
  agree: z
    .enum(['nothing', 'contact', 'identity'])
    .describe(
      'What must agree exactly besides: nothing, an e-mail address or telephone, or that or birth date or number',
    ),
  sameOwner: z.boolean().describe('Only where both have the same owner, or one has none'),
  cap: z.int().min(2).max(50).describe('Clusters with more records are never linked without asking'),
})
export type Rule = z.output<typeof ruleShape>

const linking = z.object({
  id: id.describe('Also the act: undo it to take the whole linking back'),
  rule: ruleShape,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  total: z.int(),
  linked: z.int(),
  skipped: z.int(),
  error: z.string().nullable(),
  askedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  undone: z.boolean(),
})
export type Linking = z.output<typeof linking>

export const ruleEndpoints = contract({
  rule: {
    name: 'matching.rule',
    method: 'GET',
    path: '/matching/rule',
    tag,
    summary: 'The lines and the rule of automatic linking, with what people’s decisions say about them',
    permission: 'matching.read',
    reply: z.object({
      rule: ruleShape,
      bins: z.array(
        z.object({
          from: z.number(),
          to: z.number(),
          decided: z.int(),
          same: z.int(),
          low: z.number(),
          high: z.number(),
        }),
      ),
      suggested: z
        .number()
        .nullable()
        .describe('Lowest weight from which 99 of 100 were one, by the lower end of the interval'),
    }),
  },
  setRule: {
    name: 'matching.rule.set',
    method: 'PUT',
    path: '/matching/rule',
    tag,
    summary: 'Set the lines and the rule of automatic linking',
    permission: 'matching.manage',
    body: ruleShape,
    reply: ruleShape,
    act: 'matching.act.rule-set',
    errors: ['matching.lines-crossed'],
  },
  tryRule: {
    name: 'matching.rule.try',
    method: 'POST',
    path: '/matching/rule/trial',
    tag,
    summary: 'What a rule would link of the pairs that wait now; nothing is written',
    permission: 'matching.manage',
    body: ruleShape,
    reply: z.object({
      pairs: z.int(),
      held: z.array(z.object({ because: z.string(), pairs: z.int() })),
      experience: experience.nullable().describe('What people decided about pairs above the line'),
    }),
    errors: ['matching.lines-crossed'],
  },
  link: {
    name: 'matching.linking.start',
    method: 'POST',
    path: '/matching/linkings',
    tag,
    summary: 'Link the clear cases that wait, by the rule as it is set',
    permission: 'matching.manage',
    reply: linking,
    status: 202,
    act: 'matching.act.linked-by-rule',
    errors: ['matching.linking-runs'],
  },
  linkings: {
    name: 'matching.linking.list',
    method: 'GET',
    path: '/matching/linkings',
    tag,
    summary: 'The latest linkings by rule',
    permission: 'matching.manage',
    reply: z.object({ items: z.array(linking) }),
  },
})
