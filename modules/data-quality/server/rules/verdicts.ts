import type { Context } from '../../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { run } from '../../../../platform/database/statement.ts'
import { houseInput, ruleSql } from './compile.ts'
import { rulesOn, type WorkedOut } from './rule.ts'

/** The verdict of every rule over a customer `t` as rows `v (rule_id, field, broken)`, to be joined laterally. */
function verdictsOf(ctx: Context, rules: readonly WorkedOut[], sql: SqlWriter): string {
  const input = houseInput(ctx, sql)
  const lines = rules.map(
    rule =>
      `(${sql.bind(rule.id, 'uuid')}, ${sql.bind(rule.fields[0] ?? null, 'text')}, ${ruleSql(rule, input).broken})`,
  )
  return `lateral (values ${lines.join(', ')}) v (rule_id, field, broken)`
}

/** Which customers, as SQL over `t`. */
export type Which = (sql: SqlWriter) => string

/**
 * Asks the rules that are on of these customers and brings their findings up to date: opened where a rule is broken, closed
 * where it holds. One statement, whatever the number of rules.
 */
export async function check(
  ctx: Context,
  { rules, which }: { rules: readonly WorkedOut[]; which: Which },
): Promise<void> {
  if (rules.length === 0) return
  const sql = sqlWriter()
  const ids = sql.bind(
    rules.map(rule => rule.id),
    'uuid[]',
  )
  const verdicts = verdictsOf(ctx, rules, sql)
  const text = `with asked as materialized (select t.* from customers.v_customer t where ${which(sql)}),
     broken as materialized (
       select t.id as customer_id, v.rule_id, v.field from asked t cross join ${verdicts} where v.broken and t.merged_into is null),
     opened as (
       insert into data_quality.finding (customer_id, rule_id, field)
       select customer_id, rule_id, field from broken order by customer_id, rule_id
       on conflict (customer_id, rule_id) where mended_at is null do nothing),
     closed as (
       update data_quality.finding f set mended_at = now() from asked t
       where f.customer_id = any(array(select id from asked)) and f.customer_id = t.id and f.rule_id = any(${ids}) and f.mended_at is null
         and not exists (select 1 from broken b where b.customer_id = f.customer_id and b.rule_id = f.rule_id))
     select count(*) from broken`
  await run(ctx.db, text, sql.values)
}

/** Asks all rules that are on of the named customers. */
export async function checkCustomers(ctx: Context, ids: readonly string[]): Promise<void> {
  const rules = await rulesOn(ctx.db)
  await check(ctx, { rules, which: sql => `t.id = any(${sql.bind(ids, 'uuid[]')})` })
}
