import type { Context } from '../../../../platform/context.ts'
import { kinOf, lockKin } from './kin.ts'
import { keepTogether } from './parting.ts'

/**
 * What goes when these records are removed: `all` of them with the members of those that are roots. What is `left` of
 * their families stays together, by new links where needed; who stands for whom among them is to be derived when they are gone.
 */
export async function leaveFamilies(
  ctx: Context,
  ids: readonly string[],
): Promise<{ all: string[]; left: string[] }> {
  // Most records have no family, and need no locks for it.
  const near = await kinOf(ctx, ids)
  if (near.edges.length === 0 && near.members.every(({ root }) => root === null))
    return { all: [...ids], left: [] }
  const kin = await lockKin(ctx, ids)
  const asked = new Set(ids)
  const going = new Set([
    ...ids,
    ...kin.members.filter(({ root }) => root && asked.has(root)).map(({ id }) => id),
  ])
  await keepTogether(ctx, kin, going)
  return {
    all: [...going].sort(),
    left: kin.members.filter(({ id }) => !going.has(id)).map(({ id }) => id),
  }
}
