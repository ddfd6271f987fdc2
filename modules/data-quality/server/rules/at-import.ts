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

/** As at a save: a rule about a field that the author may not see neither tells him of it nor refuses his rows. */
function mayKnow({ catalogue, actor }: InspectionSetup, { fields }: WorkedOut): boolean {
  const entity = catalogue.entity('customer')
  return fields.every(field => visibleField(entity, actor, field))
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

/** Verdicts are bits of one number each, as in a sweep. */
const bits = 62

/** Asks up to 62 rules at a time. Bits and not a row per rule, and only columns that some rule reads: a quarter of the time. */
async function brokenBy(client: PoolClient, asked: Asked): Promise<{ id: string; ruleId: string }[]> {
  const found: { id: string; ruleId: string }[] = []
  for (let from = 0; from < asked.rules.length; from += bits) {
    const rules = asked.rules.slice(from, from + bits)
    for (const { id, broken } of await masksOf(client, { ...asked, rules })) {
      const mask = BigInt(broken)
      rules.forEach((rule, bit) => {
        if ((mask >> BigInt(bit)) & 1n) found.push({ id, ruleId: rule.id })
      })
    }
  }
  return found
}

async function masksOf(
  client: PoolClient,
  { setup, rules, rows }: Asked,
): Promise<{ id: string; broken: string }[]> {
  const sql = sqlWriter()
  const input = houseInput(setup, sql)
  const verdicts = rules
    .map((rule, bit) => `case when ${ruleSql(rule, input).broken} then ${2n ** BigInt(bit)} else 0 end`)
    .join(' | ')
  const read = new Set([...verdicts.matchAll(/\bt\."?([a-z_]+)"?/g)].map(([, name]) => name))
  const columns = rows.map(row =>
    Object.fromEntries(Object.entries(row.columns).filter(([name]) => name === 'id' || read.has(name))),
  )
  const records = sql.bind(JSON.stringify(columns), 'jsonb')
  const { rows: found } = await client.query<{ id: string; broken: string }>(
    `select id, broken::text from (
       select t.id, (${verdicts})::bigint as broken from jsonb_populate_recordset(null::customers.v_customer, ${records}) t offset 0) v
     where broken <> 0`,
    sql.values,
  )
  return found
}
