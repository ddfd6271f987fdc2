import { visibleField } from '../../../../platform/access/fields.ts'
import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { NotFound } from '../../../../platform/errors.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import type { HistoryTable } from '../../../../platform/module.ts'
import type { rulesEndpoints } from '../../contract/rules.ts'
import { requireSeen } from '../scope.ts'
import { isOn, nameOfRule, type Rule } from './rule.ts'

/** Findings go with their customer and come back with him. */
export const findingTable: HistoryTable = {
  entity: 'quality-finding',
  root: 'customer',
  table: 'data_quality.finding',
  rootColumn: 'customer_id',
  rank: 1,
}

/**
 * Another module tells which customers break a rule of the product that only it can work out (`possible-duplicate`). With
 * `among` the others of these customers no longer break it; without it only findings are added. Answers how many were opened
 * and closed. Throws `NotFound` for a key that is none or is worked out here; a rule that is off takes nothing.
 */
export async function reportFindings(
  ctx: Context,
  ruleKey: string,
  { customerIds, among }: { customerIds: readonly string[]; among?: readonly string[] | 'all' },
): Promise<{ opened: number; closed: number }> {
  const rule = await row<{ id: string; on: boolean; field: string | null }>(
    ctx.db,
    `select r.id, ${isOn} as on, r.fields[1] as field from data_quality.rule r where r.key = $1 and r.must is null`,
    [ruleKey],
  )
  if (!rule) throw new NotFound('rule that is reported', { key: ruleKey })
  if (!rule.on) return { opened: 0, closed: 0 }
  await run(
    ctx.db,
    'update data_quality.rule set reported_at = now() where id = $1 and reported_at is null',
    [rule.id],
  )
  const opened = await run(
    ctx.db,
    `insert into data_quality.finding (customer_id, rule_id, field)
     select t.id, $2, $3 from customers.v_customer t where t.id = any($1::uuid[]) order by t.id for key share of t
     on conflict (customer_id, rule_id) where mended_at is null do nothing`,
    [customerIds, rule.id, rule.field],
  )
  if (!among) return { opened, closed: 0 }
  const closed = await run(
    ctx.db,
    `update data_quality.finding f set mended_at = now()
     where f.rule_id = $2 and f.mended_at is null and f.customer_id <> all($1::uuid[]) and ($3::uuid[] is null or f.customer_id = any($3::uuid[]))`,
    [customerIds, rule.id, among === 'all' ? null : among],
  )
  return { opened, closed }
}

/**
 * Tells the module that reports a rule of the product that its findings are wanted again: while the rule was off none were
 * taken, and those before are forgotten.
 */
export function askForReport(ctx: Context, { id, key }: Pick<Rule, 'id' | 'key'>): Promise<void> {
  return ctx.emit({
    kind: 'quality.report-wanted',
    entity: 'quality-rule',
    rootId: id,
    recordId: id,
    data: { key },
  })
}

type Findings = ReplyOf<typeof rulesEndpoints.findings>

/** The rules that a customer breaks now, as far as the actor sees their fields. Throws `NotFound` for a customer he does not see. */
export async function findingsOf(ctx: Context, customerId: string): Promise<Findings> {
  await requireSeen(ctx, customerId)
  const found = await rows<
    Omit<Findings['items'][number], 'name' | 'foundAt'> & { name: string | null; foundAt: Date }
  >(
    ctx.db,
    `select f.rule_id as "ruleId", r.key, r.name, r.explanation, r.fields, r.dimension, r.severity, f.field, f.found_at as "foundAt"
     from data_quality.finding f join data_quality.rule r on r.id = f.rule_id
     where f.customer_id = $1 and f.mended_at is null and ${isOn} order by f.found_at, f.id`,
    [customerId],
  )
  const entity = ctx.catalogue.entity('customer')
  const known = found.filter(({ fields }) => fields.every(field => visibleField(entity, ctx.actor, field)))
  return {
    items: known.map(finding => ({
      ...finding,
      name: nameOfRule(finding, ctx.locale),
      foundAt: finding.foundAt.toISOString(),
    })),
  }
}
