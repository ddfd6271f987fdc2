import type { Context, Db } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { NotFound, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/ids.ts'
import type { JobDefinition, Work } from '../../../../platform/jobs/job.ts'
import type { BaseComparison } from '../../contract.ts'
import { refreshKeys } from '../keys/refresh.ts'
import { requireIdle, requireSight } from './bases.ts'
import { compareRecords, keepKeys } from './comparing-records.ts'
import { takenOf } from './tables.ts'

export const compareQueue = 'matching.base-compare'

type Stored = Omit<BaseComparison, 'startedAt' | 'finishedAt'> & {
  startedAt: Date | null
  finishedAt: Date | null
}

const columns = `m.id, m.state, m.step, m.total, m.done, m.error, m.cancel_asked_at is not null as "cancelAsked",
  m.started_at as "startedAt", m.finished_at as "finishedAt",
  exists (select 1 from matching.base_record t where t.base_id = m.base_id and t.verdict is null and not ${takenOf('t')}) as stale`

/** The last comparison of a base, or null. */
export async function lastComparison(db: Db, baseId: string): Promise<BaseComparison | null> {
  const found = await row<Stored>(
    db,
    `select ${columns} from matching.base_match m where m.base_id = $1 order by m.id desc limit 1`,
    [baseId],
  )
  if (!found) return null
  return {
    ...found,
    startedAt: found.startedAt?.toISOString() ?? null,
    finishedAt: found.finishedAt?.toISOString() ?? null,
  }
}

/** Puts a comparison of the base's free records in the queue. */
export async function compareBase(ctx: Context, baseId: string): Promise<BaseComparison> {
  requireSight(ctx)
  await requireIdle(ctx, baseId)
  const counted = await row<{ n: number }>(
    ctx.db,
    `select count(*)::int as n from matching.base_record t where t.base_id = $1 and not ${takenOf('t')}`,
    [baseId],
  )
  if (!counted?.n)
    throw new Refused(
      'matching.base-empty',
      'There is nothing to compare: the base has no records that are free.',
    )
  const id = newId()
  await run(
    ctx.db,
    'insert into matching.base_match (id, base_id, total, asked_by) values ($1, $2, $3, $4)',
    [id, baseId, counted.n, ctx.actor.id],
  )
  await ctx.enqueue(compareQueue, { comparisonId: id })
  return (await lastComparison(ctx.db, baseId)) as BaseComparison
}

/** Asks the comparison that waits or runs to stop. */
export async function cancelComparison(ctx: Context, baseId: string): Promise<BaseComparison> {
  requireSight(ctx)
  await run(
    ctx.db,
    `update matching.base_match set cancel_asked_at = coalesce(cancel_asked_at, now()),
       state = case when state = 'waiting' then 'cancelled' else state end,
       finished_at = case when state = 'waiting' then now() end
     where base_id = $1 and state in ('waiting', 'running')`,
    [baseId],
  )
  const last = await lastComparison(ctx.db, baseId)
  if (!last) throw new NotFound('comparison')
  return last
}

/** Compares a base in chunks, each a transaction that moves the position; a killed worker goes on behind it. */
export const compareJob: JobDefinition = {
  queue: compareQueue,
  retryLimit: 5,
  run: async (work, data) => {
    const id = String(data.comparisonId)
    try {
      await completeKeys(work)
      for (let more = true; more && !work.signal.aborted; )
        more = await work.step({ actor: work.system, label: 'matching.act.compared' }, ctx =>
          nextChunk(ctx, id),
        )
    } catch (error) {
      await work.step({ actor: work.system, label: 'matching.act.compared' }, ctx => fail(ctx, id, error))
      throw error
    }
  },
}

/** Customers that have no keys yet (older than the module, or just written) would be found by nobody. */
async function completeKeys(work: Work): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const ids = await work.step({ actor: work.system, label: 'matching.act.keys' }, async ctx => {
      const found = await rows<{ id: string }>(
        ctx.db,
        `select c.id from customers.v_customer c where c.id > $1
           and not exists (select 1 from matching.match_key k where k.customer_id = c.id) order by c.id limit 1000`,
        [after],
      )
      await refreshKeys(
        ctx.db,
        found.map(({ id }) => id),
      )
      return found.map(({ id }) => id)
    })
    const last = ids.at(-1)
    if (!last || work.signal.aborted) return
    after = last
  }
}

const chunk = { keys: 1000, compare: 250 } as const

type Standing = {
  baseId: string
  step: keyof typeof chunk
  position: string | null
  cancelled: boolean
}

async function nextChunk(ctx: Context, id: string): Promise<boolean> {
  const standing = await row<Standing>(
    ctx.db,
    `update matching.base_match set state = 'running', started_at = coalesce(started_at, now()), error = null
     where id = $1 and state in ('waiting', 'running', 'failed')
     returning base_id as "baseId", step, position, cancel_asked_at is not null as cancelled`,
    [id],
  )
  if (!standing) return false
  if (standing.cancelled) return end(ctx, id, 'cancelled')
  const { baseId, step, position } = standing
  const found = await rows<{ id: string }>(
    ctx.db,
    `select t.id from matching.base_record t where t.base_id = $1 and t.id > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000')
       and not ${takenOf('t')} order by t.id limit $3`,
    [baseId, position, chunk[step]],
  )
  const ids = found.map(({ id }) => id)
  if (step === 'keys') await keepKeys(ctx.db, { baseId, ids })
  else await compareRecords(ctx.db, { baseId, ids })
  const ended = found.length < chunk[step]
  if (ended && step === 'compare') {
    await moveOn(ctx, id, { step, position: ids.at(-1) ?? position, done: ids.length })
    return end(ctx, id, 'done')
  }
  await moveOn(
    ctx,
    id,
    ended
      ? { step: 'compare', position: null, done: 0 }
      : { step, position: ids.at(-1) ?? position, done: step === 'compare' ? ids.length : 0 },
  )
  return true
}

async function moveOn(
  ctx: Context,
  id: string,
  { step, position, done }: { step: string; position: string | null; done: number },
): Promise<void> {
  await run(
    ctx.db,
    'update matching.base_match set step = $2, position = $3, done = done + $4 where id = $1',
    [id, step, position, done],
  )
}

async function end(ctx: Context, id: string, state: 'done' | 'cancelled'): Promise<false> {
  await run(ctx.db, 'update matching.base_match set state = $2, finished_at = now() where id = $1', [
    id,
    state,
  ])
  return false
}

async function fail(ctx: Context, id: string, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error)
  await run(
    ctx.db,
    `update matching.base_match set state = 'failed', error = $2, finished_at = now() where id = $1 and state in ('waiting', 'running')`,
    [id, message.slice(0, 1000)],
  )
}
