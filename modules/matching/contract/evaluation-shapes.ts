import { z } from 'zod'
import { id } from '../../../platform/contract/shapes.ts'
import { columnRoles } from './column-roles.ts'

export const evaluationStates = ['draft', 'waiting', 'running', 'done', 'cancelled', 'failed'] as const

const share = z.object({ value: z.number(), low: z.number(), high: z.number() })
const quality = z.object({
  pairs: z.int().describe('Pairs that were said to be one'),
  precision: share.describe('With the 95 % interval, as if pairs were independent of one another'),
  recall: share,
  f1: z.number(),
})

const result = z.object({
  rows: z.int(),
  pairs: z.int().describe('Pairs that are one by the answers'),
  compared: z.int(),
  threshold: z
    .number()
    .describe('Weight from which on pairs were said to be one, chosen without the answers, in bits'),
  found: quality,
  best: z.object({ f1: z.number(), precision: z.number(), recall: z.number(), threshold: z.number() }),
  linked: quality.extend({
    from: z.number().describe('Weight from which on pairs would be linked without asking'),
    largest: z.int(),
    held: z.array(z.object({ because: z.string(), pairs: z.int() })),
  }),
  groups: z.array(
    z.object({
      by: z.enum(['script', 'gender']),
      value: z.string(),
      pairs: z.int(),
      precision: share,
      recall: share,
      f1: z.number(),
    }),
  ),
  cost: z.object({ seconds: z.number(), cpuSeconds: z.number(), peakMemoryMiB: z.int() }),
})
export type EvaluationResult = z.output<typeof result>

const column = z.object({
  name: z.string(),
  role: z.enum(columnRoles),
  examples: z.array(z.string()).describe('Some of its values'),
})
export type EvaluationColumn = z.output<typeof column>

const file = z.object({ name: z.string(), size: z.int() })

export const evaluationShape = z.object({
  id,
  state: z.enum(evaluationStates),
  files: z.object({ first: file, second: file.nullable(), pairs: file.nullable() }),
  columns: z.array(column),
  truth: z.object({ column: z.string().nullable() }).nullable().describe('A column, or the pairs file'),
  step: z.string().nullable(),
  cancelAsked: z.boolean(),
  result: result.nullable(),
  error: z.string().nullable(),
  askedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
})
export type Evaluation = z.output<typeof evaluationShape>
