import type { Db } from '../context.ts'
import { run } from '../database/statement.ts'
import type { JobDefinition } from '../jobs/job.ts'

/** Every minute, since every search reads what waits, and whoever fills the list to its limit has to sort it in. */
export const upkeepJob: JobDefinition = {
  queue: 'platform.search-upkeep',
  run: work => sortIn(work.database.db),
  schedule: '* * * * *',
  retryLimit: 0,
}

/**
 * Sorts the entries that wait in front of our GIN indexes into them (PostgreSQL manual, “GIN Fast Update Technique”), so
 * that no person waits for it. Only of indexes that the user of the database owns; of others it is autovacuum's work.
 */
export async function sortIn(db: Db): Promise<void> {
  await run(
    db,
    `select gin_clean_pending_list(c.oid) from pg_class c join pg_am a on a.oid = c.relam join pg_namespace n on n.oid = c.relnamespace
     where a.amname = 'gin' and c.relkind = 'i' and pg_has_role(c.relowner, 'usage')
       and n.nspname <> all(array['pg_catalog', 'information_schema', 'pg_toast', 'jobs'])`,
  )
}
