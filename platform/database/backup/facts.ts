import type pg from 'pg'
import type { Manifest, TableCount } from './manifest.ts'

/** One table to save: its quoted name and the quoted names of the columns that can be written. */
export type TableShape = {
  schema: string
  table: string
  quoted: string
  columns: string
  dependsOn: string[]
}

/** The tables of all schemas that are not PostgreSQL's own, referenced tables before those that refer to them. */
export async function tablesOf(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(`
    select n.nspname as schema, c.relname as table, format('%I.%I', n.nspname, c.relname) as quoted,
           (select coalesce(string_agg(quote_ident(attname), ', ' order by attnum), '')
              from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
           array(select distinct format('%I.%I', rn.nspname, r.relname)
              from pg_constraint k join pg_class r on r.oid = k.confrelid join pg_namespace rn on rn.oid = r.relnamespace
             where k.contype = 'f' and k.conrelid = c.oid and r.oid <> c.oid and not r.relispartition) as "dependsOn"
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
       and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
       and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     order by 1, 2`)
  return inOrderOfReference(rows)
}

function inOrderOfReference(tables: TableShape[]): TableShape[] {
  const ordered: TableShape[] = []
  const placed = new Set<string>()
  for (let waiting = tables; waiting.length > 0; ) {
    const free = waiting.filter(table => table.dependsOn.every(other => placed.has(other)))
    if (free.length === 0) {
      throw new Error(
        `These tables refer to each other in a circle: ${waiting.map(table => table.quoted).join(', ')}.`,
      )
    }
    for (const table of free) placed.add(table.quoted)
    ordered.push(...free)
    waiting = waiting.filter(table => !placed.has(table.quoted))
  }
  return ordered
}

/** Rows of every table, counted one by one (reading them all also checks the page checksums). */
export async function countRows(client: pg.ClientBase): Promise<TableCount[]> {
  const counts: TableCount[] = []
  for (const { schema, table, quoted } of await tablesOf(client)) {
    const { rows } = await client.query<{ n: string }>(`select count(*)::text as n from ${quoted}`)
    counts.push({ schema, table, rows: Number(rows[0]?.n) })
  }
  return counts
}

/** The migrations that have run, and the release of the server. */
export async function schemaFacts(client: pg.ClientBase): Promise<Pick<Manifest, 'migrations' | 'postgres'>> {
  const server = await client.query<{ server_version: string }>('show server_version')
  const exists = await client.query<{ found: string | null }>(
    `select to_regclass('platform.migration')::text as found`,
  )
  const migrations = exists.rows[0]?.found
    ? await client.query<{ module: string; name: string }>(
        'select module, name from platform.migration order by started_at, module, name',
      )
    : null
  return { postgres: server.rows[0]?.server_version ?? '', migrations: migrations?.rows ?? [] }
}

/** Positions of all sequences of our schemas. */
export async function sequencesOf(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ schema: string; name: string; value: string | null }>(`
    select schemaname as schema, sequencename as name, last_value::text as value from pg_sequences
     where schemaname !~ '^pg_' and schemaname <> 'information_schema' order by 1, 2`)
  return rows.map(({ schema, name, value }) => ({
    schema,
    name,
    value: Number(value ?? 1),
    called: value !== null,
  }))
}

/** Compares the rows of a restored database with the manifest; throws an error that lists every difference. */
export async function compareCounts(client: pg.ClientBase, manifest: Manifest): Promise<TableCount[]> {
  const found = await countRows(client)
  const problems = manifest.tables.flatMap(({ schema, table, rows }) => {
    const same = found.find(count => count.schema === schema && count.table === table)
    if (same?.rows === rows) return []
    return [`${schema}.${table}: ${same ? same.rows : 'no table'} instead of ${rows} rows`]
  })
  if (problems.length === 0) return found
  throw new Error(`The restored database differs from the backup:\n  ${problems.join('\n  ')}`)
}
