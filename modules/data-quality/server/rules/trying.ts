import { visibleField } from '../../../../platform/access/fields.ts'
import type { Context } from '../../../../platform/context.ts'
import { sqlWriter } from '../../../../platform/database/sql-writer.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { fieldExpression } from '../../../../platform/entities/condition.ts'
import type { EntityDescriptor, Field, Filter } from '../../../../platform/entities/descriptor.ts'
import type { Tried } from '../../contract/rules.ts'
import { shareOf } from '../board/share.ts'
import { seenCustomers } from '../scope.ts'
import { assertGeneral, fieldsOf, ruleSql } from './compile.ts'

export type Asked = { kind: 'person' | 'organisation' | null; applies: Filter | null; must: Filter }

const samplesShown = 8
/** A rule over a million customers takes seconds; one that takes longer than this is refused by the database. */
const longest = 30_000

/** What a rule would find among the customers the actor sees: counts, the share that keeps it, and some that break it. */
export async function tryRule(ctx: Context, asked: Asked): Promise<Tried> {
  assertGeneral(asked.must, 'must')
  if (asked.applies) assertGeneral(asked.applies, 'applies')
  await run(ctx.db, `set local statement_timeout = ${longest}`)
  const entity = ctx.catalogue.entity('customer')
  const found = await counted(ctx, asked, entity)
  const samples = found.broken > 0 ? await samplesOf(ctx, asked, entity) : []
  return {
    share: shareOf(found.asked, found.asked - found.broken),
    broken: found.broken,
    filter: brokenFilter(asked),
    samples,
  }
}

async function counted(
  ctx: Context,
  asked: Asked,
  entity: EntityDescriptor,
): Promise<{ asked: number; broken: number }> {
  const sql = sqlWriter()
  const rule = ruleSql(asked, { entity, actor: ctx.actor, now: ctx.now, sql })
  const text = `select count(*)::int as asked, (count(*) filter (where ${rule.broken}))::int as broken
    from customers.v_customer t where t.merged_into is null and ${seenCustomers(ctx, { alias: 't', sql })} and ${rule.asked}`
  return (await row<{ asked: number; broken: number }>(ctx.db, text, sql.values)) as {
    asked: number
    broken: number
  }
}

async function samplesOf(ctx: Context, asked: Asked, entity: EntityDescriptor): Promise<Tried['samples']> {
  const sql = sqlWriter()
  const { broken } = ruleSql(asked, { entity, actor: ctx.actor, now: ctx.now, sql })
  const fields = shownFields(ctx, asked, entity)
  const values = fields.map(field => `'${field.key.replaceAll("'", "''")}', ${fieldExpression(field)}`)
  const found = await rows<{ id: string; name: string; shown: Record<string, unknown> }>(
    ctx.db,
    `select t.id, t.name, jsonb_build_object(${values.join(', ')}) as shown from customers.v_customer t
     where t.merged_into is null and ${seenCustomers(ctx, { alias: 't', sql })} and ${broken} limit ${samplesShown}`,
    sql.values,
  )
  return found.map(({ id, name, shown }) => ({
    id,
    name,
    values: fields.map(({ key }) => ({ field: key, value: shown[key] ?? null })),
  }))
}

/** The fields the rule is about, as far as the actor sees them; the name stands there anyway. */
function shownFields(ctx: Context, { applies, must }: Asked, entity: EntityDescriptor): Field[] {
  return fieldsOf(must, applies)
    .filter(key => key !== 'name')
    .flatMap(key => visibleField(entity, ctx.actor, key) ?? [])
    .slice(0, 4)
}

/** The customers that break the rule, as a filter of the list. */
export function brokenFilter({ kind, applies, must }: Asked): Filter {
  const parts: Filter[] = [{ not: must }]
  if (applies) parts.unshift(applies)
  if (kind) parts.unshift({ field: 'kind', op: 'eq', value: kind })
  return parts.length === 1 ? (parts[0] as Filter) : { and: parts }
}
