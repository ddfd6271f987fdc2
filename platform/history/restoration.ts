import type { Db } from '../context.ts'
import { row, rows } from '../database/statement.ts'
import { column } from '../database/sql-writer.ts'
import type { HistoryTable } from '../module.ts'
import { type HistoryTables, namesOf, ownedTables } from './tables.ts'

/** The columns of each history table as the database has them now: images are read back through them. */
export type Columns = ReadonlyMap<string, readonly string[]>

/** Reads the column names of the tables from the catalogue. */
export async function columnsOf(db: Db, tables: HistoryTables): Promise<Columns> {
  const found = await rows<{ name: string; columns: string[] }>(
    db,
    `select n.name, array_agg(a.attname::text order by a.attnum) as columns
     from unnest($1::text[]) n(name) join pg_attribute a on a.attrelid = n.name::regclass
     where a.attnum > 0 and not a.attisdropped and a.attgenerated = '' group by 1`,
    [tables.all.map(table => table.table)],
  )
  return new Map(found.map(({ name, columns }) => [name, columns]))
}

export type Restoration = {
  columns: Columns
  batchId: string
  undone: string
  roots: readonly string[]
  ids: readonly string[]
}

/** Puts deleted root records back with what they owned, from their images in the undone batch. Answers the ids put back. */
export async function restoreRoots(
  db: Db,
  tables: HistoryTables,
  { entity, ...restoration }: Restoration & { entity: string },
): Promise<string[]> {
  const back = await restoreRows(db, tables.of(entity), restoration)
  if (back.length === 0) return back
  for (const table of ownedTables(tables, entity)) {
    const names = namesOf(table)
    await row(
      db,
      `insert into ${names.table} (${listOf(restoration.columns, table)})
       select ${listOf(restoration.columns, table, 'n.')} from platform.change c,
         jsonb_populate_recordset(null::${names.table}, coalesce(nullif(c.before -> '_owned' -> ${names.entity}, 'null'), '[]')) n
       where c.batch_id = $1 and c.root_id = any($2::uuid[]) and c.record_id = c.root_id and c.action = 'deleted'
       on conflict do nothing`,
      [restoration.undone, back],
    )
  }
  return back
}

/**
 * Puts deleted rows of one table back. The image is that of the deletion, with the fields the same batch had changed
 * before it set back to what they were; a version grows, so that nobody's `If-Match` fits a row that was away.
 */
export async function restoreRows(db: Db, table: HistoryTable, restoration: Restoration): Promise<string[]> {
  if (restoration.ids.length === 0) return []
  const { root, table: name, entity } = namesOf(table)
  const names = restoration.columns.get(table.table) ?? []
  const version = names.includes('version')
    ? `|| jsonb_build_object('version', coalesce((d.before ->> 'version')::int, 0) + 1)`
    : ''
  const found = await rows<{ id: string }>(
    db,
    `with d as (
       select c.root_id, c.record_id, c.before || coalesce((
         select jsonb_object_agg(e.key, e.value order by b.id desc)
         from platform.change b, jsonb_each(b.before) e
         where b.root_id = c.root_id and b.batch_id = c.batch_id and b.record_id = c.record_id and b.action = 'changed'), '{}') as before
       from platform.change c
       where c.batch_id = $1 and c.root_id = any($2::uuid[]) and c.record_id = any($3::uuid[])
         and c.entity = ${entity} and c.action = 'deleted'),
     put as (
       insert into ${name} (${listOf(restoration.columns, table)})
       select ${listOf(restoration.columns, table, 'n.')}
       from d, jsonb_populate_record(null::${name}, d.before ${version}) n
       on conflict do nothing returning ${root} as root_id, id as id),
     written as (
       insert into platform.change (root_id, id, batch_id, entity, record_id, action)
       select put.root_id, platform.new_id(), $4, ${entity}, put.id, 'restored' from put)
     select id from put`,
    [restoration.undone, restoration.roots, restoration.ids, restoration.batchId],
  )
  return found.map(({ id }) => id)
}

function listOf(columns: Columns, table: HistoryTable, prefix = ''): string {
  return (columns.get(table.table) ?? []).map(name => prefix + column(name)).join(', ')
}

/** A record whose fields were set back only in part, and the columns that kept a later value. */
export type KeptFields = { rootId: string; id: string; fields: string[] }
/** `restored` are root records. */
export type SetBack = { restored: string[]; present: string[]; kept: KeptFields[] }

/** Columns that describe the row itself and are never set back. */
const ownColumns = ['version', 'updated_at']

/**
 * Sets changed fields back to what they were before the undone batch, where they still have the value it gave them.
 * Values are compared after a pass through the column's type, so that a time written by another program is the same.
 */
export async function setBackRows(db: Db, table: HistoryTable, restoration: Restoration): Promise<SetBack> {
  if (restoration.ids.length === 0) return { restored: [], present: [], kept: [] }
  const answer = await row<{
    restored: string[] | null
    present: string[] | null
    kept: KeptFields[] | null
  }>(db, setBackText(table, restoration.columns.get(table.table) ?? []), [
    restoration.undone,
    restoration.roots,
    restoration.ids,
    restoration.batchId,
    ownColumns,
  ])
  return { restored: answer?.restored ?? [], present: answer?.present ?? [], kept: answer?.kept ?? [] }
}

function setBackText(table: HistoryTable, names: readonly string[]): string {
  const { root, table: name, entity } = namesOf(table)
  const fixed = new Set([table.rootColumn, 'id', ...ownColumns])
  const settable = names.filter(column => !fixed.has(column)).map(column)
  const stamps = names.includes('updated_at') ? ', updated_at = now()' : ''
  const version = names.includes('version') ? ', version = t.version + 1' : ''
  return `with own as (
      select root_id, record_id, id, before, after from platform.change
      where batch_id = $1 and root_id = any($2::uuid[]) and record_id = any($3::uuid[])
        and entity = ${entity} and action = 'changed'),
    -- Both sides in one pass: two, joined, were taken for single rows and compared each with each.
    sum as (
      select o.root_id, o.record_id,
        jsonb_object_agg(e.key, e.value order by o.id desc) filter (where e.side = 'before') as was,
        jsonb_object_agg(e.key, e.value order by o.id) filter (where e.side = 'after') as became
      from own o, lateral (
        select 'before' as side, key, value from jsonb_each(o.before)
        union all select 'after', key, value from jsonb_each(o.after)) e
      where e.key <> all($5::text[]) group by 1, 2),
    present as (
      select t.${root} as root_id, t.id as id, to_jsonb(t) as image, sum.was,
             to_jsonb(jsonb_populate_record(null::${name}, sum.became)) as became
      from sum join ${name} t on t.${root} = sum.root_id and t.id = sum.record_id
      where sum.was is not null
      for no key update of t),
    split as (
      select p.root_id, p.id,
        (select jsonb_object_agg(e.key, e.value) from jsonb_each(p.was) e
          where p.image -> e.key is not distinct from p.became -> e.key) as back,
        (select jsonb_object_agg(e.key, p.image -> e.key) from jsonb_each(p.was) e
          where p.image -> e.key is not distinct from p.became -> e.key) as present,
        (select jsonb_agg(e.key) from jsonb_each(p.was) e
          where p.image -> e.key is distinct from p.became -> e.key) as kept
      from present p),
    put as (
      update ${name} t set (${settable.join(', ')}) =
        (select ${settable.map(column => `n.${column}`).join(', ')} from jsonb_populate_record(t, s.back) n)${stamps}${version}
      from split s where t.${root} = s.root_id and t.id = s.id and s.back is not null
      returning s.root_id, s.id, s.present, s.back),
    written as (
      insert into platform.change (root_id, id, batch_id, entity, record_id, action, before, after)
      select root_id, platform.new_id(), $4, ${entity}, id, 'changed', present, back from put returning root_id)
    select (select array_agg(root_id) from written) as restored, (select array_agg(id) from split) as present,
      (select jsonb_agg(jsonb_build_object('rootId', root_id, 'id', id, 'fields', kept)) from split where kept is not null) as kept`
}
