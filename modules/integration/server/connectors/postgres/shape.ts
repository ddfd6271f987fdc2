import { changeMarksIn } from '../polling/columns.ts'
import type { RemoteObject } from '../port.ts'
import type { Client } from './client.ts'
import { kindOf, quoted } from './values.ts'

type Column = { name: string; type: number; required: boolean }
type Reference = { fields: string[]; object: string }
type Table = {
  space: string
  name: string
  columns: Column[]
  key: string[] | null
  about: string
  references: Reference[]
}

/** Ordinary and partitioned tables that the account may read, with columns, key, foreign keys and the planner's idea of their size. */
const tablesText = `
  select json_build_object('space', n.nspname, 'name', c.relname, 'about', c.reltuples::bigint::text,
    'columns', (select coalesce(json_agg(json_build_object('name', a.attname, 'required', a.attnotnull,
        'type', (case when t.typtype = 'd' then t.typbasetype else a.atttypid end)::bigint) order by a.attnum), '[]')
      from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
    'key', (select json_agg(a.attname order by k.place) from pg_index i,
        unnest(i.indkey::int2[]) with ordinality k(number, place) join pg_attribute a on a.attnum = k.number
      where i.indrelid = c.oid and a.attrelid = c.oid and i.indisprimary),
    'references', (select coalesce(json_agg(json_build_object('object', p.relname,
        'fields', (select json_agg(a.attname order by k.place) from unnest(f.conkey) with ordinality k(number, place)
          join pg_attribute a on a.attnum = k.number and a.attrelid = c.oid))), '[]')
      from pg_constraint f join pg_class p on p.oid = f.confrelid where f.conrelid = c.oid and f.contype = 'f'))::text as found
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
    and has_table_privilege(c.oid, 'select') and has_schema_privilege(n.oid, 'usage')
  order by n.nspname, c.relname`

export async function tablesOf(client: Client, signal: AbortSignal): Promise<RemoteObject[]> {
  const rows = await client.rows(tablesText, [], signal)
  const tables = rows.map(({ found }) => JSON.parse(found as string) as Table)
  const unknown = tables.filter(({ about }) => Number(about) <= 0).slice(0, mostCounted)
  const counted = new Map<Table, number | null>()
  for (const table of unknown) counted.set(table, await countOf(client, table, signal))
  return tables.map(table =>
    objectOf(table, counted.has(table) ? (counted.get(table) ?? null) : Number(table.about)),
  )
}

/** The planner knows nothing of a table that was never analysed; small ones are counted. */
const mostCounted = 50
const countedTo = 10_000

async function countOf(client: Client, { space, name }: Table, signal: AbortSignal): Promise<number | null> {
  const text = `select count(*) as n from (select from ${quoted(space, name)} limit ${countedTo + 1}) t`
  const [row] = await client.rows(text, [], signal)
  const count = Number(row?.n ?? 0)
  return count > countedTo ? null : count
}

function objectOf({ space, name, columns, key, references }: Table, about: number | null): RemoteObject {
  const fields = columns.map(column => ({
    name: column.name,
    kind: kindOf(column.type),
    optional: !column.required,
  }))
  return {
    space,
    name,
    fields,
    key: key ?? [],
    about,
    references,
    ...changeMarksIn(fields),
  }
}
