import type { Context } from '../context.ts'
import { keptPlan, keptWhileFew } from '../database/prepared.ts'
import { sentAhead } from '../database/sending.ts'
import { column, type SqlWriter, sqlWriter } from '../database/sql-writer.ts'
import { row, rows, run } from '../database/statement.ts'
import { Conflict, NotFound } from '../errors.ts'
import { lowerRows } from './overlay.ts'
import { type Change, difference, recordChanges } from './record.ts'

/** A table whose single rows are written here: `rootColumn` is `customer_id`, or `id` for the root itself. */
export type RowTable = { entity: string; table: string; rootColumn: string; overlay?: string }

export type Row = Record<string, unknown>
export type RowKey = { rootId: string; id: string }

function keyOf(table: RowTable, { rootId, id }: RowKey): { where: string; values: unknown[] } {
  return table.rootColumn === 'id'
    ? { where: 'id = $1::uuid', values: [id] }
    : { where: `${column(table.rootColumn)} = $2::uuid and id = $1::uuid`, values: [id, rootId] }
}

/** Inserts a row given by column names and writes its creation into history. */
export async function insertRow(ctx: Context, table: RowTable, values: Row): Promise<Row> {
  const { text, given } = insertOf(table, values)
  const inserted = (await row<Row>(ctx.db, keptWhileFew(`${text} returning *`), given)) as Row
  await recordChanges(ctx, [
    {
      entity: table.entity,
      action: 'created',
      rootId: String(inserted[table.rootColumn]),
      recordId: String(inserted.id),
    },
  ])
  return inserted
}

/** Inserts a row that is part of a record created in the same act, whose own history entry stands for both. */
export async function insertQuietly(
  ctx: Context,
  table: Pick<RowTable, 'table'>,
  values: Row,
): Promise<void> {
  const { text, given } = insertOf(table, values)
  await run(ctx.db, sentAhead(keptWhileFew(text)), given)
}

function insertOf({ table }: Pick<RowTable, 'table'>, values: Row): { text: string; given: unknown[] } {
  const names = Object.keys(values)
  const places = names.map((_, i) => `$${i + 1}`)
  const text = `insert into ${table} (${names.map(column).join(', ')}) values (${places.join(', ')})`
  return { text, given: names.map(name => storable(values[name])) }
}

/** The row with its own values, locked until the end of the transaction; throws `NotFound`. */
export async function lockRow(ctx: Context, table: RowTable, key: RowKey): Promise<Row> {
  return (await lockShown(ctx, table, key)).own
}

/**
 * The same, with what the row showed until now; from here on it has its own values, until someone shows others again.
 * `visible` writes the condition that the actor sees the row, whose alias is `t`: what he does not see is not found.
 */
export async function lockShown(
  ctx: Context,
  table: RowTable,
  { visible, ...key }: RowKey & { visible?: (sql: SqlWriter) => string },
): Promise<{ own: Row; shown: Row }> {
  const { where, values } = keyOf(table, key)
  const sql = sqlWriter(values)
  const scope = visible?.(sql) ?? 'true'
  const text = keptPlan(
    `select t.* from ${table.table} t where ${where}${scope === 'true' ? '' : ` and ${scope}`} for update of t`,
  )
  const shown = await row<Row>(ctx.db, text, sql.values)
  if (!shown) throw new NotFound(table.entity)
  if (!table.overlay || shown[table.overlay] === null) return { own: shown, shown }
  await lowerRows(ctx.db, table, [key.id])
  return { own: (await row<Row>(ctx.db, text, sql.values)) as Row, shown }
}

export type RowChange = {
  key: RowKey
  set: Row
  version?: number | undefined
  derive?: (after: Row) => Row
  /** The row as `lockRow` gave it in this transaction, where the caller has had to look at it. */
  locked?: Row
  /** The row as readers know it; a conflict shows it so. */
  show?: (row: Row) => unknown
}

/**
 * Changes columns of a row, raises its version and writes what differs into history. `version` is the one the caller
 * has read: if the row has moved on *in one of these columns*, the change is refused with `Conflict`; changes of
 * different fields by two people do not hurt each other. Nothing different: nothing is written.
 */
export async function changeRow(
  ctx: Context,
  table: RowTable,
  change: RowChange,
): Promise<{ row: Row; changed: boolean }> {
  const before = change.locked ?? (await lockRow(ctx, table, change.key))
  const set = { ...change.set, ...change.derive?.({ ...before, ...change.set }) }
  if (change.version !== undefined && before.version !== change.version)
    await refuseOverlap(ctx, { table, change, before })
  const differs = difference(before, set)
  if (!differs) return { row: before, changed: false }
  const names = Object.keys(differs.after)
  const { where, values } = keyOf(table, change.key)
  const assignments = names.map((name, i) => `${column(name)} = $${values.length + i + 1}`)
  const stamp = 'updated_at' in before ? ', updated_at = now()' : ''
  const text = `update ${table.table} set ${assignments.join(', ')}, version = version + 1${stamp} where ${where} returning *`
  const given = names.map(name => storable(set[name], before[name]))
  const after = (await row<Row>(ctx.db, keptWhileFew(text), [...values, ...given])) as Row
  await recordChanges(ctx, [
    {
      entity: table.entity,
      action: 'changed',
      rootId: change.key.rootId,
      recordId: change.key.id,
      ...differs,
    },
  ])
  return { row: after, changed: true }
}

/** Versions are counted per row; whether two changes touch one field is read from history. */
async function refuseOverlap(
  ctx: Context,
  { table, change, before }: { table: RowTable; change: RowChange; before: Row },
): Promise<void> {
  const missed = Number(before.version) - Number(change.version)
  const wanted = Object.keys(change.set)
  if (missed > 0) {
    const since = await rows<{ action: string; columns: string[] | null }>(
      ctx.db,
      `select action, (select array_agg(k) from jsonb_object_keys(after) k) as columns from platform.change
       where root_id = $1 and record_id = $2 and entity = $3 order by id desc limit $4`,
      [change.key.rootId, change.key.id, table.entity, missed],
    )
    const overlaps =
      since.length < missed ||
      since.some(
        ({ action, columns }) => action !== 'changed' || columns?.some(name => wanted.includes(name)),
      )
    if (!overlaps) return
  }
  const current = change.show ? await change.show(before) : before
  throw new Conflict('Someone else changed this meanwhile.', current)
}

/** Deletes one row; its image goes into history, so that undo can bring it back. */
export async function removeRow(ctx: Context, table: RowTable, key: RowKey): Promise<Row> {
  const { where, values } = keyOf(table, key)
  const gone = await row<{ image: Row }>(
    ctx.db,
    `delete from ${table.table} t where ${where} returning to_jsonb(t) as image`,
    values,
  )
  if (!gone) throw new NotFound(table.entity)
  const change: Change = {
    entity: table.entity,
    action: 'deleted',
    rootId: key.rootId,
    recordId: key.id,
    before: gone.image,
  }
  await recordChanges(ctx, [change])
  return gone.image
}

/**
 * JSON columns take objects, and lists of objects, as text; lists of plain values stay lists. An empty list is what stood
 * there `before`: a list of objects that was emptied is JSON still.
 */
function storable(value: unknown, before?: unknown): unknown {
  if (value === null || value === undefined) return null
  if (value instanceof Date || typeof value !== 'object') return value
  if (Array.isArray(value))
    return [value, before].some(list => Array.isArray(list) && list.some(isObject))
      ? JSON.stringify(value)
      : value
  return JSON.stringify(value)
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !(value instanceof Date)
