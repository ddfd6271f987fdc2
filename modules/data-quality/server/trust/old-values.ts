import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { customerScope } from '../../../customers/index.ts'
import type { OldValuesOfCustomer } from '../../contract/trust.ts'
import { isPartOf } from './confirmations.ts'
import { trustPolicyOf } from './policy.ts'
import { trustOf, type ValueTrust } from './trust.ts'
import { trustViews } from './trust-view.ts'

/** Customers looked at in one step, and steps of one request: old values may be rare, and a page must not take long. */
const step = 100
const mostSteps = 20

export type OldQuery = {
  owner?: string | undefined
  field?: string | undefined
  limit: number
  after?: string | undefined
}

/**
 * Customers with values past their half-life, the oldest customers first; at most 2,000 customers are looked at for one
 * page, so that a page may be short though there are more.
 */
export async function oldValues(
  ctx: Context,
  { owner, field, limit, after }: OldQuery,
): Promise<{ items: OldValuesOfCustomer[]; next: string | null }> {
  const items: OldValuesOfCustomer[] = []
  const ownerId = owner === 'me' ? ctx.actor.id : (owner ?? null)
  let from = after ?? null
  for (let steps = 0; steps < mostSteps; steps++) {
    const customers = await nextCustomers(ctx, { ownerId, from })
    const found = await withOldValues(ctx, customers, field)
    const room = limit - items.length
    items.push(...found.slice(0, room))
    if (found.length > room) return { items, next: items.at(-1)?.customerId ?? null }
    from = customers.at(-1)?.id ?? from
    if (customers.length < step) return { items, next: null }
    if (items.length === limit) break
  }
  return { items, next: from }
}

type Looked = { id: string; name: string; kind: string }

/** Only customers as old as the shortest half-life can have an old value. */
async function nextCustomers(
  ctx: Context,
  { ownerId, from }: { ownerId: string | null; from: string | null },
): Promise<Looked[]> {
  const { halfLives } = await trustPolicyOf(ctx)
  const years = Math.min(...Object.values(halfLives).filter(value => value !== null))
  if (!Number.isFinite(years)) return []
  const before = new Date(ctx.now.getTime() - years * yearInMs)
  const sql = sqlWriter()
  const where = [
    't.merged_into is null',
    `t.created_at < ${sql.bind(before, 'timestamptz')}`,
    customerScope(ctx, { alias: 't', sql }),
  ]
  if (ownerId) where.push(`t.owner_id = ${sql.bind(ownerId, 'uuid')}`)
  if (from) where.push(`t.id > ${sql.bind(from, 'uuid')}`)
  return rows<Looked>(
    ctx.db,
    `select t.id, t.name, t.kind from customers.v_customer t where ${where.join(' and ')} order by t.id limit ${step}`,
    sql.values,
  )
}

const yearInMs = 31_557_600_000

async function withOldValues(
  ctx: Context,
  customers: readonly Looked[],
  field: string | undefined,
): Promise<OldValuesOfCustomer[]> {
  const trusts = await trustOf(
    ctx,
    customers.map(({ id }) => id),
    field === undefined ? {} : { fields: [field] },
  )
  const old = trusts.filter(({ state }) => state === 'old')
  // A contact point and its mirror in the customer's row are one value; so is an address with its town.
  const keyOf = ({ holderId, field: key, value }: ValueTrust) => JSON.stringify([holderId, key, value])
  const points = new Set(old.filter(({ pointId }) => pointId).map(keyOf))
  const addresses = old.filter(trust => trust.field === 'address')
  const shown = old.filter(
    trust => trust.pointId || !(points.has(keyOf(trust)) || isPartOf(trust, addresses)),
  )
  const views = await trustViews(ctx, shown)
  return customers.flatMap(({ id, name, kind }) => {
    const values = views.filter((_, at) => shown[at]?.customerId === id)
    return values.length > 0 ? [{ customerId: id, name, kind, values }] : []
  })
}
