import { scopeCondition } from '../access/scope.ts'
import type { Context } from '../context.ts'
import { column, sqlWriter } from '../database/sql-writer.ts'
import { rows } from '../database/statement.ts'
import { namesOf, rootTables } from './tables.ts'

/** The one record that an act was about. */
export type ActRecord = { entity: string; rootId: string; title: string }

/**
 * For acts that touched one root record which is still there and which the actor sees: that record, by the act's id. Acts
 * on several records are left out, so only small ones should be asked about.
 */
export async function recordsOfActs(
  ctx: Context,
  batchIds: readonly string[],
): Promise<ReadonlyMap<string, ActRecord>> {
  if (batchIds.length === 0) return new Map()
  const found = await rows<{ batchId: string; rootId: string }>(
    ctx.db,
    `select c.batch_id as "batchId", min(c.root_id::text) as "rootId" from platform.change c
     where c.batch_id = any($1::uuid[]) group by c.batch_id having count(distinct c.root_id) = 1`,
    [batchIds],
  )
  const titles = await titlesOf(ctx, [...new Set(found.map(({ rootId }) => rootId))])
  return new Map(
    found.flatMap(({ batchId, rootId }) => {
      const record = titles.get(rootId)
      return record ? [[batchId, record] as const] : []
    }),
  )
}

async function titlesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, ActRecord>> {
  const titles = new Map<string, ActRecord>()
  const registry = ctx.catalogue.registry()
  for (const table of rootTables(ctx.history)) {
    const entity = registry.get(table.entity)
    if (!entity || !table.titleColumn || !ctx.actor.permissions.has(entity.permissions.read)) continue
    const sql = sqlWriter()
    const scope = scopeCondition({ registry, entity, actor: ctx.actor, alias: 't', sql })
    const found = await rows<{ id: string; title: string }>(
      ctx.db,
      `select t.id, t.${column(table.titleColumn)} as title from ${namesOf(table).table} t
       where t.id = any(${sql.bind(ids, 'uuid[]')})${scope ? ` and ${scope}` : ''}`,
      sql.values,
    )
    for (const { id, title } of found) titles.set(id, { entity: table.entity, rootId: id, title })
  }
  return titles
}
