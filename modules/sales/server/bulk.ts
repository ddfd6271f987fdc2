import type { Context } from '../../../platform/context.ts'
import { column, type SqlWriter, sqlWriter } from '../../../platform/database/sql-writer.ts'
import { rows, run } from '../../../platform/database/statement.ts'
import { listConditions, listInput, prepareList } from '../../../platform/entities/list.ts'
import { Refused } from '../../../platform/errors.ts'
import { openBatch } from '../../../platform/history/record.ts'
import type { OpportunityBulkChange } from '../contract.ts'
import { requireColleague } from './access.ts'

const most = 50_000

type Found = { id: string; customerId: string }
type Selection = Pick<OpportunityBulkChange, 'ids' | 'filter' | 'q' | 'except'>

/** The selected opportunities that this actor sees, locked in the order of their ids so that two bulk edits cannot deadlock. */
async function selected(ctx: Context, { ids, filter, q, except }: Selection): Promise<Found[]> {
  if (!ids && filter === undefined && q === undefined)
    throw new Refused('sales.nothing-selected', 'Say which opportunities: ids, a filter, or words.')
  const input = listInput(ctx, 'opportunity', { filter, q })
  const sql = sqlWriter()
  const where = listConditions(await prepareList(ctx.db, input), sql)
  if (ids) where.push(`t.id = any(${sql.bind(ids, 'uuid[]')})`)
  if (except?.length) where.push(`t.id <> all(${sql.bind(except, 'uuid[]')})`)
  const text = `select t.id, t.customer_id as "customerId" from sales.opportunity t
    where ${where.join(' and ') || 'true'} order by t.id limit ${most + 1} for update`
  const found = await rows<Found>(ctx.db, text, sql.values)
  if (found.length > most)
    throw new Refused('sales.too-many', `At most ${most} opportunities can be changed in one act.`, {
      limit: most,
    })
  return found
}

/** Hands over, postpones or tags many opportunities in one statement, with history per row. Answers how many really changed. */
export async function changeOpportunities(
  ctx: Context,
  { set = {}, addTags = [], removeTags = [], ...selection }: OpportunityBulkChange,
): Promise<number> {
  if (set.owner) await requireColleague(ctx, set.owner)
  const found = await selected(ctx, selection)
  if (found.length === 0) return 0
  const sql = sqlWriter()
  const assigned: Assigned[] = []
  if (set.owner !== undefined) assigned.push({ name: 'owner_id', value: sql.bind(set.owner, 'uuid') })
  if (set.expectedClose !== undefined)
    assigned.push({ name: 'expected_close', value: sql.bind(set.expectedClose, 'date') })
  if (addTags.length || removeTags.length) {
    const [added, gone] = [sql.bind(addTags, 'text[]'), sql.bind(removeTags, 'text[]')]
    const kept = `array(select distinct tag from unnest(t.tags || ${added}) tag where tag <> all(${gone}) order by tag)`
    assigned.push({ name: 'tags', value: kept })
  }
  if (assigned.length === 0) return 0
  await openBatch(ctx)
  const changed = await assign(ctx, { sql, found, assigned })
  const [first] = found
  if (changed > 0 && first)
    await ctx.emit({
      kind: 'opportunities.changed',
      entity: 'opportunity',
      rootId: first.customerId,
      recordId: first.id,
      data: { count: changed },
    })
  return changed
}

type Assigned = { name: string; value: string }
type Assigning = { sql: SqlWriter; found: readonly Found[]; assigned: readonly Assigned[] }

/** One statement that sets the columns and writes history of every row that really changes; answers how many did. */
function assign(ctx: Context, { sql, found, assigned }: Assigning): Promise<number> {
  const ids = sql.bind(
    found.map(({ id }) => id),
    'uuid[]',
  )
  const roots = sql.bind(
    found.map(({ customerId }) => customerId),
    'uuid[]',
  )
  const batch = sql.bind(ctx.batch.id, 'uuid')
  const names = assigned.map(({ name }) => name)
  const image = (alias: string) =>
    `jsonb_build_object(${names.map(name => `'${name}', ${alias}.${column(name)}`).join(', ')})`
  const setting = assigned.map(({ name, value }) => `${column(name)} = ${value}`).join(', ')
  const differs = assigned
    .map(({ name, value }) => `t.${column(name)} is distinct from ${value}`)
    .join(' or ')
  return run(
    ctx.db,
    `with chosen as (select * from unnest(${roots}, ${ids}) as c(customer_id, id)),
     old as (select t.* from chosen join sales.opportunity t using (customer_id, id)),
     changed as (
       update sales.opportunity t set ${setting}, version = t.version + 1, updated_at = now()
       from chosen where t.customer_id = chosen.customer_id and t.id = chosen.id and (${differs}) returning t.*)
     insert into platform.change (root_id, id, batch_id, entity, record_id, action, before, after)
     select c.customer_id, platform.new_id(), ${batch}, 'opportunity', c.id, 'changed', ${image('o')}, ${image('c')}
     from changed c join old o using (customer_id, id)`,
    sql.values,
  )
}
