import type { Db } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'

/** A cluster is walked no further than this; one that is larger is a shared value, not a person. */
const farthest = 60

/** The records that hang together with these by pairs that wait, those given included; at most 60 and a few. */
export async function clusterOf(db: Db, ids: readonly string[], review: number): Promise<string[]> {
  const members = new Set(ids)
  let frontier = [...ids]
  while (frontier.length > 0 && members.size <= farthest) {
    const found = await rows<{ id: string }>(
      db,
      `select other_id as id from matching.pair where customer_id = any($1::uuid[]) and settled_at is null and weight >= $2
       union select customer_id from matching.pair where other_id = any($1::uuid[]) and settled_at is null and weight >= $2`,
      [frontier, review],
    )
    frontier = found.map(({ id }) => id).filter(id => !members.has(id))
    for (const id of frontier) members.add(id)
  }
  return [...members]
}

/** Writes down, on every pair around these records, with how many others it hangs together. */
export async function noteClusters(db: Db, ids: readonly string[], review: number): Promise<void> {
  const seen = new Set<string>()
  for (const id of ids) {
    if (seen.has(id)) continue
    const members = await clusterOf(db, [id], review)
    for (const member of members) seen.add(member)
    await run(
      db,
      `update matching.pair set cluster_id = $2, cluster_size = $3
       where customer_id = any($1::uuid[]) and other_id = any($1::uuid[]) and settled_at is null
         and (cluster_id is distinct from $2 or cluster_size <> $3)`,
      [members, members.toSorted()[0], Math.max(2, members.length)],
    )
  }
}
