import { stampIn } from '../polling/columns.ts'
import type { RemoteObject } from '../port.ts'
import type { Client } from './client.ts'
import { kindOf } from './values.ts'

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
  select json_build_object('space', n.nspname, 'name', c.relname, 'about', greatest(c.reltuples, 0)::bigint::text,
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
  return rows.map(({ found }) => objectOf(JSON.parse(found as string) as Table))
}

function objectOf({ space, name, columns, key, about, references }: Table): RemoteObject {
  const fields = columns.map(column => ({
    name: column.name,
    kind: kindOf(column.type),
    optional: !column.required,
  }))
  const stamp = stampIn(fields)
  return {
    space,
    name,
    fields,
    key: key ?? [],
    about: Number(about),
    references,
    ...(stamp === undefined ? {} : { stamp }),
  }
}
