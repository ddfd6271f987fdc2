import type { Db } from '../context.ts'
import { rows } from '../database/statement.ts'

/** What later acts have touched: root records (through any of their rows) and single records. */
export type Touched = { roots: ReadonlySet<string>; records: ReadonlySet<string> }

type Later = { rootId: string; recordId: string; batchId: string; partly: boolean }

/**
 * Finds what other batches wrote under the roots after the given history row of each. An act and the undo of it cancel
 * each other out, as long as the undo of it kept nothing back there; the undo of that undo counts again.
 */
export async function touchedSince(
  db: Db,
  batchId: string,
  lastIds: ReadonlyMap<string, string>,
): Promise<Touched> {
  const later = await rows<Later>(
    db,
    // The lateral part with its offset keeps the planner from reading all history for a join with an array.
    `select distinct c.root_id as "rootId", c.record_id as "recordId", c.batch_id as "batchId",
       exists (select 1 from platform.undo_kept k where k.batch_id = c.batch_id and k.root_id = c.root_id) as partly
     from unnest($2::uuid[], $3::uuid[]) r(root_id, last_id),
       lateral (select * from platform.change c where c.root_id = r.root_id and c.id > r.last_id offset 0) c
     where c.batch_id <> $1`,
    [batchId, [...lastIds.keys()], [...lastIds.values()]],
  )
  if (later.length === 0) return { roots: new Set(), records: new Set() }
  const origin = await originsOf(db, [...new Set(later.map(item => item.batchId))])
  return {
    roots: standing(later, item => item.rootId, origin),
    records: standing(later, item => item.recordId, origin),
  }
}

/** The keys on which some act stands: of the act, its undo, the undo of that … an odd number is there. */
function standing(
  later: readonly Later[],
  keyOf: (item: Later) => string,
  origin: ReadonlyMap<string, string>,
): Set<string> {
  const chains = new Map<string, { key: string; batches: Set<string>; partly: boolean }>()
  for (const item of later) {
    const key = keyOf(item)
    const name = `${key} ${origin.get(item.batchId) ?? item.batchId}`
    const chain = chains.get(name) ?? { key, batches: new Set<string>(), partly: false }
    chain.batches.add(item.batchId)
    chain.partly ||= item.partly
    chains.set(name, chain)
  }
  return new Set(
    [...chains.values()]
      .filter(chain => chain.partly || chain.batches.size % 2 === 1)
      .map(chain => chain.key),
  )
}

/** For each batch the act at the beginning of its chain of undos. */
async function originsOf(db: Db, batches: readonly string[]): Promise<Map<string, string>> {
  const found = await rows<{ id: string; origin: string }>(
    db,
    `with recursive chain(id, at, undo_of) as (
       select b.id, b.id, b.undo_of from platform.batch b where b.id = any($1::uuid[])
       union all
       select c.id, b.id, b.undo_of from chain c join platform.batch b on b.id = c.undo_of)
     select id, at as origin from chain where undo_of is null`,
    [batches],
  )
  return new Map(found.map(({ id, origin }) => [id, origin]))
}
