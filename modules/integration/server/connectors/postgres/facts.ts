import type { RemoteObject } from '../port.ts'
import type { Client } from './client.ts'

/** What the log of a server is, and what of it is open to the account. */
export type LogFacts = {
  level: string
  /** The right to follow: REPLICATION, or on Amazon RDS, where nobody has that, membership in `rds_replication`. */
  mayFollow: boolean
  /** Of these tables, those that the account cannot put into a publication: it needs to own them, and CREATE in the database. */
  unpublished: number
}

const factsText = `
  select current_setting('wal_level') as level,
    (r.rolreplication or r.rolsuper or exists (select from pg_roles g where g.rolname = 'rds_replication' and pg_has_role(g.oid, 'member')))::text as follow,
    (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join json_array_elements($1::json) t on t ->> 'space' = n.nspname and t ->> 'name' = c.relname
      where not (r.rolsuper or (pg_has_role(c.relowner, 'usage') and has_database_privilege(current_database(), 'create'))))::text as unpublished
  from pg_roles r where r.rolname = current_user`

export async function logFacts(
  client: Client,
  objects: readonly RemoteObject[],
  signal: AbortSignal,
): Promise<LogFacts> {
  const tables = JSON.stringify(objects.map(({ space, name }) => ({ space, name })))
  const [row] = await client.rows(factsText, [tables], signal)
  return {
    level: String(row?.level),
    mayFollow: row?.follow === 'true',
    unpublished: Number(row?.unpublished),
  }
}

/** Whether changes of these tables can be taken from the log; where not, they are asked for. */
export function hasReadableLog({ level, mayFollow, unpublished }: LogFacts): boolean {
  return level === 'logical' && mayFollow && unpublished === 0
}

/** Names the server, so that another one at the same address is noticed. */
export async function serverOf(client: Client, signal: AbortSignal): Promise<string> {
  const [row] = await client.rows(
    'select system_identifier::text as system from pg_control_system()',
    [],
    signal,
  )
  return String(row?.system)
}
