import { finding } from '../findings.ts'
import type { Finding } from '../port.ts'
import type { Client } from './client.ts'

type Facts = {
  version: string
  wal_level: string
  keep_size: string
  slots_free: string
  replication: string
  tables: string
  no_key: string
  no_before: string
}

const factsText = `
  select current_setting('server_version') as version, current_setting('wal_level') as wal_level,
    coalesce(current_setting('max_slot_wal_keep_size', true), '-1') as keep_size,
    (current_setting('max_replication_slots')::int - (select count(*) from pg_replication_slots))::text as slots_free,
    (select (rolreplication or rolsuper)::text from pg_roles where rolname = current_user) as replication,
    count(*)::text as tables,
    count(*) filter (where not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary))::text as no_key,
    count(*) filter (where c.relreplident <> 'f')::text as no_before
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
    and has_table_privilege(c.oid, 'select')`

/** What stands in the way of following and writing, each with what to do about it. */
export async function checks(client: Client, signal: AbortSignal): Promise<Finding[]> {
  const [row] = await client.rows(factsText, [], signal)
  const facts = row as Facts
  const tables = Number(facts.tables)
  return [
    { code: 'answers', level: 'right', params: { version: facts.version } },
    finding(tables > 0, 'tables-seen', 'wrong', { tables }),
    finding(facts.wal_level === 'logical', 'wal-level', 'warning', { now: facts.wal_level }),
    finding(facts.replication === 'true', 'may-follow', 'warning'),
    finding(Number(facts.slots_free) > 0, 'slots-free', 'warning'),
    finding(facts.keep_size !== '-1', 'slot-limit', 'warning', { now: facts.keep_size }),
    finding(Number(facts.no_key) === 0, 'tables-with-key', 'warning', { tables: Number(facts.no_key) }),
    finding(Number(facts.no_before) < tables, 'before-images', 'warning', {
      tables: Number(facts.no_before),
    }),
  ]
}
