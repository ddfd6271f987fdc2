import type { Context, Db } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import type { JobDefinition, Work } from '../../../../platform/jobs/job.ts'
import type { Search } from '../../contract.ts'
import { giveUpLost } from '../evaluations/evaluation-job.ts'
import { endSearched, takeUpAgain } from '../keys/catch-up.ts'
import { countShared, refreshKeys } from '../keys/refresh.ts'
import { startLinking, takeUpLinkings } from '../linking/linkings.ts'
import { ruleOf } from '../linking/rule.ts'
import { compareAgain } from '../live/compare.ts'
import { currentModel } from '../live/model.ts'
import { searchAtWork, searchQueue, startSearch } from './runs.ts'
import { forgetUnfound, matchWholeBase, storeFound } from './whole-base.ts'

/** Customers per transaction. */
const chunk = 500

type Going = Pick<Search, 'id' | 'kind' | 'counts'> & {
  after: string
  cancelled: boolean
  since: Date | null
}

/**
 * The whole base is matched by the engine in a process of its own; what is new, by match keys, chunk by chunk. The place is
 * kept with every chunk: a killed worker loses one, and the counts stay true.
 */
export const searchJob: JobDefinition = {
  queue: searchQueue,
  retryLimit: 5,
  run: async (work, data) => {
    const id = String(data.runId)
    try {
      if (await isWhole(work.database.db, id)) await searchWhole(work, id)
      else await searchNew(work, id)
    } catch (error) {
      // A worker that is asked to stop leaves its search to the next one.
      if (!work.signal.aborted) await fail(work.database.db, id, error)
      throw error
    }
    if (!work.signal.aborted) await linkClearCases(work, id)
  },
}

/** Every night what is new is searched, as a safety net below the readers of the outbox; what was left lying is taken up again. */
export const nightlySearch: JobDefinition = {
  queue: 'matching.nightly',
  schedule: '20 2 * * *',
  run: work =>
    work.step({ actor: work.system, label: 'matching.act.searched' }, async ctx => {
      await takeUpAgain(ctx)
      await takeUpLinkings(ctx)
      await takeUpSearches(ctx)
      await giveUpLost(ctx.db)
      if (!(await searchAtWork(ctx.db))) await startSearch(ctx, 'new')
    }),
}

/** Searches whose job died with all its tries are taken up again. */
async function takeUpSearches(ctx: Context): Promise<void> {
  const left = await rows<{ id: string }>(
    ctx.db,
    `select id from matching.run where state in ('waiting', 'running') and asked_at < now() - interval '12 hours'`,
  )
  for (const { id } of left) await ctx.enqueue(searchQueue, { runId: id }, { singletonKey: id })
}

async function searchNew(work: Work, id: string): Promise<void> {
  const step = { actor: work.system, label: 'matching.act.searched' }
  for (let more = true; more && !work.signal.aborted; ) more = await work.step(step, ctx => searchOn(ctx, id))
}

async function isWhole(db: Db, id: string): Promise<boolean> {
  const found = await row<{ kind: string }>(db, 'select kind from matching.run where id = $1', [id])
  return found?.kind === 'full'
}

/** How often it is looked whether somebody wants the search to stop. */
const lookEvery = 1000

async function searchWhole(work: Work, id: string): Promise<void> {
  const { db } = work.database
  const going = await take(db, id)
  if (!going) return
  if (going.cancelled) return void (await close(db, { id, state: 'cancelled', counts: going.counts }))
  const stop = new AbortController()
  const wanted = () =>
    row(db, 'select 1 as hit from matching.run where id = $1 and cancel_asked_at is not null', [id])
  const timer = setInterval(() => {
    wanted().then(
      asked => asked && stop.abort(),
      () => undefined,
    )
  }, lookEvery)
  const signal = AbortSignal.any([work.signal, stop.signal])
  try {
    const found = await matchWholeBase(work, { runId: id, former: await currentModel(db), signal })
    await run(db, `update matching.run set step = 'store' where id = $1`, [id])
    const { review } = await ruleOf(db)
    await storeFound({ ...work, signal }, found, review)
    signal.throwIfAborted()
    await forgetUnfound({ ...work, signal }, found, review)
    signal.throwIfAborted()
    const { records, candidates: compared, lighter: left } = found.result
    await close(db, { id, state: 'done', counts: { records, compared, left, ...(await standing(db)) } })
  } catch (error) {
    if (work.signal.aborted || !stop.signal.aborted) throw error
    await close(db, { id, state: 'cancelled', counts: {} })
  } finally {
    clearInterval(timer)
  }
}

async function searchOn(ctx: Context, id: string): Promise<boolean> {
  const going = await take(ctx.db, id)
  if (!going) return false
  if (going.cancelled) return close(ctx.db, { id, state: 'cancelled', counts: going.counts })
  const ids = await nextOf(ctx.db, going)
  await refreshKeys(ctx.db, ids)
  const fresh = await compareAgain(ctx, ids)
  const counts = {
    ...going.counts,
    records: (going.counts.records ?? 0) + ids.length,
    fresh: (going.counts.fresh ?? 0) + fresh,
  }
  if (ids.length < chunk) {
    await countShared(ctx.db)
    return close(ctx.db, { id, state: 'done', counts: { ...counts, ...(await standing(ctx.db)) } })
  }
  await run(
    ctx.db,
    `update matching.run set counts = $2, after = $3, step = $4, error = null where id = $1`,
    [id, JSON.stringify(counts), ids.at(-1), String(counts.records)],
  )
  return true
}

/** The search, locked, if there is still something to do for it. One that failed is tried again unless another has begun. */
async function take(db: Db, id: string): Promise<Going | undefined> {
  return row<Going>(
    db,
    `update matching.run r set state = 'running', started_at = coalesce(started_at, now()), finished_at = null
     where r.id = $1 and (r.state in ('waiting', 'running') or (r.state = 'failed'
       and not exists (select 1 from matching.run o where o.state in ('waiting', 'running'))))
     returning r.id, r.kind, r.counts, r.after, r.cancel_asked_at is not null as cancelled,
       (select max(d.started_at) from matching.run d where d.state = 'done' and d.id <> r.id) as since`,
    [id],
  )
}

/** The next customers; in a search for what is new those that were changed since the last search began. */
async function nextOf(db: Db, { kind, after, since }: Going): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `select c.id from customers.v_customer c where c.id > $1
       and ($2::timestamptz is null or c.updated_at >= $2
         or exists (select 1 from customers.v_contact_point p where p.customer_id = c.id and p.updated_at >= $2))
     order by c.id limit ${chunk}`,
    [after, kind === 'new' ? since : null],
  )
  return found.map(({ id }) => id)
}

/** A search that failed is nobody's way: it says why, and another may be asked for. */
async function fail(db: Db, id: string, error: unknown): Promise<void> {
  await run(
    db,
    `update matching.run set state = 'failed', error = $2, finished_at = now() where id = $1 and state in ('waiting', 'running')`,
    [id, String(error).slice(0, 1000)],
  )
}

async function close(
  db: Db,
  { id, state, counts }: { id: string; state: 'done' | 'cancelled'; counts: Search['counts'] },
): Promise<false> {
  await run(
    db,
    `update matching.run set state = $2, counts = counts || $3, step = $2, finished_at = now(), error = null where id = $1`,
    [id, state, JSON.stringify(counts)],
  )
  if (state === 'done') await endSearched(db, id)
  return false
}

/** What waits at the end of a search. */
async function standing(db: Db): Promise<Search['counts']> {
  const { cap } = await ruleOf(db)
  const found = await row<{ found: number; clusters: number; beyondCap: number }>(
    db,
    `select count(*)::int as found, (count(distinct cluster_id) filter (where cluster_size > 2))::int as clusters,
       (count(distinct cluster_id) filter (where cluster_size > $1))::int as "beyondCap"
     from matching.pair where settled_at is null`,
    [cap],
  )
  return found ?? {}
}

/** After a search that came to its end: where the organisation's rule is on, what is clear is linked. */
async function linkClearCases(work: Work, id: string): Promise<void> {
  await work.step({ actor: work.system, label: 'matching.act.linked-by-rule' }, async ctx => {
    const done = await row(ctx.db, `select 1 as hit from matching.run where id = $1 and state = 'done'`, [id])
    const busy = await row(
      ctx.db,
      `select 1 as hit from matching.linking where state in ('waiting', 'running')`,
    )
    if (done && !busy && (await ruleOf(ctx.db)).on) await startLinking(ctx)
  })
}
