import { unitsOf } from '../../../../platform/access/actor.ts'
import { scopeOf } from '../../../../platform/access/scope.ts'
import { visibleFields } from '../../../../platform/access/fields.ts'
import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { countedSql, houseInput } from '../rules/compile.ts'
import { isFilled } from '../rules/sweep.ts'
import type { Rule } from '../rules/rule.ts'
import { seenCustomers } from '../scope.ts'

/** Whose customers somebody's numbers are about. */
export type Reach = 'all' | 'units' | 'own'

/**
 * Who sees all customers, or whole units, reads what the night has counted for them. Nobody's numbers may tell of customers he
 * does not see, and the nightly counts know units but not persons: so who sees his own or his team's is counted now.
 */
export function reachOf(ctx: Context): Reach {
  const entity = ctx.catalogue.entity('customer')
  const scope = scopeOf(ctx.catalogue.registry(), entity, ctx.actor)
  if (scope === 'all') return 'all'
  return scope === 'unit' ? 'units' : 'own'
}

/** One line of counts: what was asked (`rule:<id>`, `field:<key>`), of how many, and how many were in order. */
export type Count = { measure: string; asked: number; good: number }

export type Narrowed = { team?: string | undefined; source?: string | undefined }

/** Counts of a day by measure, as far as the actor's units reach. */
export function countsOfDay(ctx: Context, day: string, narrowed: Narrowed): Promise<Count[]> {
  return grouped(ctx, { select: 'm.measure', from: day, to: day, narrowed })
}

/** The same by day: the last twelve weeks. */
export function countsByDay(
  ctx: Context,
  { from, to, narrowed }: { from: string; to: string; narrowed: Narrowed },
): Promise<(Count & { part: string })[]> {
  return grouped(ctx, { select: 'm.measure, m.day::text as part', from, to, narrowed })
}

/** The same by team of the owner or by source. */
export function countsByPart(
  ctx: Context,
  { part, day, narrowed }: { part: 'team_id' | 'source'; day: string; narrowed: Narrowed },
): Promise<(Count & { part: string })[]> {
  return grouped(ctx, { select: `m.measure, m.${part}::text as part`, from: day, to: day, narrowed })
}

type Grouping = { select: string; from: string; to: string; narrowed: Narrowed }

async function grouped<T>(ctx: Context, { select, from, to, narrowed }: Grouping): Promise<T[]> {
  const sql = sqlWriter()
  const where = [`m.day between ${sql.bind(from, 'date')} and ${sql.bind(to, 'date')}`]
  if (reachOf(ctx) !== 'all') where.push(`m.unit_id = any(${sql.bind(unitsOf(ctx.actor), 'uuid[]')})`)
  if (narrowed.team) where.push(`m.team_id = ${sql.bind(narrowed.team, 'uuid')}`)
  if (narrowed.source !== undefined) where.push(`m.source = ${sql.bind(narrowed.source, 'text')}`)
  const keys = select.includes(',') ? '1, 2' : '1'
  return rows<T>(
    ctx.db,
    `select ${select}, sum(m.asked)::int as asked, sum(m.good)::int as good from data_quality.measure m
     where ${where.join(' and ')} group by ${keys}`,
    sql.values,
  )
}

/** The newest day that was counted. */
export async function lastDay(ctx: Context): Promise<string | null> {
  const found = await row<{ day: string | null }>(
    ctx.db,
    'select max(day)::text as day from data_quality.measure',
  )
  return found?.day ?? null
}

/** Counts over the customers that the actor sees, now. Only for those who see few. */
export async function countsNow(
  ctx: Context,
  { rules, fields }: { rules: readonly Rule[]; fields: readonly Field[] },
): Promise<Count[]> {
  const sql = sqlWriter()
  const input = houseInput(ctx, sql)
  const parts = [
    ...rules.map(rule => {
      const { asked, broken } = countedSql(rule, input)
      return `(${sql.bind(`rule:${rule.id}`, 'text')}, ${asked}, not ${broken})`
    }),
    ...fields.map(field => {
      const asked = field.onlyFor ? `t.kind = any(${sql.bind(field.onlyFor, 'text[]')})` : 'true'
      return `(${sql.bind(`field:${field.key}`, 'text')}, ${asked}, ${isFilled(field)})`
    }),
  ]
  if (parts.length === 0) return []
  return rows<Count>(
    ctx.db,
    `select v.measure, (count(*) filter (where v.asked))::int as asked, (count(*) filter (where v.asked and v.good))::int as good
     from customers.v_customer t cross join lateral (values ${parts.join(', ')}) v (measure, asked, good)
     where t.merged_into is null and ${seenCustomers(ctx, { alias: 't', sql })} group by 1`,
    sql.values,
  )
}

/** The used fields that the actor may see, with why they count. */
export async function usedFieldsSeen(ctx: Context): Promise<{ field: Field; reasons: string[] }[]> {
  const used = await rows<{ field: string; reasons: string[] }>(
    ctx.db,
    'select field, reasons from data_quality.used_field',
  )
  const byKey = new Map(used.map(({ field, reasons }) => [field, reasons]))
  return visibleFields(ctx.catalogue.entity('customer'), ctx.actor).flatMap(field => {
    const reasons = byKey.get(field.key)
    return reasons ? [{ field, reasons }] : []
  })
}
