import type { Db } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { mapInTurns } from './in-turns.ts'
import { labelledKeys } from './labelled-keys.ts'
import { recordsOf } from './records.ts'

/** A value that more records share is no one's: a switchboard, unknown@. It finds nobody and goes to the list of shared values. */
export const mostSharing = 60

/**
 * Makes the match keys of these customers fit what they are now. Merged ones keep theirs, so that a new record is found to be like any member of a family. Keys of customers that are gone go.
 */
export async function refreshKeys(db: Db, ids: readonly string[]): Promise<void> {
  await noteShared(db, await writeKeys(db, ids))
}

/**
 * Who writes keys does so alone, so those that stand are read once and only what differs is written; a key that stood before is
 * shared by no more than before.
 */
const differenceText = keptPlan(`
  with wanted as materialized (select * from unnest($2::uuid[], $3::bigint[]) w(customer_id, key)),
    standing as materialized (select k.customer_id, k.key from matching.match_key k where k.customer_id = any($1::uuid[])),
    gone as (delete from matching.match_key k using (select * from standing except select * from wanted) g
      where k.customer_id = g.customer_id and k.key = g.key)
  insert into matching.match_key (customer_id, key)
  select * from wanted except select * from standing order by customer_id, key returning key`)

/** Writes the keys of these customers without asking who shares them; answers those that are new, with their labels. */
export async function writeKeys(db: Db, ids: readonly string[]): Promise<Map<number, string>> {
  const labels = new Map<number, string>()
  if (ids.length === 0) return labels
  // Two workers must not write the keys of one customer from two readings, the older one last.
  await row(db, `select pg_advisory_xact_lock(hashtext('matching keys')) as locked`)
  const records = await recordsOf(db, ids)
  const owners: string[] = []
  const keys: number[] = []
  const known = new Map<number, string>()
  await mapInTurns(records, record => {
    for (const { key, label } of labelledKeys(record)) {
      owners.push(record.id)
      keys.push(key)
      known.set(key, label)
    }
  })
  const added = await rows<{ key: number }>(db, differenceText, [ids, owners, keys])
  for (const { key } of added) labels.set(key, known.get(key) as string)
  return labels
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

/** Shared keys that are written down at a time, each with the record that its label is read from. */
const notedAtOnce = 1000

/**
 * Finds all keys that too many share by one reading of all keys: after writing those of a whole base that is a matter of
 * seconds, where counting each as it is written was a quarter of the work.
 */
export async function findShared(db: Db): Promise<void> {
  const found = await rows<{ key: number; records: number; one: string }>(
    db,
    `select s.key, s.records, (select m.customer_id from matching.match_key m where m.key = s.key limit 1) as one
     from (select key, count(*)::int as records from matching.match_key group by key having count(*) > $1) s
     where not exists (select 1 from matching.shared_key n where n.key = s.key)`,
    [mostSharing],
  )
  for (let at = 0; at < found.length; at += notedAtOnce) {
    const some = found.slice(at, at + notedAtOnce)
    const records = await recordsOf(db, [...new Set(some.map(({ one }) => one))])
    const labels = new Map(
      (await mapInTurns(records, labelledKeys)).flat().map(({ key, label }) => [key, label]),
    )
    const known = some.filter(({ key }) => labels.has(key))
    await run(
      db,
      `insert into matching.shared_key (key, label, records)
       select * from unnest($1::bigint[], $2::text[], $3::int[]) on conflict (key) do nothing`,
      [
        known.map(({ key }) => key),
        known.map(({ key }) => labels.get(key)),
        known.map(({ records: count }) => count),
      ],
    )
  }
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
