import type { Db } from '../context.ts'
import { rows } from './statement.ts'

/** How one table is kept when the database is spread over machines. */
export type Placement = {
  table: string
  bytes: number
  rows: number
} & ({ kind: 'distributed'; column: string; beside: string | null } | { kind: 'reference' })

/** A table by whose rows everything else is spread: its schema-qualified name, and the column that names it elsewhere. */
export type Root = { table: string; column: string }

type TableFacts = { name: string; bytes: number; rows: number; key: string[]; columns: string[] }

/** Names under which other tables carry the id of a root record, and look-ups that are keyed by the looked-up value. */
const rootColumns = ['customer_id', 'root_id']
const byOwnKey: Record<string, string> = {
  'platform.search_word': 'word',
  'platform.batch': 'id',
  // Its ids are those of the records at the root.
  'matching.base_record': 'id',
  'integration.mirror': 'key',
  'integration.crosswalk': 'key',
  'integration.refusal': 'key',
}
const beside: Record<string, string> = {
  'platform.undo': 'platform.batch',
  'platform.undo_kept': 'platform.batch',
}

/**
 * Where each table of these schemas goes in a cluster, read from the catalogue: with its root record, by its own key, or
 * whole on every machine. Roots first, since the others are placed beside them.
 */
export async function scalePlan(db: Db, schemas: readonly string[], root: Root): Promise<Placement[]> {
  const facts = await tableFacts(db, schemas)
  return facts
    .map(table => placementOf(table, root))
    .sort((a, b) => order(a, root) - order(b, root) || a.table.localeCompare(b.table))
}

function placementOf({ name, bytes, rows: count, columns }: TableFacts, root: Root): Placement {
  const sized = { table: name, bytes, rows: count }
  if (name === root.table) return { ...sized, kind: 'distributed', column: root.column, beside: null }
  const neighbour = beside[name]
  if (neighbour) return { ...sized, kind: 'distributed', column: 'batch_id', beside: neighbour }
  const owner = rootColumns.find(column => columns.includes(column))
  if (owner) return { ...sized, kind: 'distributed', column: owner, beside: root.table }
  const own = byOwnKey[name]
  if (own) return { ...sized, kind: 'distributed', column: own, beside: null }
  return { ...sized, kind: 'reference' }
}

/** Citus asks for referenced tables first: whole copies, then those others stand beside, then the rest. */
function order(placement: Placement, root: Root): number {
  if (placement.kind === 'reference') return 0
  if (placement.table === root.table) return 1
  return placement.beside === null ? 2 : 3
}

/** The statement that places a table (Citus 12 or newer). */
export function citusStatement(placement: Placement): string {
  if (placement.kind === 'reference') return `select create_reference_table('${placement.table}');`
  const neighbour = placement.beside ?? 'none'
  return `select create_distributed_table('${placement.table}', '${placement.column}', colocate_with => '${neighbour}');`
}

/** Tables with a root column that is not first in their primary key: these could not be spread. Empty when all is well. */
export async function unspreadable(db: Db, schemas: readonly string[]): Promise<string[]> {
  const facts = await tableFacts(db, schemas)
  return facts
    .filter(({ columns, key }) =>
      rootColumns.some(column => columns.includes(column) && !key.slice(0, 2).includes(column)),
    )
    .map(({ name, key }) => `${name}: its key (${key.join(', ')}) does not begin with the root record.`)
}

async function tableFacts(db: Db, schemas: readonly string[]): Promise<TableFacts[]> {
  return rows<TableFacts>(
    db,
    `select n.nspname || '.' || c.relname as name, pg_total_relation_size(c.oid) as bytes, greatest(c.reltuples, 0)::bigint as rows,
       coalesce((select array_agg(a.attname::text order by k.ord) from pg_index i, unnest(i.indkey) with ordinality k(num, ord)
         join pg_attribute a on a.attnum = k.num where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid), '{}') as key,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = any($1::text[]) order by 1`,
    [schemas],
  )
}
