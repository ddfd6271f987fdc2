import { isDeepStrictEqual } from 'node:util'
import type { Context, Db } from '../../../platform/context.ts'
import { keptPlan } from '../../../platform/database/prepared.ts'
import { row } from '../../../platform/database/statement.ts'
import { changeRow, lockRow } from '../../../platform/history/rows.ts'
import type { HistoryTable } from '../../../platform/module.ts'
import { policyIds } from '../contract/policies.ts'

/** The policies have a history, so that one can see who set them and take it back. */
export const policyTable: HistoryTable = {
  entity: 'quality-policy',
  root: 'quality-policy',
  table: 'data_quality.policy',
  rootColumn: 'id',
  keyColumn: 'id',
  rank: 0,
  permission: 'data-quality.manage',
}

export type PolicyName = keyof typeof policyIds

/** What an organisation has set of a policy; the rest is as shipped. */
export async function policyOf<T>(db: Db, name: PolicyName): Promise<Partial<T>> {
  const text = keptPlan('select value from data_quality.policy where id = $1')
  return (await row<{ value: Partial<T> }>(db, text, [policyIds[name]]))?.value ?? {}
}

/** Keeps a policy as a whole; nothing is written where it is the same as before. */
export async function keepPolicy(ctx: Context, name: PolicyName, value: object): Promise<void> {
  const id = policyIds[name]
  const key = { rootId: id, id }
  const locked = await lockRow(ctx, policyTable, key)
  // The database orders keys its own way; only what is said counts.
  if (isDeepStrictEqual(locked.value, value)) return
  await changeRow(ctx, policyTable, { key, locked, set: { value } })
  await ctx.emit({ kind: 'quality.policy-changed', entity: 'quality', rootId: id, recordId: id })
}
