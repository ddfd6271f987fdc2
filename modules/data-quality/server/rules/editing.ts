import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../../../../platform/context.ts'
import type { BodyOf } from '../../../../platform/contract/endpoint.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import { invalid, Refused } from '../../../../platform/errors.ts'
import { changeRow, insertRow, lockRow, removeRow, type Row } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { rulesEndpoints, RuleView } from '../../contract/rules.ts'
import { assertGeneral, fieldsOf, ruleSql } from './compile.ts'
import { askForReport } from './findings.ts'
import { askForSweep } from './jobs.ts'
import { ruleView } from './listing.ts'
import { isRuleOn, requireRule, type Rule } from './rule.ts'
import { ruleTable } from './tables.ts'

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

/** Writes a rule down; it is off unless `on`. */
export async function addRule(ctx: Context, given: Given): Promise<RuleView> {
  const fields = assertSound(ctx, given)
  await assertOwner(ctx, given)
  const id = newId()
  const { name, explanation, dimension, severity, kind, applies, must } = given
  await insertRow(ctx, ruleTable, {
    id,
    name,
    explanation,
    dimension,
    severity,
    kind,
    applies,
    must,
    fields,
    owner_user_id: given.ownerUserId,
    owner_team_id: given.ownerTeamId,
    active_from: given.on ? ctx.now : null,
    created_by: ctx.actor.id,
  })
  if (given.on) await askForSweep(ctx, ctx.actor.id)
  await tell(ctx, id)
  return ruleView(ctx, id)
}

/** Other screens show rules too. */
function tell(ctx: Context, id: string): Promise<void> {
  return ctx.emit({ kind: 'quality.rule-changed', entity: 'quality', rootId: id, recordId: id })
}

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
const settable = ['severity', 'ownerUserId', 'ownerTeamId', 'on']

type Set = BodyOf<typeof rulesEndpoints.changeRule>
export type RuleChange = { id: string; set: Set; version?: number | undefined }

/**
 * Changes a rule, and switches it on or off with `on`, as one act; throws `Refused` for what the product decides, `Conflict`
 * where somebody has changed the same meanwhile.
 */
export async function changeRule(ctx: Context, { id, set, version }: RuleChange): Promise<RuleView> {
  const { locked, rule: before } = await lockedRule(ctx, id)
  const given = Object.entries(set).filter(([, value]) => value !== undefined)
  if (before.key && given.some(([name]) => !settable.includes(name))) throw shipped(before)
  const after = { ...before, ...Object.fromEntries(given.filter(([name]) => name !== 'on')) } as Rule
  // Naming a team takes the rule from the person, and the other way round.
  if (set.ownerUserId && set.ownerTeamId === undefined) after.ownerTeamId = null
  if (set.ownerTeamId && set.ownerUserId === undefined) after.ownerUserId = null
  await assertOwner(ctx, after)
  const asksAnew = (['kind', 'applies', 'must'] as const).some(
    name => !isDeepStrictEqual(before[name], after[name]),
  )
  if (asksAnew && after.must) after.fields = assertSound(ctx, { ...after, must: after.must })
  const on = set.on ?? isRuleOn(before)
  await changeRow(ctx, ruleTable, {
    key: { rootId: id, id },
    set: { ...differing(before, after), ...switching(ctx, before, on) },
    version,
    locked,
    show: () => ruleView(ctx, id),
  })
  await follow(ctx, { before, on, asksAnew })
  await tell(ctx, id)
  return ruleView(ctx, id)
}

const columns = {
  name: 'name',
  explanation: 'explanation',
  dimension: 'dimension',
  severity: 'severity',
  kind: 'kind',
  applies: 'applies',
  must: 'must',
  fields: 'fields',
  ownerUserId: 'owner_user_id',
  ownerTeamId: 'owner_team_id',
} as const

/** By column what has changed; the order of keys in a condition means nothing. */
function differing(before: Rule, after: Rule): Row {
  const names = Object.keys(columns) as (keyof typeof columns)[]
  return Object.fromEntries(
    names
      .filter(name => !isDeepStrictEqual(before[name], after[name]))
      .map(name => [columns[name], after[name]]),
  )
}

function switching(ctx: Context, before: Rule, on: boolean): Row {
  if (isRuleOn(before) === on) return {}
  return on ? { active_from: ctx.now, active_to: null } : { active_to: ctx.now }
}

type Following = { before: Rule; on: boolean; asksAnew: boolean }

/**
 * A rule that is on, and was not or asked otherwise, is asked of all customers, or whoever reports it is; one that is off has
 * found nothing.
 */
async function follow(ctx: Context, { before, on, asksAnew }: Following): Promise<void> {
  if (!on && isRuleOn(before)) await forgetFindings(ctx, before.id)
  if (on && before.must && (asksAnew || !isRuleOn(before))) await askForSweep(ctx, ctx.actor.id)
  if (on && !before.must && !isRuleOn(before)) await askForReport(ctx, before)
}

async function forgetFindings(ctx: Context, ruleId: string): Promise<void> {
  await run(ctx.db, 'delete from data_quality.finding where rule_id = $1 and mended_at is null', [ruleId])
}

function shipped(rule: Rule): Refused {
  return new Refused(
    'data-quality.rule-shipped',
    'This rule comes with the product. Its severity and who mends it can be set, and it can be switched off.',
    { key: rule.key },
  )
}

async function lockedRule(ctx: Context, id: string): Promise<{ locked: Row; rule: Rule }> {
  const locked = await lockRow(ctx, ruleTable, { rootId: id, id })
  return { locked, rule: await requireRule(ctx.db, id) }
}

/** Removes a rule of one's own with what it found. */
export async function removeRule(ctx: Context, id: string): Promise<void> {
  const { rule } = await lockedRule(ctx, id)
  if (rule.key) throw shipped(rule)
  await forgetFindings(ctx, id)
  await removeRow(ctx, ruleTable, { rootId: id, id })
  await tell(ctx, id)
}
