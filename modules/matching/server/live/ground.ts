import type { Db } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { row } from '../../../../platform/database/statement.ts'
import type { Rule } from '../../contract.ts'
import { ruleFrom } from '../linking/rule.ts'
import { type CurrentModel, modelOf } from './model.ts'

/** What a check stands on whoever is typed: the country of numbers without one, the weights and the lines in force. */
export type Ground = { home: string | null; model: CurrentModel['model']; rule: Rule }

const text =
  keptPlan(`select (select value from platform.setting where name = 'organisation.country') as home,
  (select value from platform.setting where name = 'matching.rule') as rule, (select max(id)::int from matching.model) as "modelId"`)

/** All of it in one journey: somebody is typing. */
export async function groundOf(db: Db): Promise<Ground> {
  const found = await row<{ home: string | null; rule: Partial<Rule> | null; modelId: number | null }>(
    db,
    text,
  )
  const { model } = await modelOf(db, found?.modelId ?? null)
  return { home: found?.home ?? null, model, rule: ruleFrom(model, found?.rule ?? {}) }
}
