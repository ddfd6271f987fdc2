import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { requireCustomer } from '../../../customers/index.ts'
import type { CustomerTrust, ValueTrustView } from '../../contract/trust.ts'
import { openDisputesOf } from './disputes.queries.ts'
import { trustOf, type ValueTrust } from './trust.ts'

/** Everything about the trust of a customer's values; throws `NotFound` where the actor does not see it. */
export async function customerTrust(ctx: Context, id: string): Promise<CustomerTrust> {
  await requireCustomer(ctx, id)
  const trusts = await trustOf(ctx, [id])
  return { values: await trustViews(ctx, trusts), disputes: await openDisputesOf(ctx, id) }
}

/** The same as the API shows it, with the names of people. */
export async function trustViews(ctx: Context, trusts: readonly ValueTrust[]): Promise<ValueTrustView[]> {
  const names = await namesOf(ctx, [...new Set(trusts.flatMap(({ confirmedBy }) => confirmedBy ?? []))])
  const records = await recordsOf(ctx, trusts)
  return trusts.map(({ field, pointId, value, freshness, confidence, state, disputeId, ...trust }) => ({
    field,
    pointId,
    value,
    record: records.get(trust.holderId === trust.customerId ? '' : trust.holderId) ?? null,
    at: trust.at.toISOString(),
    source: { channel: trust.channel, by: trust.actorName, batchId: trust.batchId },
    confirmed:
      trust.confirmedAt && trust.confirmedBy
        ? {
            at: trust.confirmedAt.toISOString(),
            by: { id: trust.confirmedBy, name: names.get(trust.confirmedBy) ?? null },
          }
        : null,
    freshness,
    confidence,
    state,
    disputeId,
  }))
}

async function namesOf(ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await rows<{ id: string; name: string }>(
    ctx.db,
    'select u.id, u.name from staff.v_user u where u.id = any($1::uuid[])',
    [ids],
  )
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** The other records of families that values are from, by their own names. */
async function recordsOf(
  ctx: Context,
  trusts: readonly ValueTrust[],
): Promise<ReadonlyMap<string, { id: string; name: string }>> {
  const others = trusts.filter(({ holderId, customerId }) => holderId !== customerId)
  if (others.length === 0) return new Map()
  const found = await rows<{ id: string; name: string }>(
    ctx.db,
    'select c.id, c.name from customers.v_own c where c.id = any($1::uuid[])',
    [[...new Set(others.map(({ holderId }) => holderId))]],
  )
  return new Map(found.map(record => [record.id, record]))
}
