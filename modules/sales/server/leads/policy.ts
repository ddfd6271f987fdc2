import type { Context, Db } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { row } from '../../../../platform/database/statement.ts'
import { changeRow } from '../../../../platform/history/rows.ts'
import type { LeadPolicy } from '../../contract.ts'
import { leadPolicyTable } from './tables.ts'

const policyId = '01930000-0000-7000-8000-000000000031'

type Kept = LeadPolicy & { version: number; updatedAt: Date }

const text = keptPlan(`select private_first as "privateFirst", shadow_after_days as "shadowAfterDays",
  share_after_days as "shareAfterDays", announce_days as "announceDays", version, updated_at as "updatedAt"
  from sales.lead_policy`)

/** How long what a seller finds is his alone. */
export async function policyOf(db: Db): Promise<Kept> {
  return (await row<Kept>(db, text)) as Kept
}

/** The same as everybody may read it. */
export async function policyView(ctx: Context) {
  const { updatedAt, ...policy } = await policyOf(ctx.db)
  return { ...policy, updatedAt: updatedAt.toISOString() }
}

/** Sets the policy. What is announced already keeps its day. */
export async function setPolicy(ctx: Context, policy: LeadPolicy, version?: number) {
  await changeRow(ctx, leadPolicyTable, {
    key: { rootId: policyId, id: policyId },
    set: {
      private_first: policy.privateFirst,
      shadow_after_days: policy.shadowAfterDays,
      share_after_days: policy.shareAfterDays,
      announce_days: policy.announceDays,
    },
    version,
    show: () => policyView(ctx),
  })
  return policyView(ctx)
}
