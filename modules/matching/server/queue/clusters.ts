import type { Db } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import { componentsOf } from '../../../customers/index.ts'

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

type Edge = { customerId: string; otherId: string }

/** The groups in which these records hang together, walked side by side: a statement per step, however many records they are. */
async function clustersAround(db: Db, ids: readonly string[], review: number): Promise<string[][]> {
  const known = new Set(ids)
  const edges: Edge[] = []
  let frontier = [...known]
  while (frontier.length > 0) {
    const found = await rows<Edge>(
      db,
      `select customer_id as "customerId", other_id as "otherId" from matching.pair
         where customer_id = any($1::uuid[]) and settled_at is null and weight >= $2
       union select customer_id, other_id from matching.pair
         where other_id = any($1::uuid[]) and settled_at is null and weight >= $2`,
      [frontier, review],
    )
    edges.push(...found)
    const met = new Set(found.flatMap(({ customerId, otherId }) => [customerId, otherId])).difference(known)
    for (const id of met) known.add(id)
    const large = new Set(
      componentsOf(known, edges)
        .filter(({ length }) => length > farthest)
        .flat(),
    )
    frontier = [...met.difference(large)]
  }
  return componentsOf(known, edges)
}

/** Writes down, on every pair around these records, with how many others it hangs together. */
export async function noteClusters(db: Db, ids: readonly string[], review: number): Promise<void> {
  const clusters = (await clustersAround(db, ids, review)).filter(({ length }) => length > 1)
  if (clusters.length === 0) return
  const members = clusters.flatMap(cluster => cluster.map(id => ({ id, cluster })))
  await run(
    db,
    `with member as materialized (select * from unnest($1::uuid[], $2::uuid[], $3::int[]) m(id, cluster, size))
     update matching.pair p set cluster_id = a.cluster, cluster_size = a.size
     from member a, member b where p.customer_id = a.id and p.other_id = b.id and a.cluster = b.cluster
       and p.settled_at is null and (p.cluster_id is distinct from a.cluster or p.cluster_size <> a.size)`,
    [
      members.map(({ id }) => id),
      // Groups come with their ids in order: the first names the cluster.
      members.map(({ cluster }) => cluster[0]),
      members.map(({ cluster }) => cluster.length),
    ],
  )
}
