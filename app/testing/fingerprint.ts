import type { Db } from '../../platform/context.ts'
import { row, rows } from '../../platform/database/statement.ts'

/** Kept by the technique of sign-in and of queues; a refused attempt may be counted there. */
const technical = ['staff.rate_limit', 'staff.session', 'staff.verification']

/**
 * Reads what identifies the content of all our tables: how many rows, and which transactions wrote them. Any insert, update
 * or delete that was committed changes it. While the server has written nothing at all since the last time (its log has
 * not grown), the last answer holds: most refusals come before any write and cost next to nothing.
 */
export async function fingerprinter(db: Db, schemas: readonly string[]): Promise<() => Promise<string>> {
  const tables = await rows<{ name: string }>(
    db,
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind = 'r' order by 1`,
    [schemas],
  )
  const parts = tables
    .filter(({ name }) => !technical.includes(name))
    .map(
      ({ name }) =>
        `select '${name}' as name, count(*) as n, coalesce(sum(xmin::text::bigint), 0) as written from ${name}`,
    )
  const text = `select jsonb_object_agg(name, n || ':' || written order by name)::text as print from (${parts.join(' union all ')}) t`
  let last = { log: '', print: '' }
  return async () => {
    const log = (await row<{ at: string }>(db, 'select pg_current_wal_insert_lsn()::text as at'))?.at ?? ''
    if (log !== last.log) last = { log, print: (await row<{ print: string }>(db, text))?.print ?? '' }
    return last.print
  }
}

/** Names of the tables in which two prints differ. */
export function differing(before: string, after: string): string[] {
  const [a, b] = [before, after].map(print => JSON.parse(print) as Record<string, string>)
  return Object.keys(a ?? {}).filter(name => a?.[name] !== b?.[name])
}
