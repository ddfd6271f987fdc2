import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import { Refused } from '../../../../platform/errors.ts'
import { openBatch } from '../../../../platform/history/record.ts'
import type { TrustPolicy } from '../../contract/trust.ts'
import { type Selection, selectedCustomers, settle } from '../../../customers/index.ts'
import { addressParts, isPartOfSql } from './confirmations.ts'
import { trustPolicyOf } from './policy.ts'
import { trustQuery } from './trust-query.ts'

/** Nobody has looked at more values than these and can say of each that it is right. */
const most = 10_000
/** Customers per statement. */
const portion = 1000

/**
 * Confirms what stands in these fields of the chosen customers that the actor sees, one statement for a thousand of them;
 * answers how many values. Who confirms addresses confirms their towns, postcodes and countries too. What somebody disputes waits for its settlement. More than 10,000 customers are refused.
 */
export async function confirmMany(
  ctx: Context,
  { fields, ...selection }: Selection & { fields: readonly string[] },
): Promise<number> {
  const ids = await selectedCustomers(ctx, selection)
  if (ids.length > most)
    throw new Refused(
      'data-quality.too-many',
      `Values of at most ${most} customers are confirmed in one act.`,
      {
        limit: most,
        found: ids.length,
      },
    )
  if (ids.length === 0) return 0
  await openBatch(ctx)
  const policy = await trustPolicyOf(ctx)
  let confirmed = 0
  for (let at = 0; at < ids.length; at += portion)
    confirmed += await confirmPortion(ctx, ids.slice(at, at + portion), { fields, policy })
  // A confirmed value may be the one that its family shows from now on.
  await settle(ctx, ids)
  const [first] = ids as [string]
  await ctx.emit({ kind: 'values.confirmed', entity: 'confirmation', rootId: first, recordId: first })
  return confirmed
}

type Which = { fields: readonly string[]; policy: TrustPolicy }

async function confirmPortion(
  ctx: Context,
  ids: readonly string[],
  { fields, policy }: Which,
): Promise<number> {
  await run(ctx.db, 'set local statement_timeout = 0')
  const sql = sqlWriter()
  const customers = `select unnest(${sql.bind(ids, 'uuid[]')}) as id`
  const asked = fields.includes('address') ? [...new Set([...fields, ...addressParts])] : fields
  const standing = trustQuery(ctx, sql, { customers, policy, fields: asked, of: 'shown' })
  const done = await row<{ n: number }>(
    ctx.db,
    // An e-mail address and its mirror in the customer's row are one value.
    `with standing as materialized (
       select distinct holder_id, field, value from (${standing}) q where dispute_id is null),
     put as (
       insert into data_quality.confirmation (customer_id, id, field, value, made_by, made_at)
       select q.holder_id, platform.new_id(), q.field, q.value, ${sql.bind(ctx.actor.id, 'uuid')}, ${sql.bind(ctx.now, 'timestamptz')}
       from standing q where q.field = any(${sql.bind(fields, 'text[]')}) or exists (
         select 1 from standing a where a.field = 'address' and a.holder_id = q.holder_id and ${isPartOfSql('q', 'a')})
       returning customer_id, id),
     written as (
       insert into platform.change (root_id, id, batch_id, entity, record_id, action)
       select customer_id, platform.new_id(), ${sql.bind(ctx.batch.id, 'uuid')}, 'confirmation', id, 'created' from put returning 1)
     select count(*)::int as n from written`,
    sql.values,
  )
  return done?.n ?? 0
}
