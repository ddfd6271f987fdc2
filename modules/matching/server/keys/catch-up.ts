import type { Context, Db } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import type { JobDefinition, Work } from '../../../../platform/jobs/job.ts'
import type { Search } from '../../contract.ts'
import { compareAgain } from '../live/compare.ts'
import { searchAtWork, startSearch } from '../runs/runs.ts'
import { countShared, findShared, refreshKeys, writeKeys } from './refresh.ts'

export const keysQueue = 'matching.keys'
export const rebuildQueue = 'matching.keys-rebuild'

/** Customers per transaction: about a second of work. */
const chunk = 1000
/** Above it a search through the whole base costs less, and runs in a process of its own beside those who work. */
const mostCompared = 20_000

/**
 * Follows everything that a large act touched, however much it is: first the keys of all, so that nobody misses them longer than
 * need be and the records of the act find each other, then all are compared, very many by a search through the whole base. In
 * chunks; a killed worker goes on behind its last.
 */
export const keysJob: JobDefinition = {
  queue: keysQueue,
  retryLimit: 5,
  run: async (work, data) => {
    const batchId = String(data.batchId)
    for (let more = true; more && !work.signal.aborted; )
      more = await work.step({ actor: work.system, label: 'matching.act.keys' }, ctx =>
        nextChunk(ctx, batchId),
      )
  },
}

/** Makes all keys anew, for a base that is older than this module or after the engine has learned new keys. */
export const rebuildJob: JobDefinition = {
  queue: rebuildQueue,
  retryLimit: 5,
  run: async (work, data) => {
    let after = String(data.after ?? firstId)
    while (!work.signal.aborted) {
      const last = await work.step({ actor: work.system, label: 'matching.act.keys' }, ctx =>
        rebuildFrom(ctx, after),
      )
      if (last === null) break
      after = last
    }
    if (!work.signal.aborted) await dropOrphans(work)
  },
}

const firstId = '00000000-0000-0000-0000-000000000000'

/** Notes that an act is too large to be followed at once. Asked again, since it or its undo wrote more, it is followed anew. */
export async function followLater(ctx: Context, batchId: string): Promise<void> {
  await run(
    ctx.db,
    `insert into matching.catch_up (batch_id) values ($1)
     on conflict (batch_id) do update set after = default, records = 0, compared = 0, begun_at = now(), keyed_at = null, run_id = null, ended_at = null`,
    [batchId],
  )
  await ctx.enqueue(
    keysQueue,
    { batchId },
    { singletonKey: batchId, startAfter: new Date(Date.now() + 2000) },
  )
}

/** Acts whose job died with all its tries are taken up again. */
export async function takeUpAgain(ctx: Context): Promise<void> {
  const left = await rows<{ id: string }>(
    ctx.db,
    `select batch_id as id from matching.catch_up where ended_at is null and begun_at < now() - interval '1 hour'`,
  )
  for (const { id } of left) await ctx.enqueue(keysQueue, { batchId: id }, { singletonKey: id })
}

type Standing = {
  after: string
  keyed: boolean
  records: number
  runId: string | null
  runState: Search['state'] | null
}

async function nextChunk(ctx: Context, batchId: string): Promise<boolean> {
  const state = await row<Standing>(
    ctx.db,
    `select after, keyed_at is not null as keyed, records, run_id as "runId", (select r.state from matching.run r where r.id = u.run_id) as "runState"
     from matching.catch_up u where batch_id = $1 and ended_at is null for update`,
    [batchId],
  )
  if (!state) return false
  if (state.runState === 'waiting' || state.runState === 'running') return false
  if (await stillWriting(ctx.db, batchId)) {
    await ctx.enqueue(
      keysQueue,
      { batchId },
      { singletonKey: batchId, startAfter: new Date(Date.now() + 5000) },
    )
    return false
  }
  if (state.keyed && state.runId === null && state.records > mostCompared) return searchInstead(ctx, batchId)
  const found = await rows<{ id: string }>(
    ctx.db,
    `select distinct root_id as id from platform.change where batch_id = $1 and root_id > $2 order by root_id limit ${chunk}`,
    [batchId, state.after],
  )
  const ids = found.map(({ id }) => id)
  if (state.keyed) await compareAgain(ctx, ids)
  else await refreshKeys(ctx.db, ids)
  const last = found.length < chunk
  await moveOn(ctx.db, batchId, { keyed: state.keyed, ids, last })
  return !last || !state.keyed
}

/** Leaves the comparing to a search that begins now; one that has begun already may have passed records of the act over. */
async function searchInstead(ctx: Context, batchId: string): Promise<false> {
  if (await searchAtWork(ctx.db)) {
    const startAfter = new Date(Date.now() + 30_000)
    await ctx.enqueue(keysQueue, { batchId }, { singletonKey: batchId, startAfter })
    return false
  }
  const { id } = await startSearch(ctx, 'full')
  await run(ctx.db, 'update matching.catch_up set run_id = $2 where batch_id = $1', [batchId, id])
  return false
}

/** Acts that were left to a search are compared when it is done. */
export async function endSearched(db: Db, runId: string): Promise<void> {
  await run(
    db,
    'update matching.catch_up set compared = records, ended_at = now() where run_id = $1 and ended_at is null',
    [runId],
  )
}

async function moveOn(
  db: Db,
  batchId: string,
  { keyed, ids, last }: { keyed: boolean; ids: readonly string[]; last: boolean },
): Promise<void> {
  const after = last && !keyed ? firstId : (ids.at(-1) ?? null)
  const counted = keyed ? 'compared = compared + $3' : 'records = records + $3'
  const ended = keyed ? 'ended_at' : 'keyed_at'
  await run(
    db,
    `update matching.catch_up set after = coalesce($2, after), ${counted}, ${ended} = case when $4 then now() end where batch_id = $1`,
    [batchId, after, ids.length, last],
  )
}

/** An import writes for minutes under one act; it is followed when it has ended, so that nothing is passed over. */
async function stillWriting(db: Db, batchId: string): Promise<boolean> {
  const found = await row(
    db,
    `select 1 as hit from platform.import where batch_id = $1 and state in ('waiting', 'running') limit 1`,
    [batchId],
  )
  return found !== undefined
}

async function rebuildFrom(ctx: Context, after: string): Promise<string | null> {
  const found = await rows<{ id: string }>(
    ctx.db,
    `select id from customers.v_customer where id > $1 order by id limit ${chunk}`,
    [after],
  )
  await writeKeys(
    ctx.db,
    found.map(({ id }) => id),
  )
  return found.length < chunk ? null : (found.at(-1)?.id ?? null)
}

/** Keys of customers that went without an act that told of it go, and which keys are shared is found from the ground up. */
async function dropOrphans(work: Work): Promise<void> {
  await work.step({ actor: work.system, label: 'matching.act.keys' }, async ctx => {
    await run(ctx.db, 'set local statement_timeout = 0')
    await run(
      ctx.db,
      'delete from matching.match_key k where not exists (select 1 from customers.v_customer c where c.id = k.customer_id)',
    )
    await countShared(ctx.db)
    await findShared(ctx.db)
  })
}
