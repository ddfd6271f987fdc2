import type { Db } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import type { Part } from '../../contract.ts'

/** Two records that may be one, in any order. */
export type FoundPair = { a: string; b: string; weight: number; parts: readonly Part[] }

/** Where pairs come from: the model that weighed them, and the search that found them (null: on saving). */
export type Origin = { modelId: number; runId: string | null }

/** So much more weight than at the decision makes two “different” records a question again: a telephone number, a birth date. */
export const newEvidence = 5

/**
 * Stores pairs, or what is newly known of them, and settles those that need no question. What the customers are worth
 * decides within a bit of weight: level, and whether they were spoken with lately.
 */
export async function storePairs(
  db: Db,
  found: readonly FoundPair[],
  { modelId, runId }: Origin,
): Promise<number> {
  if (found.length === 0) return 0
  const list = found.map(({ a, b, weight, parts }) => ({
    id: a < b ? a : b,
    other: a < b ? b : a,
    weight,
    parts,
  }))
  const stored = await rows<{ customer_id: string; other_id: string; fresh: boolean }>(
    db,
    `insert into matching.pair as p (customer_id, other_id, weight, parts, model_id, run_id, rank)
     select n.id, n.other, n.weight, n.parts, $2, $3,
       floor(n.weight) + least(0.9, ${worth('c')} + ${worth('o')})
     from jsonb_to_recordset($1::jsonb) n(id uuid, other uuid, weight real, parts jsonb)
       join customers.v_customer c on c.id = n.id join customers.v_customer o on o.id = n.other
     order by n.id, n.other
     on conflict (customer_id, other_id) do update set weight = excluded.weight, parts = excluded.parts,
       model_id = excluded.model_id, rank = excluded.rank, run_id = coalesce(excluded.run_id, p.run_id)
       where p.weight <> excluded.weight or p.parts <> excluded.parts or (excluded.run_id is not null and p.run_id is distinct from excluded.run_id)
     returning customer_id, other_id, (xmax = 0) as fresh`,
    [JSON.stringify(list), modelId, runId],
  )
  await settlePairs(
    db,
    stored.map(row => [row.customer_id, row.other_id] as const),
  )
  return stored.filter(({ fresh }) => fresh).length
}

/** Who says something about these pairs (the smaller id first) does so alone until his transaction ends. */
export async function lockPairs(db: Db, pairs: readonly (readonly [string, string])[]): Promise<void> {
  await run(
    db,
    'select pg_advisory_xact_lock(hashtextextended(p, 0)) from unnest($1::text[]) p',
    // Sorted, so that two who lock several never wait for each other in a circle.
    [pairs.map(pair => `matching ${pair.join()}`).sort()],
  )
}

function worth(alias: string): string {
  return `case ${alias}.level when 'gold' then 0.4 when 'silver' then 0.2 when 'bronze' then 0.1 else 0 end
    + case when ${alias}.last_contact_at > now() - interval '90 days' then 0.05 else 0 end`
}

/**
 * Whether a pair still asks something, by what is true now: it does not once its records are one family, once any members
 * of the two families were decided to be different (until there is much new evidence), or while it was put off.
 */
const settledNow = `
  case when coalesce(c.merged_into, c.id) = coalesce(o.merged_into, o.id)
      or exists (select 1 from customers.v_link l where l.customer_id = p.customer_id and l.other_id = p.other_id) then coalesce(p.settled_at, now())
  else (select max(d.decided_at) from matching.decision d
    where ((d.customer_id = any(fc.ids) and d.other_id = any(fo.ids)) or (d.customer_id = any(fo.ids) and d.other_id = any(fc.ids)))
      and ((d.verdict = 'different' and p.weight < coalesce(d.weight, p.weight) + ${newEvidence})
        or (d.verdict = 'later' and d.decided_at > now() - interval '7 days'))) end`

/** The family of a customer by its root, which the row itself names: only who joined it is looked up. */
const familyOf = (alias: string) =>
  `(select array_append(array(select m.id from customers.v_customer m where m.merged_into = r.id), r.id) as ids
    from (select coalesce(${alias}.merged_into, ${alias}.id) as id) r)`

const families = `
  join customers.v_customer c on c.id = p.customer_id join customers.v_customer o on o.id = p.other_id,
  lateral ${familyOf('c')} fc, lateral ${familyOf('o')} fo`

/** Brings the mirror of the decision up to date for these pairs. */
export async function settlePairs(db: Db, pairs: readonly (readonly [string, string])[]): Promise<void> {
  if (pairs.length === 0) return
  await run(
    db,
    `with now_settled as (
       select p.customer_id, p.other_id, ${settledNow} as at
       from unnest($1::uuid[], $2::uuid[]) w(a, b) join matching.pair p on p.customer_id = w.a and p.other_id = w.b ${families})
     update matching.pair p set settled_at = s.at from now_settled s
     where p.customer_id = s.customer_id and p.other_id = s.other_id and p.settled_at is distinct from s.at`,
    [pairs.map(([a]) => a), pairs.map(([, b]) => b)],
  )
}

/** The same for every pair of these customers, or of their families. Pairs of customers that are gone go. */
export async function settleAround(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const around = await rows<{ customer_id: string; other_id: string; there: boolean }>(
    db,
    `with family as (
       select m.id from customers.v_customer c join customers.v_customer m
         on m.id = coalesce(c.merged_into, c.id) or m.merged_into = coalesce(c.merged_into, c.id)
       where c.id = any($1::uuid[]) union select unnest($1::uuid[])),
     near as (
       select p.customer_id, p.other_id from matching.pair p where p.customer_id in (select id from family)
       union select p.customer_id, p.other_id from matching.pair p where p.other_id in (select id from family))
     select n.customer_id, n.other_id,
       exists (select 1 from customers.v_customer c where c.id = n.customer_id)
         and exists (select 1 from customers.v_customer c where c.id = n.other_id) as there
     from near n`,
    [ids],
  )
  const gone = around.filter(({ there }) => !there)
  if (gone.length > 0)
    await run(
      db,
      'delete from matching.pair p using unnest($1::uuid[], $2::uuid[]) g(a, b) where p.customer_id = g.a and p.other_id = g.b',
      [gone.map(pair => pair.customer_id), gone.map(pair => pair.other_id)],
    )
  await settlePairs(
    db,
    around.filter(({ there }) => there).map(pair => [pair.customer_id, pair.other_id] as const),
  )
}

/** Takes away what was found about these customers before and is not among `kept` now, unless somebody decided it. */
export async function forgetOthers(
  db: Db,
  ids: readonly string[],
  kept: readonly FoundPair[],
): Promise<void> {
  const key = ({ a, b }: FoundPair) => (a < b ? [a, b] : [b, a])
  await run(
    db,
    `delete from matching.pair p
     where (p.customer_id = any($1::uuid[]) or p.other_id = any($1::uuid[]))
       and not exists (select 1 from unnest($2::uuid[], $3::uuid[]) k(a, b) where k.a = p.customer_id and k.b = p.other_id)
       and not exists (select 1 from matching.decision d where d.customer_id = p.customer_id and d.other_id = p.other_id)`,
    [ids, kept.map(pair => key(pair)[0]), kept.map(pair => key(pair)[1])],
  )
}
