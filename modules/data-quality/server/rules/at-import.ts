import type { PoolClient } from 'pg'
import { visibleField } from '../../../../platform/access/fields.ts'
import type { Actor } from '../../../../platform/access/actor.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { translate } from '../../../../platform/i18n/index.ts'
import type {
  Inspection,
  InspectedRow,
  InspectionSetup,
  Objection,
} from '../../../../platform/transfer/inspection.ts'
import { houseInput, ruleSql } from './compile.ts'
import { nameOfRule, rulesOn, type WorkedOut } from './rule.ts'

/**
 * Files are held to the rules before they are stored, in a check as well as in earnest: rows that break a rule which refuses
 * are refused, those that break one which warns are counted. A record that is there is asked only about what the file fills.
 * The rules are asked of the records as they will be, a chunk in one statement, over rows that no table holds yet.
 */
export const importInspection: Inspection = {
  entity: 'customer',
  open: async setup => {
    const rules = (await rulesOn(setup.db)).filter(rule => rule.severity !== 'note' && mayKnow(setup, rule))
    if (rules.length === 0) return null
    const byId = new Map(rules.map(rule => [rule.id, rule]))
    const onOld = new Set(
      rules.filter(({ fields }) => fields.some(field => setup.mapped.has(field))).map(({ id }) => id),
    )
    return async (client, rows) => {
      const broken = await brokenBy(client, { setup, rules, rows })
      const fresh = new Set(rows.filter(row => row.fresh).map(({ id }) => id))
      return broken
        .filter(({ id, ruleId }) => fresh.has(id) || onOld.has(ruleId))
        .map(({ id, ruleId }) => objectionOf(setup.actor, id, byId.get(ruleId) as WorkedOut))
    }
  },
}

function mayKnow({ catalogue, actor }: InspectionSetup, { fields, severity }: WorkedOut): boolean {
  const entity = catalogue.entity('customer')
  return severity === 'refuse' || fields.every(field => visibleField(entity, actor, field))
}

function objectionOf({ locale }: Actor, id: string, rule: WorkedOut): Objection {
  const params = { rule: nameOfRule(rule, locale) }
  const field = rule.fields[0] ?? 'name'
  const message = translate(locale, 'errors.data-quality.rule-broken', params)
  // A code of its own per rule: objections are counted by it.
  const code = `data-quality.rule.${rule.key ?? rule.id}`
  return { id, refuses: rule.severity === 'refuse', code, message, field, params }
}

type Asked = { setup: InspectionSetup; rules: readonly WorkedOut[]; rows: readonly InspectedRow[] }

async function brokenBy(
  client: PoolClient,
  { setup, rules, rows }: Asked,
): Promise<{ id: string; ruleId: string }[]> {
  const sql = sqlWriter()
  const input = houseInput(setup, sql)
  const records = sql.bind(JSON.stringify(rows.map(({ columns }) => columns)), 'jsonb')
  const verdicts = rules.map(rule => `(${sql.bind(rule.id, 'uuid')}, ${ruleSql(rule, input).broken})`)
  const { rows: found } = await client.query<{ id: string; ruleId: string }>(
    `select t.id, v.rule_id as "ruleId" from jsonb_populate_recordset(null::customers.v_customer, ${records}) t
     cross join lateral (values ${verdicts.join(', ')}) v (rule_id, broken) where v.broken`,
    sql.values,
  )
  return found
}
