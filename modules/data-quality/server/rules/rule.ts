import type { Db } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Filter } from '../../../../platform/entities/descriptor.ts'
import { NotFound } from '../../../../platform/errors.ts'
import { hasText, translate } from '../../../../platform/i18n/index.ts'
import type { Dimension, Severity } from '../../contract/rules.ts'

/** A rule as the table has it. `must` is null for one that another module reports. */
export type Rule = {
  id: string
  key: string | null
  name: string | null
  explanation: string | null
  dimension: Dimension
  severity: Severity
  kind: 'person' | 'organisation' | null
  applies: Filter | null
  must: Filter | null
  fields: string[]
  ownerUserId: string | null
  ownerTeamId: string | null
  activeFrom: Date | null
  activeTo: Date | null
  version: number
}

/** A rule that is worked out here. */
export type WorkedOut = Rule & { must: Filter }

const columns = `r.id, r.key, r.name, r.explanation, r.dimension, r.severity, r.kind, r.applies, r.must, r.fields,
  r.owner_user_id as "ownerUserId", r.owner_team_id as "ownerTeamId", r.active_from as "activeFrom", r.active_to as "activeTo", r.version`

/** SQL condition that a rule `r` is on. */
export const isOn = '(r.active_from is not null and r.active_to is null)'

export function isRuleOn({ activeFrom, activeTo }: Pick<Rule, 'activeFrom' | 'activeTo'>): boolean {
  return activeFrom !== null && activeTo === null
}

/** All rules, those of the product first. */
export function allRules(db: Db): Promise<Rule[]> {
  return rows<Rule>(db, `select ${columns} from data_quality.rule r order by r.key is null, r.id`)
}

/** The rules that are on and worked out here. */
export function rulesOn(db: Db): Promise<WorkedOut[]> {
  return rows<WorkedOut>(
    db,
    keptPlan(`select ${columns} from data_quality.rule r where ${isOn} and r.must is not null order by r.id`),
  )
}

/** The rules that can be counted: those worked out here, and those that a module has reported at least once. */
export function countedRules(db: Db): Promise<Rule[]> {
  return rows<Rule>(
    db,
    `select ${columns} from data_quality.rule r where ${isOn} and (r.must is not null or r.reported_at is not null) order by r.id`,
  )
}

/** One rule; throws `NotFound`. */
export async function requireRule(db: Db, id: string): Promise<Rule> {
  const [found] = await rows<Rule>(db, `select ${columns} from data_quality.rule r where r.id = $1`, [id])
  if (!found) throw new NotFound('rule', { id })
  return found
}

/** What a rule is called in a language: its own name, or that of the texts. */
export function nameOfRule({ name, key }: Pick<Rule, 'name' | 'key'>, locale: string): string {
  const text = `data-quality.shipped.${key}.name`
  return name ?? (hasText(text) ? translate(locale, text) : (key ?? ''))
}
