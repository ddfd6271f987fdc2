import { notKept, scopeCondition } from '../access/scope.ts'
import type { Context } from '../context.ts'
import { column, type SqlWriter, sqlWriter } from '../database/sql-writer.ts'
import type { HistoryTable } from '../module.ts'
import { rootTables } from './tables.ts'

/** The condition that the actor sees a root record `alias`; null where he sees all of its kind, `false` where none. */
export function rootScope(
  ctx: Context,
  { entity: name, permission, reach }: HistoryTable,
  { alias, sql }: { alias: string; sql: SqlWriter },
): string | null {
  const registry = ctx.catalogue.registry()
  const entity = registry.get(name)
  if (entity) return scopeCondition({ registry, entity, actor: ctx.actor, alias, sql })
  if (permission === undefined || !ctx.actor.permissions.has(permission)) return 'false'
  return reach?.(ctx, { alias, sql }) ?? null
}

/** Whether the actor sees all rows of every kind of record; then nothing has to be asked row by row. */
export function seesEverything(ctx: Context): boolean {
  const roots = rootTables(ctx.history).every(
    table => rootScope(ctx, table, { alias: 's', sql: sqlWriter() }) === null,
  )
  return roots && ctx.history.all.every(table => withinScope(ctx, table, sqlWriter()) === null)
}

/**
 * The condition that a change `c` is of a kind that is written below this kind of root, the root included, and that the
 * actor sees it: what is within a record with an owner of its own is as visible as that one.
 */
export function belowRoot(ctx: Context, root: string, sql: SqlWriter): string {
  const below = ctx.history.all.filter(table => table.root === root)
  const scopes = below.map(table => ({ table, scope: withinScope(ctx, table, sql) }))
  const open = scopes.filter(({ scope }) => scope === null).map(({ table }) => table.entity)
  const guarded = scopes.filter(({ scope }) => scope !== null && scope !== 'false')
  return `(${[
    `c.entity = any(${sql.bind(open, 'text[]')})`,
    ...guarded.map(({ table, scope }) => `(c.entity = '${table.entity}' and ${scope})`),
  ].join(' or ')})`
}

/** The condition that the actor sees the record within which the row of a change `c` is; null where that is certain. */
function withinScope(ctx: Context, table: HistoryTable, sql: SqlWriter): string | null {
  const registry = ctx.catalogue.registry()
  const entity = table.within && registry.get(table.within.entity)
  if (!table.within || !entity) return null
  const scope = scopeCondition({ registry, entity, actor: ctx.actor, alias: 'w', sql })
  if (scope === null || scope === 'false') return scope
  const root = column(table.rootColumn)
  return `exists (select 1 from ${table.table} x join ${entity.table} w
    on w.${column(entity.rootColumn)} = x.${root} and w.id = x.${column(table.within.column)}
    where x.${root} = c.root_id and x.id = c.record_id and ${scope})`
}

/**
 * The conditions that an act `b` is the actor's own, or touched no record that its owner keeps to himself: that somebody
 * does something in private is nobody's business. What was kept until it was removed is kept for ever.
 */
export function actsNotKept(ctx: Context, sql: SqlWriter): string[] {
  const registry = ctx.catalogue.registry()
  return rootTables(ctx.history).flatMap(({ entity: name, table }) => {
    const entity = registry.get(name)
    const open = entity && notKept(entity, { actor: ctx.actor, alias: 's', sql })
    if (!open) return []
    const mine = `b.actor_id = ${sql.bind(ctx.actor.id, 'uuid')}`
    // From the kept records, not from the acts: an act may have touched a million others.
    return [
      `(${mine} or b.id not in (select c.batch_id from ${table} s join platform.change c on c.root_id = s.id where (${open}) is not true))`,
      `(${mine} or b.id not in (select c.batch_id from platform.change d
         cross join lateral jsonb_populate_record(null::${table}, d.before) s
         join platform.change c on c.root_id = d.root_id
         where d.entity = '${name}' and d.action = 'deleted' and (${open}) is not true
           and not exists (select 1 from ${table} x where x.id = d.root_id)))`,
    ]
  })
}
