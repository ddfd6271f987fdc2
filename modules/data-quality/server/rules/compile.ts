import type { Actor } from '../../../../platform/access/actor.ts'
import type { Context } from '../../../../platform/context.ts'
import type { SqlWriter } from '../../../../platform/database/sql-writer.ts'
import { type ConditionInput, filterCondition } from '../../../../platform/entities/condition.ts'
import type { EntityDescriptor, Filter } from '../../../../platform/entities/descriptor.ts'
import { invalid } from '../../../../platform/errors.ts'
import { readableCheck } from './checks.ts'
import type { Rule } from './rule.ts'

/** A rule as SQL over a customer `t`: whether it asks this customer, and whether the customer breaks it. Neither is null. */
export type RuleSql = { asked: string; broken: string }

type Asking = Pick<Rule, 'kind' | 'applies'> & { must: Filter }

/** The two conditions of a rule. Throws `Invalid` for a field that the actor of `input` may not see. */
export function ruleSql({ kind, applies, must }: Asking, input: ConditionInput): RuleSql {
  const parts: string[] = []
  if (kind) parts.push(`t.kind = ${input.sql.bind(kind, 'text')}`)
  if (applies) parts.push(`coalesce(${filterCondition(applies, input)}, false)`)
  const asked = parts.length > 0 ? `(${parts.join(' and ')})` : 'true'
  return { asked, broken: `(${asked} and not coalesce(${filterCondition(must, input)}, false))` }
}

/** The same for any rule: of one that is reported, a customer breaks it as long as the finding is open. */
export function countedSql(rule: Rule, input: ConditionInput): RuleSql {
  const { id, must } = rule
  if (must) return ruleSql({ ...rule, must }, input)
  const asked = rule.kind ? `t.kind = ${input.sql.bind(rule.kind, 'text')}` : 'true'
  const found = `exists (select 1 from data_quality.finding f where f.customer_id = t.id and f.rule_id = ${input.sql.bind(id, 'uuid')} and f.mended_at is null)`
  return { asked, broken: `(${asked} and ${found})` }
}

/** Input for rules that were checked when they were written: every field is seen, whoever saves or whatever runs. */
export function houseInput(
  ctx: Pick<Context, 'catalogue' | 'actor' | 'now'>,
  sql: SqlWriter,
): ConditionInput {
  const entity = ctx.catalogue.entity('customer')
  return { entity, sql, now: ctx.now, actor: seeingAll(ctx.actor, entity) }
}

function seeingAll(actor: Actor, entity: EntityDescriptor): Actor {
  const permissions = [...entity.fields, ...(entity.conditions ?? [])].flatMap(
    ({ permission }) => permission ?? [],
  )
  // A rule is read in the same time zone whoever meets it.
  return { ...actor, timeZone: 'UTC', permissions: new Set([...actor.permissions, ...permissions]) }
}

/** The fields that filters name, each once, in their order; those of a ready-made check are the fields it reads. */
export function fieldsOf(...filters: (Filter | null | undefined)[]): string[] {
  const found = new Set<string>()
  const visit = (filter: Filter): void => {
    if ('and' in filter) filter.and.forEach(visit)
    else if ('or' in filter) filter.or.forEach(visit)
    else if ('not' in filter) visit(filter.not)
    else if (filter.field.startsWith('@')) {
      const values = Array.isArray(filter.value) ? filter.value : [filter.value]
      for (const value of values) for (const field of readableCheck(value)?.fields ?? []) found.add(field)
    } else found.add(filter.field)
  }
  for (const filter of filters) if (filter) visit(filter)
  return [...found]
}

/** Throws `Invalid` where a rule asks what only one person or one act can answer: “me”, an act, another rule. */
export function assertGeneral(filter: Filter, path: string): void {
  const visit = (part: Filter): void => {
    if ('and' in part) return part.and.forEach(visit)
    if ('or' in part) return part.or.forEach(visit)
    if ('not' in part) return visit(part.not)
    const values = Array.isArray(part.value) ? part.value : [part.value]
    const special =
      (part.field.startsWith('@') && part.field !== '@check') || values.includes('me') || part.field === 'id'
    if (special)
      throw invalid(
        path,
        'data-quality.rule-not-general',
        'A rule holds for everyone: it cannot ask about “me”, single records, an act or another rule.',
      )
  }
  visit(filter)
}
