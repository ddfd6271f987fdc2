import type { Db } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { row } from '../../../../platform/database/statement.ts'
import { isOn, rulesOn, type WorkedOut } from './rule.ts'

/** Changes with every rule that is switched, written or removed; `xmin` also where an undo brings an old version back. */
const stateText = keptPlan(
  `select coalesce(md5(string_agg(concat_ws(' ', r.id, r.version, r.xmin), ',' order by r.id)), '') as state
   from data_quality.rule r where ${isOn} and r.must is not null`,
)

let kept: { state: string; rules: readonly WorkedOut[] } | null = null

/**
 * The rules that are on and worked out here, for every save: whether one has changed is asked of the database, and only then are
 * they read. What is kept is never changed by who gets it.
 */
export async function rulesInForce(db: Db): Promise<readonly WorkedOut[]> {
  const state = (await row<{ state: string }>(db, stateText))?.state ?? ''
  if (kept?.state !== state) kept = { state, rules: await rulesOn(db) }
  return kept.rules
}
