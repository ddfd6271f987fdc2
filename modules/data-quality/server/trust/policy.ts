import type { Context } from '../../../../platform/context.ts'
import { invalid } from '../../../../platform/errors.ts'
import type { TrustPolicy } from '../../contract/trust.ts'
import { keepPolicy, policyOf } from '../policies.ts'

/**
 * What holds until an organisation says otherwise; all of it assumptions of ours. The median time with one employer is 3.9
 * years (U.S. Bureau of Labor Statistics, Employee Tenure in 2024), which for a memoryless change is its half-life;
 * titles, numbers and addresses that go with a job change more often than the employer. A field without an entry does not
 * age.
 */
const defaults: TrustPolicy = {
  halfLives: {
    phone: 2.5,
    email: 3,
    address: 7,
    city: 7,
    postcode: 7,
    country: 15,
    jobTitle: 2,
    employees: 3,
    industry: 10,
    website: 5,
    level: 2,
    language: 15,
  },
  reliability: {
    screen: 0.95,
    api: 0.9,
    import: 0.85,
    automation: 0.85,
    'command-line': 0.85,
    system: 0.85,
  },
  settleWithinHours: 72,
}

/** The policy of this organisation; what it has not set is as we ship it. */
export async function trustPolicyOf(ctx: Pick<Context, 'db'>): Promise<TrustPolicy> {
  const kept = await policyOf<TrustPolicy>(ctx.db, 'trust')
  return {
    halfLives: { ...defaults.halfLives, ...kept.halfLives },
    reliability: { ...defaults.reliability, ...kept.reliability },
    settleWithinHours: kept.settleWithinHours ?? defaults.settleWithinHours,
  }
}

/** A channel, or one of its sources by name: `api`, `api:Billing`. */
const sourceShape = /^[a-z-]+(:[\p{L}\p{N}\p{P} ]{1,100})?$/u

/** Keeps a policy. Refuses half-lives of fields that do not exist. */
export async function setTrustPolicy(ctx: Context, policy: TrustPolicy): Promise<TrustPolicy> {
  const known = new Set(['address', ...ctx.catalogue.entity('customer').fields.map(({ key }) => key)])
  const unknown = Object.keys(policy.halfLives).find(key => !known.has(key))
  if (unknown !== undefined)
    throw invalid(
      `halfLives.${unknown}`,
      'platform.no-such-field',
      `“${unknown}” is no field of a customer.`,
      {
        field: unknown,
      },
    )
  const odd = Object.keys(policy.reliability).find(source => !sourceShape.test(source))
  if (odd !== undefined)
    throw invalid(
      'reliability',
      'platform.bad-value',
      `“${odd}” is no source: a channel, or a channel, a colon and a name.`,
    )
  await keepPolicy(ctx, 'trust', policy)
  return trustPolicyOf(ctx)
}
