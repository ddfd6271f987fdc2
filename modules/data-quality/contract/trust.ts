import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'

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

export const trustEndpoints = contract({
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
  },
})
