import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, text } from '../../../platform/contract/shapes.ts'
import { brief, experience, part } from './shapes.ts'

const tag = 'Matching'

/** What is known of a customer that is about to be saved; all of it may be missing or half typed. */
const draft = z.strictObject({
  kind: z.enum(['person', 'organisation']).optional(),
  name: text(500).nullish(),
  givenName: text(200).nullish(),
  familyName: text(200).nullish(),
  birthDate: z.string().max(40).nullish(),
  orgNumber: text(60).nullish(),
  website: text(500).nullish(),
  emails: z.array(text(320)).max(20).optional(),
  phones: z.array(text(100)).max(20).optional(),
  city: text(200).nullish(),
  postcode: text(30).nullish(),
  country: text(100).nullish(),
  address: text(500).nullish(),
  externalId: text(200).nullish(),
})
export type Draft = z.output<typeof draft>

/** A customer that the draft may be. */
const hint = z.object({
  customer: brief,
  weight: z.number(),
  probability: z.number().describe('Of the weight alone; `experience` is what people found'),
  words: z.enum(['certain', 'likely', 'possible']),
  parts: z.array(part),
  experience: experience.nullable(),
})
export type Hint = z.output<typeof hint>

export const liveEndpoints = contract({
  check: {
    name: 'matching.check',
    method: 'POST',
    path: '/matching/check',
    tag,
    summary: 'Which customers a new one may be',
    description:
      'Ask before you create: `POST /customers` itself never refuses a duplicate. At most five customers that you may see, the likeliest first; customers that you may not see are never hinted at. Whatever is saved nevertheless is compared again after saving and comes into the queue.',
    permission: 'matching.read',
    body: z.strictObject({
      customer: draft,
      exclude: id.optional().describe('A customer to leave out: the one that is being edited'),
    }),
    reply: z.object({ items: z.array(hint) }),
  },
})
