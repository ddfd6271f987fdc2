import type { HistoryTable } from '../../../../platform/module.ts'
import { holderSeen } from './seen.ts'

export const targetTable: HistoryTable = {
  entity: 'target',
  root: 'target',
  table: 'sales.target',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  permission: 'sales.manage',
  reach: (ctx, { alias, sql }) => holderSeen(ctx, { kind: `${alias}.kind`, id: `${alias}.holder_id`, sql }),
}

/** Sellers have worked for it for a day: from its first day on, and not before it was given. */
const hasHeld = (share: string) =>
  `greatest(${share}.from_on, (${share}.made_at at time zone 'UTC')::date) < (now() at time zone 'UTC')::date`

export const commissionPlanTable: HistoryTable = {
  entity: 'commission-plan',
  root: 'commission-plan',
  table: 'sales.commission_plan',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  titleColumn: 'name',
  // What was promised stays; another plan follows it.
  final: plan =>
    `exists (select from sales.commission_share h where h.plan_id = ${plan}.id and ${hasHeld('h')})`,
  permission: 'sales.manage',
  // A plan is seen by whoever sees all for whom it holds.
  reach: (ctx, { alias, sql }) => {
    const seen = holderSeen(ctx, { kind: `'seller'`, id: 'h.user_id', sql })
    return (
      seen &&
      `not exists (select from sales.commission_share h where h.plan_id = ${alias}.id and not ${seen})`
    )
  },
}

export const commissionShareTable: HistoryTable = {
  entity: 'commission-share',
  root: 'commission-plan',
  table: 'sales.commission_share',
  rootColumn: 'plan_id',
  keyColumn: 'id',
  rank: 1,
  final: hasHeld,
}
