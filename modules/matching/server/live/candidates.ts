import type { Db } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import { mostSharing } from '../keys/refresh.ts'

/** Records that share a match key with another one: candidates, not yet compared. */
export type Candidate = { of: string; id: string }

/** No record is compared with more than this many others while somebody waits. */
export const mostCandidates = 500

/**
 * Who shares a key, each key asked by itself in the index and left at once when it is a shared value: 0.6 ms for a
 * customer with 11 keys among a million (`docs/adr/0015`). At most 500 for each record, those with most keys in common first.
 */
export const candidatesText = `
  select w.of, m.id, count(*)::int as common
  from unnest($1::text[], $2::bigint[]) w(of, key),
    lateral (select k.customer_id as id from matching.match_key k where k.key = w.key limit ${mostSharing + 1}) m
  where not exists (select 1 from matching.shared_key s where s.key = w.key)
  group by 1, 2`

/** Candidates for many records at once, by keys; a record is no candidate of itself. */
export async function candidatesFor(
  db: Db,
  keys: readonly { of: string; key: number }[],
): Promise<Map<string, string[]>> {
  const found = await rows<{ of: string; id: string; common: number }>(db, candidatesText, [
    keys.map(({ of }) => of),
    keys.map(({ key }) => key),
  ])
  const byRecord = new Map<string, string[]>()
  for (const { of, id } of found.toSorted((a, b) => b.common - a.common)) {
    if (of === id) continue
    const list = byRecord.get(of) ?? []
    if (list.length < mostCandidates) list.push(id)
    byRecord.set(of, list)
  }
  return byRecord
}
