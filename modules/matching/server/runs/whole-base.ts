import type { Db } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import type { Work } from '../../../../platform/jobs/job.ts'
import { type BackgroundResult, featuresOf, matchAll, type MatchRecord, type Model } from '../engine/index.ts'
import { matchRecord, recordsOf, storedColumns, storedPoints, type StoredRecord } from '../keys/records.ts'
import { weigh } from '../live/weigh.ts'
import { noteClusters } from '../queue/clusters.ts'
import { type FoundPair, storePairs } from '../queue/pairs.ts'

/** Customers read at a time, and pairs stored in one transaction. */
const readAtOnce = 5000
const storedAtOnce = 1000
/** Weights of fewer customers than this would be those of chance; the product's own are better then. */
const fewestToLearn = 2000

/** All customers, some thousands at a time, as fast as they are taken. */
export async function* allRecords(db: Db, signal: AbortSignal): AsyncGenerator<MatchRecord[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  while (!signal.aborted) {
    const found = await rows<StoredRecord>(
      db,
      `select ${storedColumns} from (select o.* from customers.v_own o where o.id > $1 order by o.id limit ${readAtOnce}) c ${storedPoints} order by c.id`,
      [after],
    )
    if (found.length > 0) yield found.map(matchRecord)
    if (found.length < readAtOnce) return
    after = found.at(-1)?.id as string
  }
}

export type WholeBase = { runId: string; model: { id: number; model: Model }; result: BackgroundResult }

/** Compares the whole base in a process of its own and keeps the weights it has learnt, if there was enough to learn from. */
export async function matchWholeBase(
  work: Work,
  { runId, former, signal }: { runId: string; former: { id: number; model: Model }; signal: AbortSignal },
): Promise<WholeBase> {
  const { db } = work.database
  const result = await matchAll(allRecords(db, signal), {
    signal,
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
      await run(
        ctx.db,
        `update matching.run set counts = counts || jsonb_build_object('fresh', coalesce((counts ->> 'fresh')::int, 0) + $2::int) where id = $1`,
        [runId, stored],
      )
    })
  }
}

/** What is to be asked about: pairs in doubt, and those of which the engine is sure, until somebody or a rule says so. */
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
  const features = new Map(records.map(record => [record.id, featuresOf(record)]))
  return pairs.flatMap(([a, b]) => {
    const [one, two] = [features.get(a), features.get(b)]
    if (!one || !two) return []
    const { weight, parts } = weigh(model, one, two)
    return weight >= review ? [{ a, b, weight, parts }] : []
  })
}

/** Pairs from before this search that it has not found again are no question any more. */
export async function forgetUnfound(db: Db, runId: string): Promise<void> {
  await run(
    db,
    `delete from matching.pair p using matching.run r
     where r.id = $1 and p.settled_at is null and p.run_id is distinct from r.id and p.found_at < r.started_at
       and not exists (select 1 from matching.decision d where d.customer_id = p.customer_id and d.other_id = p.other_id)`,
    [runId],
  )
}
