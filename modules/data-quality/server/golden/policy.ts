import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { invalid } from '../../../../platform/errors.ts'
import type { Survivorship } from '../../contract/golden.ts'
import { keepPolicy, policyOf } from '../policies.ts'
import { goldenFields } from './fields.ts'

/**
 * What holds until an organisation says otherwise: a value that a person has confirmed, else of the source to be believed
 * first (none until it is said), else one that can be right, else the fuller one, else the newest, else the oldest
 * record's.
 */
const shipped: Survivorship = { sources: [], fields: {} }

/** The policy of this organisation. */
export async function survivorshipOf(ctx: Pick<Context, 'db'>): Promise<Survivorship> {
  return { ...shipped, ...(await policyOf<Survivorship>(ctx.db, 'survivorship')) }
}

/** Throws for fields that no family shares. */
export function assertKnown(ctx: Context, policy: Survivorship): void {
  const known = new Set(goldenFields(ctx.catalogue.entity('customer')).map(({ key }) => key))
  const unknown = Object.keys(policy.fields).find(key => !known.has(key))
  if (unknown !== undefined)
    throw invalid(
      `fields.${unknown}`,
      'platform.no-such-field',
      `“${unknown}” is no field that families share.`,
      {
        field: unknown,
      },
    )
}

/** Keeps a policy; families show what they did until they are worked out anew. */
export async function keepSurvivorship(ctx: Context, policy: Survivorship): Promise<void> {
  assertKnown(ctx, policy)
  await keepPolicy(ctx, 'survivorship', policy)
}

/** Sources of records that are in use, the most frequent first; the empty one for records entered here. */
export function sourcesInUse(ctx: Context): Promise<{ source: string; records: number }[]> {
  return rows(
    ctx.db,
    `select coalesce(source, '') as source, count(*)::int as records from customers.v_customer group by 1 order by 2 desc, 1 limit 50`,
  )
}
