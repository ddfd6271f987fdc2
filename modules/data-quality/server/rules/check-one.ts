import type { Context } from '../../../../platform/context.ts'
import { keptPlan, keptWhileFew } from '../../../../platform/database/prepared.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import { houseInput, ruleSql } from './compile.ts'
import { rulesInForce, rulesLastRead, rulesState } from './in-force.ts'
import type { WorkedOut } from './rule.ts'

/** Rules by their places in the list that was asked, and the state of all rules at that moment. */
type Verdicts = { broken: number[]; open: number[]; state: string }

/**
 * Asks of one customer those rules in force that `concern` picks and brings its findings of them up to date, as `check` does for
 * many; answers the broken ones. Nearly always the rules are those that were last read and the findings stand as they are:
 * then one statement that only reads, with a plan that is kept.
 */
export async function checkOne(
  ctx: Context,
  customerId: string,
  concern: (rule: WorkedOut) => boolean,
): Promise<WorkedOut[]> {
  const last = rulesLastRead()
  const known = last?.rules.filter(concern) ?? []
  if (known.length > 0) {
    const verdicts = await verdictsOn(ctx, customerId, known)
    if (verdicts.state === last?.state) return noted(ctx, customerId, { rules: known, verdicts })
  }
  const rules = (await rulesInForce(ctx.db)).rules.filter(concern)
  if (rules.length === 0) return []
  return noted(ctx, customerId, { rules, verdicts: await verdictsOn(ctx, customerId, rules) })
}

type Asked = { rules: readonly WorkedOut[]; verdicts: Verdicts }

/** Opens and closes findings where they differ from the verdicts; answers the broken rules. */
async function noted(ctx: Context, customerId: string, { rules, verdicts }: Asked): Promise<WorkedOut[]> {
  const { broken, open } = verdicts
  const at = (places: readonly number[]) => places.map(place => rules[place] as WorkedOut)
  await openFindings(ctx, customerId, at(broken.filter(place => !open.includes(place))))
  await closeFindings(ctx, customerId, at(open.filter(place => !broken.includes(place))))
  return at(broken)
}

async function verdictsOn(ctx: Context, customerId: string, rules: readonly WorkedOut[]): Promise<Verdicts> {
  const sql = sqlWriter()
  const input = houseInput(ctx, sql)
  const id = sql.bind(customerId, 'uuid')
  const ids = sql.bind(
    rules.map(rule => rule.id),
    'uuid[]',
  )
  const lines = rules.map((rule, place) => `(${place}, ${ruleSql(rule, input).broken})`)
  const text = `select coalesce(array_agg(v.place) filter (where v.broken and t.merged_into is null), '{}') as broken,
      array(select array_position(${ids}, f.rule_id) - 1 from data_quality.finding f
        where f.customer_id = ${id} and f.rule_id = any(${ids}) and f.mended_at is null) as open, ${rulesState} as state
    from customers.v_customer t cross join lateral (values ${lines.join(', ')}) v (place, broken) where t.id = ${id}`
  return (await row<Verdicts>(ctx.db, keptWhileFew(text), sql.values)) as Verdicts
}

async function openFindings(ctx: Context, customerId: string, rules: readonly WorkedOut[]): Promise<void> {
  if (rules.length === 0) return
  await run(
    ctx.db,
    keptPlan(`insert into data_quality.finding (customer_id, rule_id, field)
      select $1::uuid, r.rule_id, r.field from unnest($2::uuid[], $3::text[]) r(rule_id, field) order by r.rule_id
      on conflict (customer_id, rule_id) where mended_at is null do nothing`),
    [customerId, rules.map(({ id }) => id), rules.map(({ fields }) => fields[0] ?? null)],
  )
}

async function closeFindings(ctx: Context, customerId: string, rules: readonly WorkedOut[]): Promise<void> {
  if (rules.length === 0) return
  await run(
    ctx.db,
    keptPlan(`update data_quality.finding set mended_at = now()
      where customer_id = $1::uuid and rule_id = any($2::uuid[]) and mended_at is null`),
    [customerId, rules.map(({ id }) => id)],
  )
}
