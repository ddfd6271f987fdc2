import type { Context } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import { lowerRows } from '../../../../platform/history/overlay.ts'
import { customerTable } from '../tables.ts'
import { rootsOf } from './graph.ts'
import { lockKin } from './kin.ts'

/** A family as it is shown: its root and all its members, the root first. One that fell apart is a root alone. */
export type Family = { root: string; ids: string[] }

/**
 * Works `merged_into` out of the links, for the given records and all that hang together with them, and answers the families
 * that have other members now. The roots of those show their own values until someone shows the golden ones (`settle`).
 */
export async function deriveFamilies(ctx: Context, ids: readonly string[]): Promise<Family[]> {
  if (ids.length === 0) return []
  const { members, edges } = await lockKin(ctx, ids)
  const roots = rootsOf(members, edges)
  const moved = members.filter(({ id, root }) => (roots.get(id) ?? null) !== root)
  if (moved.length === 0) return []
  const shown = (id: string) => roots.get(id) ?? id
  const touched = new Set(moved.flatMap(({ id, root }) => [shown(id), id, ...(root ? [shown(root)] : [])]))
  await lowerRows(ctx.db, customerTable, [...touched].sort())
  await run(
    ctx.db,
    `update customers.customer t set merged_into = n.root from unnest($1::uuid[], $2::uuid[]) n(id, root)
     where t.id = n.id and t.merged_into is distinct from n.root`,
    [moved.map(({ id }) => id), moved.map(({ id }) => roots.get(id) ?? null)],
  )
  const families = Map.groupBy(members, ({ id }) => shown(id))
  const changed = new Set([...touched].map(shown))
  return [...families]
    .filter(([root]) => changed.has(root))
    .map(([root, group]) => ({ root, ids: group.map(({ id }) => id) }))
}

/** Families told in one event. */
const atOnce = 500

/** Says which families have come about, or lost somebody; `linked` or `unlinked` tells from which side it was looked at. */
export async function tellFamilies(
  ctx: Context,
  families: readonly Family[],
  what: 'linked' | 'unlinked',
): Promise<void> {
  for (let at = 0; at < families.length; at += atOnce) {
    const part = families.slice(at, at + atOnce)
    const root = part[0]?.root as string
    await ctx.emit({
      kind: `customer.${what}`,
      entity: 'customer',
      rootId: root,
      recordId: root,
      data: { families: part },
    })
  }
  await settle(
    ctx,
    families.map(({ root }) => root),
  )
}

/**
 * To be called when own values of these records may have changed: tells, as `family.changed` with the roots, whoever works
 * out what their families show. `written` are the columns that somebody has just written in all of these records; which of
 * them are roots is told as `wrote`: there he wrote what the family shall show. Records without a family cost one look
 * into an index.
 */
export async function settle(
  ctx: Context,
  ids: readonly string[],
  written: readonly string[] = [],
): Promise<void> {
  if (ids.length === 0) return
  const found = await rows<{ root: string; wrote: boolean }>(
    ctx.db,
    keptPlan(`select f.root, bool_or(f.wrote) as wrote from (
       select c.merged_into as root, true as wrote from customers.customer c where c.merged_into is not null and c.merged_into = any($1::uuid[])
       union all select c.merged_into, false from customers.customer c where c.id = any($1::uuid[]) and c.merged_into is not null) f
     group by 1 order by 1`),
    [ids],
  )
  for (let at = 0; at < found.length; at += atOnce) {
    const part = found.slice(at, at + atOnce)
    const roots = part.map(({ root }) => root)
    const wrote = part.filter(family => family.wrote).map(({ root }) => root)
    const [first] = roots as [string]
    await ctx.emit({
      kind: 'family.changed',
      entity: 'customer',
      rootId: first,
      recordId: first,
      data: written.length > 0 ? { roots, written, wrote } : { roots },
    })
  }
}
