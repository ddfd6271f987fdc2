import type { Db } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Part, Rule } from '../../contract.ts'
import { featuresOf, vetoesOf } from '../engine/index.ts'
import { recordsOf } from '../keys/records.ts'
import { withoutShared } from '../keys/unshared.ts'
import { currentModel } from '../live/model.ts'
import { weigh } from '../live/weigh.ts'

/** A pair that waits, with what a rule looks at. */
export type Case = {
  customer_id: string
  other_id: string
  rank: number
  weight: number
  parts: Part[]
  cluster_size: number
  owners_differ: boolean
}

/** Why a rule leaves a pair to people. */
export type Held = 'veto' | 'agree' | 'owner' | 'cluster' | 'bridge'

/** Where a walk through the queue is: behind this pair. */
export type Place = Pick<Case, 'rank' | 'customer_id' | 'other_id'>

/** The next pairs above the line that wait, in the order of the queue. */
export function casesAbove(
  db: Db,
  { line, after, limit }: { line: number; after: Place | null; limit: number },
): Promise<Case[]> {
  return rows<Case>(
    db,
    `select p.customer_id, p.other_id, p.rank, p.weight, p.parts, p.cluster_size,
       c.owner_id is not null and o.owner_id is not null and c.owner_id <> o.owner_id as owners_differ
     from matching.pair p join customers.v_customer c on c.id = p.customer_id join customers.v_customer o on o.id = p.other_id
     where p.settled_at is null and p.weight >= $1
       and ($2::real is null or p.rank < $2::real or (p.rank = $2::real and (p.customer_id, p.other_id) > ($3::uuid, $4::uuid)))
     order by p.rank desc, p.customer_id, p.other_id limit $5`,
    [line, after?.rank ?? null, after?.customer_id ?? null, after?.other_id ?? null, limit],
  )
}

const contact = ['email', 'phone']
const identity = [...contact, 'birth', 'orgNumber', 'externalId']

/**
 * The cases as their records are now, and those among them that something speaks against, whatever the weight: since a
 * pair was found a value may have become one that too many share.
 */
export async function asTheyAre(
  db: Db,
  found: readonly Case[],
): Promise<{ cases: Case[]; vetoed: ReadonlySet<Case> }> {
  const { model } = await currentModel(db)
  const ids = [...new Set(found.flatMap(({ customer_id, other_id }) => [customer_id, other_id]))]
  const records = (await recordsOf(db, ids)).map(record => featuresOf(record))
  const features = new Map(records.map(record => [record.id, record]))
  const unshared = new Map((await withoutShared(db, records)).map(record => [record.id, record]))
  const vetoed = new Set<Case>()
  const cases = found.map(stored => {
    const [a, b, alone] = [
      features.get(stored.customer_id),
      features.get(stored.other_id),
      unshared.get(stored.customer_id),
    ]
    const weighed = alone && b ? weigh(model, alone, b) : null
    const now = weighed ? { ...stored, weight: weighed.weight, parts: weighed.parts } : stored
    if (!a || !b || vetoesOf(a, b).length > 0) vetoed.add(now)
    return now
  })
  return { cases, vetoed }
}

/** What holds the rule back from linking a pair; null where it may. */
export function heldBack(rule: Rule, found: Case, vetoed: boolean): Held | null {
  if (vetoed) return 'veto'
  if (found.cluster_size > rule.cap) return 'cluster'
  if (rule.sameOwner && found.owners_differ) return 'owner'
  if (found.weight < rule.link) return 'agree'
  const wanted = rule.agree === 'contact' ? contact : rule.agree === 'identity' ? identity : null
  const agrees = !wanted || found.parts.some(({ field, level }) => wanted.includes(field) && level === 'same')
  return agrees ? null : 'agree'
}
