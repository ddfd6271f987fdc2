import type { Context } from '../../../../platform/context.ts'
import type { BodyOf, ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { Conflict, invalid, NotFound, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/ids.ts'
import type { rulesEndpoints, RuleView } from '../../contract/rules.ts'
import { maskedFields, seenCustomers } from '../scope.ts'
import { assertGeneral, fieldsOf, ruleSql } from './compile.ts'
import { askForSweep } from './jobs.ts'
import { allRules, isRuleOn, nameOfRule, requireRule, type Rule } from './rule.ts'

/** All rules with how many customers that the actor sees break them, and the last check of all customers. */
export async function listRules(ctx: Context): Promise<ReplyOf<typeof rulesEndpoints.rules>> {
  const open = await openByRule(ctx)
  const masked = new Set(maskedFields(ctx))
  const items = (await allRules(ctx.db))
    .filter(({ fields }) => !fields.some(field => masked.has(field)))
    .map(rule => viewOf(ctx, rule, open.get(rule.id) ?? 0))
  return { items, sweep: await lastSweep(ctx) }
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

async function ruleView(ctx: Context, id: string): Promise<RuleView> {
  const open = await openByRule(ctx)
  return viewOf(ctx, await requireRule(ctx.db, id), open.get(id) ?? 0)
}

type Given = BodyOf<typeof rulesEndpoints.addRule>

/** Throws `Invalid` for a rule that cannot be asked, or asks what its author may not see. Answers the fields it is about. */
function assertSound(
  ctx: Context,
  { kind, applies, must }: Pick<Given, 'kind' | 'applies' | 'must'>,
): string[] {
  assertGeneral(must, 'must')
  if (applies) assertGeneral(applies, 'applies')
  const entity = ctx.catalogue.entity('customer')
  ruleSql({ kind, applies, must }, { entity, actor: ctx.actor, now: ctx.now, sql: sqlWriter() })
  return fieldsOf(must, applies)
}

/** Writes a rule down; it is off. */
export async function addRule(ctx: Context, given: Given): Promise<RuleView> {
  const fields = assertSound(ctx, given)
  await assertOwner(ctx, given)
  const id = newId()
  await run(
    ctx.db,
    `insert into data_quality.rule (id, name, explanation, dimension, severity, kind, applies, must, fields, owner_user_id, owner_team_id, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      given.name,
      given.explanation,
      given.dimension,
      given.severity,
      given.kind,
      jsonOf(given.applies),
      jsonOf(given.must),
      fields,
      given.ownerUserId,
      given.ownerTeamId,
      ctx.actor.id,
    ],
  )
  return ruleView(ctx, id)
}

const jsonOf = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value))

async function assertOwner(
  ctx: Context,
  { ownerUserId, ownerTeamId }: Pick<Given, 'ownerUserId' | 'ownerTeamId'>,
): Promise<void> {
  if (ownerUserId && ownerTeamId)
    throw invalid(
      'ownerTeamId',
      'data-quality.two-owners',
      'A rule is mended by one person or by one team, not by both.',
    )
  if (ownerUserId && !(await row(ctx.db, 'select 1 from staff.v_user where id = $1', [ownerUserId])))
    throw invalid('ownerUserId', 'data-quality.no-such-user', 'There is no such user.')
  if (ownerTeamId && !(await row(ctx.db, 'select 1 from staff.v_team where id = $1', [ownerTeamId])))
    throw invalid('ownerTeamId', 'data-quality.no-such-team', 'There is no such team.')
}

/** What may be set on a rule that comes with the product. */
const settable = ['severity', 'ownerUserId', 'ownerTeamId']

type Set = BodyOf<typeof rulesEndpoints.changeRule>
export type RuleChange = { id: string; set: Set; version?: number | undefined }

/** Changes a rule; throws `Refused` for what the product decides, `Conflict` where somebody was first. */
export async function changeRule(ctx: Context, { id, set, version }: RuleChange): Promise<RuleView> {
  const before = await lockedRule(ctx, id)
  if (version !== undefined && version !== before.version)
    throw new Conflict('Someone else changed this rule meanwhile.', await ruleView(ctx, id))
  const given = Object.entries(set).filter(([, value]) => value !== undefined)
  if (before.key && given.some(([name]) => !settable.includes(name))) throw shipped(before)
  const after = { ...before, ...Object.fromEntries(given) } as Rule
  // Naming a team takes the rule from the person, and the other way round.
  if (set.ownerUserId && set.ownerTeamId === undefined) after.ownerTeamId = null
  if (set.ownerTeamId && set.ownerUserId === undefined) after.ownerUserId = null
  await assertOwner(ctx, after)
  const asksAnew = ['kind', 'applies', 'must'].some(name => name in set)
  if (asksAnew && after.must) after.fields = assertSound(ctx, after as Given)
  await write(ctx, after)
  if (asksAnew && isRuleOn(after)) await askForSweep(ctx, ctx.actor.id)
  return ruleView(ctx, id)
}

function shipped(rule: Rule): Refused {
  return new Refused(
    'data-quality.rule-shipped',
    'This rule comes with the product. Its severity and who mends it can be set, and it can be switched off.',
    { key: rule.key },
  )
}

async function lockedRule(ctx: Context, id: string): Promise<Rule> {
  if (!(await row(ctx.db, 'select 1 from data_quality.rule where id = $1 for update', [id])))
    throw new NotFound('rule')
  return requireRule(ctx.db, id)
}

async function write(ctx: Context, rule: Rule): Promise<void> {
  await run(
    ctx.db,
    `update data_quality.rule set name = $2, explanation = $3, dimension = $4, severity = $5, kind = $6, applies = $7, must = $8,
       fields = $9, owner_user_id = $10, owner_team_id = $11, version = version + 1, updated_at = now() where id = $1`,
    [
      rule.id,
      rule.name,
      rule.explanation,
      rule.dimension,
      rule.severity,
      rule.kind,
      jsonOf(rule.applies),
      jsonOf(rule.must),
      rule.fields,
      rule.ownerUserId,
      rule.ownerTeamId,
    ],
  )
}

/** Switches a rule on, and has all customers checked, or off, and forgets what it found. */
export async function switchRule(ctx: Context, id: string, on: boolean): Promise<RuleView> {
  const before = await lockedRule(ctx, id)
  if (isRuleOn(before) !== on) {
    await run(
      ctx.db,
      on
        ? 'update data_quality.rule set active_from = now(), active_to = null, version = version + 1 where id = $1'
        : 'update data_quality.rule set active_to = now(), version = version + 1 where id = $1',
      [id],
    )
    if (!on)
      await run(ctx.db, 'delete from data_quality.finding where rule_id = $1 and mended_at is null', [id])
    if (on && before.must) await askForSweep(ctx, ctx.actor.id)
  }
  return ruleView(ctx, id)
}

/** Removes a rule of one's own with what it found. */
export async function removeRule(ctx: Context, id: string): Promise<void> {
  const rule = await lockedRule(ctx, id)
  if (rule.key) throw shipped(rule)
  await run(ctx.db, 'delete from data_quality.rule where id = $1', [id])
}
