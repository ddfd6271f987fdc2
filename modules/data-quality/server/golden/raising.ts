import type { Context } from '../../../../platform/context.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { familyOf, type MemberRow, ownRows, settle, showGolden } from '../../../customers/index.ts'
import type { Survivorship } from '../../contract/golden.ts'
import { chooseWritten } from './choosing.ts'
import { factsOf } from './facts.ts'
import { goldenFields } from './fields.ts'
import { survivorshipOf } from './policy.ts'
import { type GoldenRecord, goldenOf } from './survive.ts'

/** The golden records of these families under a policy; nothing is written. */
export async function goldenRecords(
  ctx: Context,
  families: ReadonlyMap<string, readonly MemberRow[]>,
  policy: Survivorship,
): Promise<GoldenRecord[]> {
  const fields = goldenFields(ctx.catalogue.entity('customer'))
  const factOf = await factsOf(ctx, [...families.values()], fields)
  return [...families.values()].map(members => goldenOf(members, { fields, policy, factOf }))
}

/** Families by their root with the members' own values, the root first. */
export async function membersOf(
  ctx: Context,
  roots: readonly string[],
  options: { lock: boolean },
): Promise<Map<string, MemberRow[]>> {
  return Map.groupBy(await ownRows(ctx, roots, options), ({ root }) => root)
}

/** Works out what these families show, and shows it. Set-based: a few statements for some hundred families. */
export async function raise(ctx: Context, roots: readonly string[]): Promise<void> {
  const families = await membersOf(ctx, roots, { lock: true })
  for (const [root, members] of families) if (members.length < 2) families.delete(root)
  if (families.size === 0) return
  const records = await goldenRecords(ctx, families, await survivorshipOf(ctx))
  await showGolden(
    ctx,
    records.map(({ golden }) => golden),
  )
}

/** Own values in families have changed, in this transaction: what their roots show follows before anyone sees them. */
export async function raiseChanged(ctx: Context, { data }: Event): Promise<void> {
  const { roots, wrote, written } = data as { roots: string[]; wrote?: string[]; written?: string[] }
  await raise(ctx, roots)
  if (written && wrote && (await chooseWritten(ctx, wrote, written))) await raise(ctx, wrote)
}

/** Somebody has confirmed or disputed a value, which may be one of a family. */
export async function raiseJudged(ctx: Context, { rootId }: Event): Promise<void> {
  const [family] = await familyOf(ctx, [rootId])
  if (family && family.ids.length > 1) await settle(ctx, [family.root])
}
