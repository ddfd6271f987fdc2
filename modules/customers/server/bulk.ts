import type { Context } from '../../../platform/context.ts'
import { type SqlWriter, sqlWriter } from '../../../platform/database/sql-writer.ts'
import { rows, run } from '../../../platform/database/statement.ts'
import { column } from '../../../platform/database/sql-writer.ts'
import { listConditions, listInput, prepareList } from '../../../platform/entities/list.ts'
import { Refused } from '../../../platform/errors.ts'
import { lowerRows } from '../../../platform/history/overlay.ts'
import { openBatch } from '../../../platform/history/record.ts'
import type { CustomerPatch } from '../contract.ts'
import { assertWritable } from './access.ts'
import { columnsOf, removeCustomers } from './customers.ts'
import { settle } from './family/deriving.ts'
import { handOver } from './ownership.ts'
import { customerTable } from './tables.ts'

export type Selection = {
  ids?: string[] | undefined
  filter?: string | undefined
  q?: string | undefined
  /** Rows that match but were taken out of the selection by hand. */
  except?: string[] | undefined
}
export type BulkChange = {
  selection: Selection
  set?: CustomerPatch | undefined
  addTags?: string[] | undefined
  removeTags?: string[] | undefined
}

/** The selected customers that this actor may see, locked in the order of their ids so that two bulk edits cannot deadlock. */
export async function selectedCustomers(
  ctx: Context,
  { ids, filter, q, except }: Selection,
): Promise<string[]> {
  if (!ids && filter === undefined && q === undefined)
    throw new Refused('customers.nothing-selected', 'Say which customers: ids, a filter, or words.')
  const sql = sqlWriter()
  const where = listConditions(await prepareList(ctx.db, listInput(ctx, 'customer', { filter, q })), sql)
  if (ids) where.push(`t.id = any(${sql.bind(ids, 'uuid[]')})`)
  if (except?.length) where.push(`t.id <> all(${sql.bind(except, 'uuid[]')})`)
  const found = await rows<{ id: string }>(
    ctx.db,
    `select t.id from customers.customer t where ${where.join(' and ') || 'true'} order by t.id for update`,
    sql.values,
  )
  return found.map(row => row.id)
}

/** Sets fields and tags of many customers in one statement, with history per row. Answers how many really changed. */
export async function changeMany(
  ctx: Context,
  { selection, set = {}, addTags = [], removeTags = [] }: BulkChange,
): Promise<number> {
  const entity = ctx.catalogue.entity('customer')
  assertWritable(ctx, entity, set)
  const ids = await selectedCustomers(ctx, selection)
  if (ids.length === 0) return 0
  await openBatch(ctx)
  const columns: Record<string, unknown> = { ...columnsOf(set) }
  if ('owner_id' in columns) await handOver(ctx, ids, columns.owner_id as string | null)
  const sql = sqlWriter()
  const idList = sql.bind(ids, 'uuid[]')
  const assigned = Object.entries(columns).map(([name, value]) => ({
    name,
    value: `${sql.bind(value)}::${typeOf(name)}`,
  }))
  if (addTags.length || removeTags.length) {
    const kept = `array(select distinct tag from unnest(t.tags || ${sql.bind(addTags, 'text[]')}) tag where tag <> all(${sql.bind(removeTags, 'text[]')}) order by tag)`
    assigned.push({ name: 'tags', value: kept })
  }
  if (assigned.length === 0) return 0
  await lowerRows(ctx.db, customerTable, ids)
  const changed = await assign(ctx, { sql, idList, assigned })
  await settle(
    ctx,
    ids,
    assigned.map(({ name }) => name),
  )
  if (changed > 0)
    await ctx.emit({
      kind: 'customers.changed',
      entity: 'customer',
      rootId: ids[0] as string,
      recordId: ids[0] as string,
      data: { count: changed },
    })
  return changed
}

type Assigning = { sql: SqlWriter; idList: string; assigned: readonly { name: string; value: string }[] }

/** One statement that sets the columns and writes history of every row that really changes; answers how many did. */
function assign(ctx: Context, { sql, idList, assigned }: Assigning): Promise<number> {
  const names = assigned.map(({ name }) => name)
  const batch = sql.bind(ctx.batch.id, 'uuid')
  const image = (alias: string) =>
    `jsonb_build_object(${names.map(name => `'${name}', ${alias}.${column(name)}`).join(', ')})`
  return run(
    ctx.db,
    `with old as (select t.id, ${names.map(name => `t.${column(name)}`).join(', ')} from customers.customer t where t.id = any(${idList})),
     changed as (
       update customers.customer t set ${assigned.map(({ name, value }) => `${column(name)} = ${value}`).join(', ')}, version = version + 1, updated_at = now()
       where t.id = any(${idList}) and (${assigned.map(({ name, value }) => `t.${column(name)} is distinct from ${value}`).join(' or ')})
       returning t.*)
     insert into platform.change (root_id, id, batch_id, entity, record_id, action, before, after)
     select c.id, platform.new_id(), ${batch}, 'customer', c.id, 'changed', ${image('o')}, ${image('c')} from changed c join old o on o.id = c.id`,
    sql.values,
  )
}

function typeOf(name: string): string {
  if (name === 'employees') return 'int'
  if (name === 'birth_date') return 'date'
  return name === 'owner_id' ? 'uuid' : 'text'
}

const most = 50_000

/** Removes the selected customers. More than 50,000 at once are refused: that is a new data folder, not a clean-up. */
export async function removeMany(ctx: Context, selection: Selection): Promise<number> {
  const ids = await selectedCustomers(ctx, selection)
  if (ids.length > most)
    throw new Refused('customers.too-many', `At most ${most} customers can be removed in one act.`, {
      limit: most,
      found: ids.length,
    })
  let removed = 0
  for (let at = 0; at < ids.length; at += 5000)
    removed += await removeCustomers(ctx, ids.slice(at, at + 5000))
  return removed
}
