import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { linkCustomers, unlink } from '../../../customers/index.ts'
import { writeChoices } from '../../../data-quality/index.ts'
import type { Part } from '../../contract.ts'
import { choicesOf } from './side-by-side.ts'

type Grounds = {
  /** By field, the record whose value a person chose to survive. */
  keep?: Readonly<Record<string, string>> | undefined
  weight: number | null
  parts: readonly Part[] | null
  reason?: string | null | undefined
}

/** Links two records because somebody decided that they are one; nothing happens where they are linked already. */
export async function joinFamilies(
  ctx: Context,
  pair: readonly [string, string],
  { weight, parts, reason, keep = {} }: Grounds,
): Promise<void> {
  // Before the link, which then shows what was chosen.
  await writeChoices(ctx, choicesOf(keep, pair))
  await linkCustomers(ctx, {
    ids: pair,
    method: 'hand',
    reason: reason ?? null,
    score: weight,
    explanation: parts,
  })
}

/** Takes the link between two records back; what links them by way of others stays. */
export async function partFamilies(ctx: Context, [a, b]: readonly [string, string]): Promise<void> {
  const link = await row<{ id: string }>(
    ctx.db,
    'select id from customers.v_link where customer_id = $1 and other_id = $2',
    [a, b],
  )
  if (link) await unlink(ctx, link.id)
}
