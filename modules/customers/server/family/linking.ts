import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { NotFound, Refused } from '../../../../platform/errors.ts'
import { openBatch } from '../../../../platform/history/record.ts'
import { newId } from '../../../../platform/ids.ts'
import { customerScope } from '../access.ts'
import { deriveFamilies, type Family, tellFamilies } from './deriving.ts'
import { componentsOf, type Edge } from './graph.ts'
import { type Kin, lockKin } from './kin.ts'

/** How a link came about: by whose hand or which rule, in words, how sure (match weight), and the reasons behind it. */
export type Why = {
  method: string
  reason?: string | null
  score?: number | null
  explanation?: unknown
}
/** Two records to be linked, in either order. */
export type Pair = { a: string; b: string } & Why

/** Records in one family at most. More are no person with many records, but a mistake that spreads. */
export const mostMembers = 100

/**
 * Says that these records are one customer: each is linked to the oldest of them, and their families become one. The actor
 * must see all records that come together. Answers the families that changed; none where all were one already.
 * Refuses `customers.link-to-itself`, `customers.link-unseen`, `customers.family-too-large`, and what is not there as `NotFound`.
 */
export async function linkCustomers(
  ctx: Context,
  { ids, ...why }: { ids: readonly string[] } & Why,
): Promise<Family[]> {
  const [first, ...others] = [...new Set(ids)].sort()
  if (!first || others.length === 0)
    throw new Refused(
      'customers.link-to-itself',
      'Name two different records: a record is not linked to itself.',
    )
  const kin = await lockKin(ctx, [first, ...others])
  await requireSeen(ctx, kin, [first, ...others])
  refuseTooLarge(kin, [first, ...others])
  await writeLinks(
    ctx,
    others.map(b => ({ a: first, b, ...why })),
  )
  const families = await deriveFamilies(ctx, [first])
  await tellFamilies(ctx, families, 'linked')
  return families
}

/** A pair that was left alone by `linkMany`, and why. */
export type Left = { a: string; b: string; because: 'itself' | 'gone' | 'unseen' | 'too-large' }

/**
 * Links many pairs in a few statements, for batches: up to some thousand at a time. What cannot be linked is left alone and
 * answered with its reason; a pair that is linked already is neither. Families that would grow above `most` are left
 * apart whole. `linked` are the new links; undo of the act takes all back.
 */
export async function linkMany(
  ctx: Context,
  pairs: readonly Pair[],
  most = mostMembers,
): Promise<{ linked: number; left: Left[]; families: Family[] }> {
  const left: Left[] = []
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))].sort()
  const kin = await lockKin(ctx, ids)
  const there = new Set(kin.members.map(({ id }) => id))
  const unseen = await unseenOf(ctx, [...there])
  const leave = ({ a, b }: Pair, because: Left['because']) => void left.push({ a, b, because })
  const usable = pairs.filter(pair => {
    if (pair.a === pair.b) return leave(pair, 'itself')
    if (!there.has(pair.a) || !there.has(pair.b)) return leave(pair, 'gone')
    return true
  })
  const groupOf = groupsOf(kin, usable)
  const kept = usable.filter(pair => {
    const group = groupOf.get(pair.a) ?? []
    if (group.length > most) return leave(pair, 'too-large')
    if (group.some(id => unseen.has(id))) return leave(pair, 'unseen')
    return true
  })
  const linked = await writeLinks(ctx, kept)
  const families = await deriveFamilies(ctx, [...new Set(kept.map(({ a }) => a))].sort())
  await tellFamilies(ctx, families, 'linked')
  return { linked, left, families }
}

/** For each record the records that would be one family with it. */
function groupsOf({ members, edges }: Kin, pairs: readonly Pair[]): Map<string, string[]> {
  const more = pairs.map(({ a, b }): Edge => ({ customerId: a, otherId: b }))
  const groups = componentsOf(
    members.map(({ id }) => id),
    [...edges, ...more],
  )
  return new Map(groups.flatMap(group => group.map(id => [id, group] as const)))
}

/** Those of the records that the actor does not see. */
export async function unseenOf(ctx: Context, ids: readonly string[]): Promise<Set<string>> {
  const sql = sqlWriter()
  const list = sql.bind(ids, 'uuid[]')
  const scope = customerScope(ctx, { alias: 't', sql })
  if (scope === 'true') return new Set()
  const seen = await rows<{ id: string }>(
    ctx.db,
    `select t.id from customers.customer t where t.id = any(${list}) and ${scope}`,
    sql.values,
  )
  const visible = new Set(seen.map(({ id }) => id))
  return new Set(ids.filter(id => !visible.has(id)))
}

/** Throws unless the actor sees what he named, and all that hangs together with it. */
export async function requireSeen(ctx: Context, { members }: Kin, named: readonly string[]): Promise<void> {
  const there = new Set(members.map(({ id }) => id))
  const unseen = await unseenOf(ctx, [...there])
  if (named.some(id => !there.has(id) || unseen.has(id))) throw new NotFound('customer')
  if (unseen.size > 0)
    throw new Refused(
      'customers.link-unseen',
      'These records belong together with others that you may not see. Ask somebody who sees them all.',
    )
}

function refuseTooLarge(kin: Kin, named: readonly string[]): void {
  const [first] = named as [string]
  const group = groupsOf(
    kin,
    named.slice(1).map(b => ({ a: first, b, method: '' })),
  ).get(first)
  const size = group?.length ?? 0
  if (size > mostMembers)
    throw new Refused(
      'customers.family-too-large',
      `Together these would be ${size} records in one family; at most ${mostMembers} can be.`,
      { size, limit: mostMembers },
    )
}

/** Writes links that are not there yet, with their history; answers how many. */
export async function writeLinks(ctx: Context, pairs: readonly Pair[]): Promise<number> {
  if (pairs.length === 0) return 0
  await openBatch(ctx)
  const given = pairs.map(({ a, b, method, reason, score, explanation }) => {
    const [customerId, otherId] = [a, b].sort()
    return {
      customer_id: customerId,
      other_id: otherId,
      id: newId(),
      method,
      reason: reason ?? null,
      score: score ?? null,
      explanation: explanation ?? null,
    }
  })
  const written = await rows(
    ctx.db,
    `with put as (
       insert into customers.link (customer_id, id, other_id, method, reason, score, explanation, decided_by, created_at)
       select g.customer_id, g.id, g.other_id, g.method, g.reason, g.score, g.explanation, $2, $3
       from jsonb_to_recordset($1::jsonb) g(customer_id uuid, id uuid, other_id uuid, method text, reason text, score float8, explanation jsonb)
       order by g.customer_id, g.other_id
       on conflict (customer_id, other_id) do nothing returning customer_id, id)
     insert into platform.change (root_id, id, batch_id, entity, record_id, action)
     select customer_id, platform.new_id(), $4, 'customer-link', id, 'created' from put returning 1 as hit`,
    [JSON.stringify(given), ctx.actor.id, ctx.now, ctx.batch.id],
  )
  return written.length
}
