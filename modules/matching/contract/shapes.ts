import { z } from 'zod'
import { id } from '../../../platform/contract/shapes.ts'

/** One part of a match weight: what was compared, how it came out, and how many bits that speaks for or against. */
export const part = z.object({
  field: z.string().describe('What was compared: `name`, `birthDate`, `email`, `start` …'),
  level: z.string().describe('How the two compare: `exact`, `similar`, `different` …'),
  weight: z.number().describe('Bits; above zero speaks for one customer'),
})

/** What people decided about pairs of about the same weight. */
export const experience = z.object({
  decided: z.int(),
  same: z.int(),
  low: z.number().describe('Lower end of the 95 % interval of the share that were one (Wilson)'),
  high: z.number(),
})

/** A customer as pairs show it. */
export const brief = z.object({
  id,
  name: z.string(),
  kind: z.string(),
  city: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  owner: z.string().nullable(),
  source: z.string().nullable(),
  createdAt: z.iso.datetime(),
})

/** A part of a weight, as the server and the screens hold it. */
export type Part = z.output<typeof part>
export type Experience = z.output<typeof experience>
export type Brief = z.output<typeof brief>

export const verdict = z.enum(['same', 'different', 'later'])
export type Verdict = z.output<typeof verdict>

/** Two records, in any order. */
export const pairParams = z.strictObject({ id, otherId: id })
