import { visibleFields } from '../access/fields.ts'
import type { Context } from '../context.ts'
import type { ReplyOf } from '../contract/endpoint.ts'
import { type SqlWriter, sqlWriter } from '../database/sql-writer.ts'
import { rows } from '../database/statement.ts'
import type { historyContract } from './contract.ts'
import { openImage, visibleImage } from './images.ts'
import { rootTables } from './tables.ts'
import { belowRoot, rootScope, seesEverything } from './visible.ts'

type ChangeRow = {
  id: string
  rootId: string
  batchId: string
  at: Date
  actorId: string
  actorName: string
  channel: string
  label: string
  entity: string
  recordId: string
  action: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

export type ChangesQuery = {
  rootIds: readonly string[]
  /** The kind of root record whose rows here the caller has found to be visible, whatever the actor's rows are. */
  seen?: string
  /** Of these rows only; of all that are written below the root records where nothing is said. */
  recordIds?: readonly string[] | undefined
  field?: string | undefined
  limit: number
  before?: string | undefined
}

/** The history of root records, newest first, as far as the actor may see it; `next` is `before` of the next page. */
export async function changesOf(
  ctx: Context,
  query: ChangesQuery,
): Promise<ReplyOf<typeof historyContract.ofRecord>> {
  const sql = sqlWriter()
  const roots = sql.bind(query.rootIds, 'uuid[]')
  const where = ['c.root_id = r.id', visible(ctx, { seen: query.seen, sql })]
  if (query.recordIds) where.push(`c.record_id = any(${sql.bind(query.recordIds, 'uuid[]')})`)
  if (query.before) where.push(`c.id < ${sql.bind(query.before, 'uuid')}`)
  if (query.field) where.push(`(c.after ? ${sql.bind(columnOf(ctx, query.field))} or c.action <> 'changed')`)
  const most = sql.bind(query.limit + 1, 'int')
  // Each record's newest come from its own range of the primary key.
  const found = await rows<ChangeRow>(
    ctx.db,
    `select c.id, c.root_id as "rootId", c.batch_id as "batchId", b.at, b.actor_id as "actorId", b.actor_name as "actorName", b.channel, b.label, c.entity, c.record_id as "recordId", c.action, c.before, c.after
     from unnest(${roots}) r(id) cross join lateral
       (select * from platform.change c where ${where.join(' and ')} order by c.id desc limit ${most}) c
     join platform.batch b on b.id = c.batch_id order by c.id desc limit ${most}`,
    sql.values,
  )
  const items = found
    .slice(0, query.limit)
    .map(change => ({ ...change, at: change.at.toISOString(), ...images(ctx, change) }))
  return { items, next: found.length > query.limit ? (items.at(-1)?.id ?? null) : null }
}

/**
 * History is as visible as the record it belongs to, each root record's by the rows of its own kind: two kinds may share an
 * id. A removed root is known only to those who see all rows of the kind.
 */
function visible(ctx: Context, { seen, sql }: { seen: string | undefined; sql: SqlWriter }): string {
  // Asked first: a value that is bound and not used is refused by the database.
  if (seesEverything(ctx)) return 'true'
  const parts = rootTables(ctx.history).map(root => {
    if (root.entity === seen) return belowRoot(ctx, root.entity, sql)
    const scope = rootScope(ctx, root, { alias: 's', sql })
    if (scope === 'false') return 'false'
    const own = belowRoot(ctx, root.entity, sql)
    return scope === null
      ? own
      : `${own} and exists (select 1 from ${root.table} s where s.id = c.root_id and ${scope})`
  })
  return parts.length ? `(${parts.join(' or ')})` : 'true'
}

function columnOf(ctx: Context, key: string): string {
  for (const entity of ctx.catalogue.registry().values()) {
    const field = visibleFields(entity, ctx.actor).find(f => f.key === key)
    if (field?.column) return field.column
  }
  return key
}

function images(ctx: Context, change: ChangeRow) {
  const entity = ctx.catalogue.registry().get(change.entity)
  const table = ctx.history.all.find(({ entity: name }) => name === change.entity)
  const of = (image: ChangeRow['before']) => visibleImage(entity, ctx.actor, openImage(table, image))
  return { before: of(change.before), after: of(change.after) }
}
