import type { Db } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { row } from '../../../../platform/database/statement.ts'
import { isOn, rulesOn, type WorkedOut } from './rule.ts'

/** SQL value that changes with every rule that is switched, written or removed; `xmin` also where an undo brings an old version back. */
export const rulesState = `(select coalesce(md5(string_agg(concat_ws(' ', r.id, r.version, r.xmin), ',' order by r.id)), '')
   from data_quality.rule r where ${isOn} and r.must is not null)`

const stateText = keptPlan(`select ${rulesState} as state`)

/** Rules that are on, and the state of all rules in which they were read. */
export type InForce = { state: string; rules: readonly WorkedOut[] }

let kept: InForce | null = null

/**
 * The rules that are on and worked out here, for every save: whether one has changed is asked of the database, and only then are
 * they read. What is kept is never changed by who gets it.
 */
export async function rulesInForce(db: Db): Promise<InForce> {
  const state = (await row<{ state: string }>(db, stateText))?.state ?? ''
  if (kept?.state !== state) kept = { state, rules: await rulesOn(db) }
  return kept
}

/** The rules as they were last read; null before the first time. Whoever uses them asks for `rulesState` in the same journey. */
export function rulesLastRead(): InForce | null {
  return kept
}
