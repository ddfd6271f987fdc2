import { finding } from '../findings.ts'
import type { Finding, RemoteObject } from '../port.ts'
import type { Client } from './client.ts'
import { hasReadableLog, logFacts } from './facts.ts'
import { tablesOf } from './shape.ts'

type Facts = {
  version: string
  keep_size: string
  slots_free: string
  tables: string
  no_key: string
  unnamed: string
}

const factsText = `
  select current_setting('server_version') as version,
    coalesce(current_setting('max_slot_wal_keep_size', true), '-1') as keep_size,
    (current_setting('max_replication_slots')::int - (select count(*) from pg_replication_slots))::text as slots_free,
    count(*)::text as tables,
    count(*) filter (where not key.own)::text as no_key,
    count(*) filter (where key.own and (c.relreplident = 'n' or c.relreplident = 'i' and not key.told))::text as unnamed
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  cross join lateral (select count(*) > 0 as own, coalesce(bool_or(i.indisreplident), false) as told
    from pg_index i where i.indrelid = c.oid and i.indisprimary) key
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
    and has_table_privilege(c.oid, 'select')`

/** What stands in the way of following and writing, each with what to do about it. */
export async function checks(client: Client, signal: AbortSignal): Promise<Finding[]> {
  const [row] = await client.rows(factsText, [], signal)
  const facts = row as Facts
  const tables = Number(facts.tables)
  const objects = await tablesOf(client, signal)
  const log = await logFacts(client, objects, signal)
  return [
    { code: 'answers', level: 'right', params: { version: facts.version } },
    finding(tables > 0, 'tables-seen', 'wrong', { tables }),
    finding(log.level === 'logical', 'wal-level', 'warning', { now: log.level }),
    finding(log.mayFollow, 'may-follow', 'warning'),
    finding(log.unpublished === 0, 'may-publish', 'warning', { tables: log.unpublished }),
    finding(Number(facts.no_key) === 0, 'tables-with-key', 'warning', { tables: Number(facts.no_key) }),
    ...(log.level === 'logical' && log.mayFollow ? ofLog(facts) : []),
    ...(hasReadableLog(log) ? [] : ofAsking(objects)),
  ]
}

function ofLog(facts: Facts): Finding[] {
  const unnamed = Number(facts.unnamed)
  return [
    finding(Number(facts.slots_free) > 0, 'slots-free', 'warning'),
    finding(facts.keep_size !== '-1', 'slot-limit', 'warning', { now: facts.keep_size }),
    // Once such a table is published PostgreSQL refuses updates and deletes of it, or tells them without their key.
    finding(unnamed === 0, 'replica-identity', 'warning', { tables: unnamed }),
  ]
}

function ofAsking(objects: readonly RemoteObject[]): Finding[] {
  const withoutStamp = objects.filter(({ stamp }) => stamp === undefined).length
  return [
    { code: 'asked-at-intervals', level: 'warning' },
    finding(withoutStamp === 0, 'tables-with-stamp', 'warning', { tables: withoutStamp }),
  ]
}
