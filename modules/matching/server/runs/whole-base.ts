import { availableParallelism } from 'node:os'
import type { Db } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import type { Work } from '../../../../platform/jobs/job.ts'
import { type BackgroundResult, featuresOf, matchAll, type MatchRecord, type Model } from '../engine/index.ts'
import { mapInTurns } from '../keys/in-turns.ts'
import { matchRecord, recordsOf, storedColumns, storedPoints, type StoredRecord } from '../keys/records.ts'
import { withoutShared } from '../keys/unshared.ts'
import { weigh } from '../live/weigh.ts'
import { noteClusters } from '../queue/clusters.ts'
import { tellQuality } from '../queue/findings.ts'
import { type FoundPair, storePairs } from '../queue/pairs.ts'

/** Customers read at a time, and pairs stored in one transaction. */
const readAtOnce = 2000
const storedAtOnce = 1000
/** Nobody will ever answer more questions than this; among very many namesakes there are a million. */
const mostInDoubt = 100_000
/** Weights of fewer customers than this would be those of chance; the product's own are better then. */
const fewestToLearn = 2000

const pageText = keptPlan(
  `select ${storedColumns} from (select o.* from customers.v_own o where o.id > $1 order by o.id limit ${readAtOnce}) c ${storedPoints} order by c.id`,
)

/** All customers, some thousands at a time, as fast as they are taken. */
export async function* allRecords(db: Db, signal: AbortSignal): AsyncGenerator<MatchRecord[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  while (!signal.aborted) {
    const found = await rows<StoredRecord>(db, pageText, [after])
    if (found.length > 0) yield found.map(matchRecord)
    if (found.length < readAtOnce) return
    after = found.at(-1)?.id as string
  }
}

/** The other half is for those who work meanwhile. */
const halfOfTheMachine = () => Math.max(1, Math.floor(availableParallelism() / 2))

export type WholeBase = { runId: string; model: { id: number; model: Model }; result: BackgroundResult }

/** Compares the whole base in a process of its own and keeps the weights it has learnt, if there was enough to learn from. */
export async function matchWholeBase(
  work: Work,
  { runId, former, signal }: { runId: string; former: { id: number; model: Model }; signal: AbortSignal },
): Promise<WholeBase> {
  const { db } = work.database
  const result = await matchAll(allRecords(db, signal), {
    signal,
    threads: halfOfTheMachine(),
    mostReview: mostInDoubt,
    onStep: step => void run(db, 'update matching.run set step = $2 where id = $1', [runId, step]),
  })
  if (result.records < fewestToLearn) return { runId, model: former, result }
  const id = await row<{ id: number }>(
    db,
    `insert into matching.model (id, run_id, model) select coalesce(max(id), 0) + 1, $1, $2 from matching.model returning id`,
    [runId, JSON.stringify(result.model)],
  )
  return { runId, model: { id: id?.id ?? 0, model: result.model }, result }
}

/**
 * The pairs that the search found, each weighed with its reasons, stored some at a time. How many are fresh is counted with
 * what is stored: a search that is killed stores the rest, and would know of no more.
 */
export async function storeFound(
  work: Work,
  { runId, model, result }: WholeBase,
  review: number,
): Promise<void> {
  const pairs = pairsOf(result)
  const step = { actor: work.system, label: 'matching.act.searched' }
  for (let at = 0; at < pairs.length && !work.signal.aborted; at += storedAtOnce) {
    await work.step(step, async ctx => {
      const found = await weighPairs(ctx.db, pairs.slice(at, at + storedAtOnce), {
        model: model.model,
        review,
      })
      const stored = await storePairs(ctx.db, found, { modelId: model.id, runId })
      await noteClusters(ctx.db, [...new Set(found.map(({ a }) => a))], review)
      await tellQuality(ctx, [...new Set(found.map(({ a }) => a))])
      await run(
        ctx.db,
        `update matching.run set counts = counts || jsonb_build_object('fresh', coalesce((counts ->> 'fresh')::int, 0) + $2::int) where id = $1`,
        [runId, stored],
      )
    })
  }
}

/** What is to be asked about: pairs of which the engine is sure, until somebody or a rule says so, and those in doubt. */
function pairsOf({ review, clusters }: BackgroundResult): (readonly [string, string])[] {
  const sure = clusters.flatMap(members =>
    members.flatMap((a, at) => members.slice(at + 1).map(b => [a, b] as const)),
  )
  return [...sure, ...review.map(({ a, b }) => [a, b] as const)]
}

async function weighPairs(
  db: Db,
  pairs: readonly (readonly [string, string])[],
  { model, review }: { model: Model; review: number },
): Promise<FoundPair[]> {
  const records = await recordsOf(db, [...new Set(pairs.flat())])
  const unshared = await withoutShared(db, await mapInTurns(records, record => featuresOf(record)))
  const features = new Map(unshared.map(one => [one.id, one]))
  const weighed = await mapInTurns(pairs, ([a, b]) => {
    const [one, two] = [features.get(a), features.get(b)]
    if (!one || !two) return []
    const { weight, parts } = weigh(model, one, two)
    return weight >= review ? [{ a, b, weight, parts }] : []
  })
  return weighed.flat()
}

/**
 * Pairs from before this search that it has not found again are weighed by what the records are now: which lie below the
 * review line are no question any more, the others stay one. A base too small to learn from, or a record changed while
 * the search ran, would else lose what was found on saving.
 */
export async function forgetUnfound(
  work: Work,
  { runId, model }: Omit<WholeBase, 'result'>,
  review: number,
): Promise<void> {
  const step = { actor: work.system, label: 'matching.act.searched' }
  for (let after: Unfound | undefined, more = true; more && !work.signal.aborted; ) {
    await work.step(step, async ctx => {
      const unfound = await nextUnfound(ctx.db, runId, after)
      const pairs = unfound.map(({ a, b }) => [a, b] as const)
      const left = await weighPairs(ctx.db, pairs, { model: model.model, review })
      await forgetPairs(ctx.db, unfound, left)
      await storePairs(ctx.db, left, { modelId: model.id, runId })
      const ids = [...new Set(pairs.flat())]
      await noteClusters(ctx.db, ids, review)
      await tellQuality(ctx, ids)
      after = unfound.at(-1)
      more = unfound.length === storedAtOnce
    })
  }
}

type Unfound = { a: string; b: string }

function nextUnfound(db: Db, runId: string, after: Unfound | undefined): Promise<Unfound[]> {
  return rows<Unfound>(
    db,
    `select p.customer_id as a, p.other_id as b from matching.pair p join matching.run r on r.id = $1
     where p.settled_at is null and p.run_id is distinct from r.id and p.found_at < r.started_at
       and ($2::uuid is null or (p.customer_id, p.other_id) > ($2::uuid, $3::uuid))
       and not exists (select 1 from matching.decision d where d.customer_id = p.customer_id and d.other_id = p.other_id)
     order by p.customer_id, p.other_id limit ${storedAtOnce}`,
    [runId, after?.a ?? null, after?.b ?? null],
  )
}

async function forgetPairs(db: Db, unfound: readonly Unfound[], kept: readonly FoundPair[]): Promise<void> {
  const stays = new Set(kept.map(({ a, b }) => `${a} ${b}`))
  const gone = unfound.filter(({ a, b }) => !stays.has(`${a} ${b}`))
  await run(
    db,
    `delete from matching.pair p using unnest($1::uuid[], $2::uuid[]) g(a, b)
     where p.customer_id = g.a and p.other_id = g.b and p.settled_at is null`,
    [gone.map(({ a }) => a), gone.map(({ b }) => b)],
  )
}
