import type { Context } from '../../../platform/context.ts'
import { sqlWriter } from '../../../platform/database/sql-writer.ts'
import { rows } from '../../../platform/database/statement.ts'
import { visibleField } from '../../../platform/access/fields.ts'
import { fieldExpression } from '../../../platform/entities/condition.ts'
import {
  countRecords,
  listConditions,
  listInput,
  listPage,
  type ListText,
  prepareList,
} from '../../../platform/entities/list.ts'
import type { RawJson } from '../../../platform/module.ts'
import { invalid } from '../../../platform/errors.ts'
import { customerScope } from './access.ts'

/** One page of customers or tasks. */
export function list(ctx: Context, entity: 'customer' | 'task', query: ListText): Promise<RawJson> {
  return listPage(ctx.db, listInput(ctx, entity, query))
}

/** How many customers match, exactly. */
export async function count(ctx: Context, query: ListText): Promise<{ total: number }> {
  return { total: await countRecords(ctx.db, listInput(ctx, 'customer', query)) }
}

const mostGroups = 50

/** How many customers each value of a choice or short text has: the columns of a board. */
export async function groups(
  ctx: Context,
  { by, ...query }: ListText & { by: string },
): Promise<{ groups: { value: string | null; total: number }[] }> {
  const input = listInput(ctx, 'customer', query)
  const field = visibleField(input.entity, ctx.actor, by)
  if (!field?.filterable || !['choice', 'text', 'reference', 'boolean'].includes(field.kind)) {
    throw invalid('by', 'platform.no-such-field', `“${by}” is no field to group by.`, { field: by })
  }
  const sql = sqlWriter()
  const where = listConditions(await prepareList(ctx.db, input), sql)
  const found = await rows<{ value: string | null; total: number }>(
    ctx.db,
    `select ${fieldExpression(field)}::text as value, count(*)::int as total from customers.customer t${where.length ? ` where ${where.join(' and ')}` : ''} group by 1 order by 2 desc limit ${mostGroups}`,
    sql.values,
  )
  return { groups: found }
}

/** Tags in use on customers that I see, the most frequent first. Read from the tagged rows only. */
export async function tagsInUse(ctx: Context, q: string | undefined): Promise<{ items: string[] }> {
  const sql = sqlWriter()
  const seen = customerScope(ctx, { alias: 'c', sql })
  const pattern = sql.bind(q ? q.replaceAll(/[\\%_]/g, '\\$&') : null, 'text')
  const found = await rows<{ tag: string }>(
    ctx.db,
    `select tag from (select c.tags from customers.customer c where c.tags <> '{}' and ${seen} limit 20000) t, unnest(t.tags) tag
     where ${pattern} is null or tag ilike '%' || ${pattern} || '%' group by tag order by count(*) desc, tag limit 50`,
    sql.values,
  )
  return { items: found.map(({ tag }) => tag) }
}
