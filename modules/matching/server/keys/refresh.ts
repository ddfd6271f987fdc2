import type { Db } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { labelledKeys } from './labelled-keys.ts'
import { recordsOf } from './records.ts'

/** A value that more records share is no one's: a switchboard, unknown@. It finds nobody and goes to the list of shared values. */
export const mostSharing = 60

/**
 * Makes the match keys of these customers fit what they are now; answers how many are there. Merged ones keep theirs, so
 * that a new record is found to be like any member of a family. Keys of customers that are gone go.
 */
export async function refreshKeys(db: Db, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  // Two workers must not write the keys of one customer from two readings, the older one last.
  await row(db, `select pg_advisory_xact_lock(hashtext('matching keys')) as locked`)
  const records = await recordsOf(db, ids)
  const owners: string[] = []
  const keys: number[] = []
  const labels = new Map<number, string>()
  for (const record of records)
    for (const { key, label } of labelledKeys(record)) {
      owners.push(record.id)
      keys.push(key)
      labels.set(key, label)
    }
  await run(
    db,
    `with wanted as (select * from unnest($2::uuid[], $3::bigint[]) w(customer_id, key)),
       gone as (delete from matching.match_key k where k.customer_id = any($1::uuid[])
         and not exists (select 1 from wanted w where w.customer_id = k.customer_id and w.key = k.key))
     insert into matching.match_key (customer_id, key) select customer_id, key from wanted on conflict do nothing`,
    [ids, owners, keys],
  )
  await noteShared(db, labels)
  return records.length
}

/** Which of these keys are shared by too many now, and which no longer. Counting stops at the limit, so a switchboard costs no more. */
async function noteShared(db: Db, labels: ReadonlyMap<number, string>): Promise<void> {
  if (labels.size === 0) return
  await run(
    db,
    `insert into matching.shared_key (key, label, records)
     select k.key, k.label, n.n from unnest($1::bigint[], $2::text[]) k(key, label),
       lateral (select count(*)::int as n from (select 1 from matching.match_key m where m.key = k.key limit $3::int + 1) m) n
     where n.n > $3::int
     on conflict (key) do nothing`,
    [[...labels.keys()], [...labels.values()], mostSharing],
  )
}

/** Counts every key that is known to be shared; forgets those that no longer are. */
export async function countShared(db: Db): Promise<void> {
  await run(
    db,
    `update matching.shared_key s set counted_at = now(),
       records = (select count(*) from matching.match_key m where m.key = s.key)`,
  )
  await run(db, 'delete from matching.shared_key where records <= $1', [mostSharing])
}

/** The values that most records share, as the engine calls them. */
export function sharedValues(db: Db, limit: number): Promise<{ label: string; records: number }[]> {
  return rows(db, 'select label, records from matching.shared_key order by records desc, key limit $1', [
    limit,
  ])
}
