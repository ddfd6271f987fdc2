import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { NotFound, Refused } from '../../../../platform/errors.ts'
import { openBatch } from '../../../../platform/history/record.ts'
import { removeRows } from '../../../../platform/history/removal.ts'
import { linkTable } from '../tables.ts'
import { deriveFamilies, type Family, tellFamilies } from './deriving.ts'
import { componentsOf, edgesToKeepTogether } from './graph.ts'
import { requireSeen, writeLinks } from './linking.ts'
import { type Kin, lockKin } from './kin.ts'

/**
 * Takes one link away, at any time, whatever has happened since. Its two ends part unless other links still join them.
 * Answers the families as they are then; throws `NotFound`.
 */
export async function unlink(ctx: Context, linkId: string): Promise<Family[]> {
  const kin = await kinOfLink(ctx, linkId)
  await removeLinks(
    ctx,
    kin.edges.filter(({ id }) => id === linkId),
  )
  return part(ctx, kin)
}

/** One record leaves its family; the others stay together, by new links where he was what joined them. */
export async function takeOut(ctx: Context, customerId: string): Promise<Family[]> {
  const kin = await seenKin(ctx, customerId)
  const his = kin.edges.filter(edge => edge.customerId === customerId || edge.otherId === customerId)
  if (his.length === 0)
    throw new Refused(
      'customers.not-linked',
      'This record is linked to no other, so there is nothing to part.',
    )
  await keepTogether(ctx, kin, new Set([customerId]))
  await removeLinks(ctx, his)
  return part(ctx, kin)
}

/** Every record of the family stands for itself again. */
export async function dissolve(ctx: Context, customerId: string): Promise<Family[]> {
  const kin = await seenKin(ctx, customerId)
  if (kin.edges.length === 0)
    throw new Refused(
      'customers.not-linked',
      'This record is linked to no other, so there is nothing to part.',
    )
  await removeLinks(ctx, kin.edges)
  return part(ctx, kin)
}

/** Links what is left of families when some records leave, so that it stays one family. */
export async function keepTogether(
  ctx: Context,
  { members, edges }: Kin,
  leaving: ReadonlySet<string>,
): Promise<void> {
  const ids = members.map(({ id }) => id)
  const hisOwn = new Set(ids.filter(id => !leaving.has(id)))
  // Each family by itself: those who did not hang together by links before need not after.
  const more = familiesBefore({ members, edges }).flatMap(group =>
    edgesToKeepTogether(
      group.filter(id => hisOwn.has(id)),
      edges,
    ),
  )
  await writeLinks(
    ctx,
    more.map(({ customerId, otherId }) => ({ a: customerId, b: otherId, method: 'rest' })),
  )
}

function familiesBefore({ members, edges }: Kin): string[][] {
  return componentsOf(
    members.map(({ id }) => id),
    edges,
  )
}

async function kinOfLink(ctx: Context, linkId: string): Promise<Kin> {
  const found = await row<{ customerId: string }>(
    ctx.db,
    `select l.customer_id as "customerId" from customers.link l where l.id = $1`,
    [linkId],
  )
  if (!found) throw new NotFound('link')
  const kin = await lockKin(ctx, [found.customerId])
  const link = kin.edges.find(({ id }) => id === linkId)
  if (!link) throw new NotFound('link')
  await requireSeen(ctx, kin, [link.customerId])
  return kin
}

async function seenKin(ctx: Context, customerId: string): Promise<Kin> {
  const kin = await lockKin(ctx, [customerId])
  await requireSeen(ctx, kin, [customerId])
  return kin
}

async function removeLinks(
  ctx: Context,
  links: readonly { customerId: string; id: string }[],
): Promise<void> {
  await openBatch(ctx)
  await removeRows(ctx.db, linkTable, {
    roots: links.map(({ customerId }) => customerId),
    ids: links.map(({ id }) => id),
    batchId: ctx.batch.id,
  })
}

async function part(ctx: Context, { members }: Kin): Promise<Family[]> {
  const families = await deriveFamilies(
    ctx,
    members.map(({ id }) => id),
  )
  await tellFamilies(ctx, families, 'unlinked')
  return families
}
