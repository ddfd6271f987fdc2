import type { Context } from '../../../../platform/context.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { NotFound } from '../../../../platform/errors.ts'
import type { rulesEndpoints, RuleView } from '../../contract/rules.ts'
import { maskedFields, seenCustomers } from '../scope.ts'
import { allRules, nameOfRule, requireRule, type Rule } from './rule.ts'

/** All rules with how many customers that the actor sees break them, and the last check of all customers. */
export async function listRules(ctx: Context): Promise<ReplyOf<typeof rulesEndpoints.rules>> {
  const open = await openByRule(ctx)
  const masked = new Set(maskedFields(ctx))
  const items = (await allRules(ctx.db))
    .filter(({ fields }) => !fields.some(field => masked.has(field)))
    .map(rule => viewOf(ctx, rule, open.get(rule.id) ?? 0))
  return { items, sweep: await lastSweep(ctx) }
}

/** One rule as it is told; throws `NotFound`. */
export async function ruleView(ctx: Context, id: string): Promise<RuleView> {
  const open = await openByRule(ctx)
  return viewOf(ctx, await requireRule(ctx.db, id), open.get(id) ?? 0)
}

/** Throws `NotFound` for a rule that is not there, or that is about a field the actor may not see. */
export async function requireSeenRule(ctx: Context, id: string): Promise<Rule> {
  const rule = await requireRule(ctx.db, id)
  const masked = maskedFields(ctx)
  if (rule.fields.some(field => masked.includes(field))) throw new NotFound('rule', { id })
  return rule
}

async function openByRule(ctx: Context): Promise<Map<string, number>> {
  const sql = sqlWriter()
  const seen = seenCustomers(ctx, { alias: 't', sql })
  const found = await rows<{ ruleId: string; n: number }>(
    ctx.db,
    `select f.rule_id as "ruleId", count(*)::int as n from data_quality.finding f
     join customers.v_customer t on t.id = f.customer_id and t.merged_into is null
     where f.mended_at is null and ${seen} group by 1`,
    sql.values,
  )
  return new Map(found.map(({ ruleId, n }) => [ruleId, n]))
}

type SweepRow = {
  id: string
  askedAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  checked: number | null
  found: number | null
  mended: number | null
  error: string | null
}

async function lastSweep(ctx: Context): Promise<ReplyOf<typeof rulesEndpoints.rules>['sweep']> {
  const found = await row<SweepRow>(
    ctx.db,
    `select id, asked_at as "askedAt", started_at as "startedAt", finished_at as "finishedAt", checked::int, found::int, mended::int, error
     from data_quality.sweep order by asked_at desc limit 1`,
  )
  if (!found) return null
  const { askedAt, startedAt, finishedAt } = found
  return {
    ...found,
    askedAt: askedAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}

function viewOf(ctx: Context, rule: Rule, open: number): RuleView {
  return {
    ...rule,
    name: nameOfRule(rule, ctx.locale),
    activeFrom: rule.activeFrom?.toISOString() ?? null,
    activeTo: rule.activeTo?.toISOString() ?? null,
    open,
  }
}
