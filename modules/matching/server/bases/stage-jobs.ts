import type { Context } from '../../../../platform/context.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import type { Filter } from '../../../../platform/entities/descriptor.ts'
import type { Actor } from '../../../../platform/access/actor.ts'
import { openBatch } from '../../../../platform/history/record.ts'
import { tellUndone } from '../../../../platform/history/undo-jobs.ts'
import { undoBatch } from '../../../../platform/history/undo.ts'
import type { JobDefinition, Work } from '../../../../platform/jobs/job.ts'
import { requireTaking, stageQueue, stageUndoQueue } from './stages.ts'
import type { Handing } from './owners.ts'
import { actOfStage } from './stage-undo.ts'
import { selectionOf } from './selection.ts'
import { NotLinked, type NotTaken, nextCandidates, stageOrder, takeChunk, type Taken } from './taking.ts'

/** Records per transaction. */
const most = 500

/** Takes a stage over in chunks under one act; a killed worker goes on behind the last chunk, and none is taken twice. */
export const stageJob: JobDefinition = {
  queue: stageQueue,
  retryLimit: 5,
  run: async (work, data) => {
    const id = String(data.stageId)
    const actor = await work.actorOf(String(data.actorId), 'screen')
    if (!actor) throw new Error('Whoever asked for this stage is no longer known here.')
    try {
      for (let more = true; more && !work.signal.aborted; ) more = await nextChunk(work, { id, actor })
    } catch (error) {
      await fail(work, id, error)
      throw error
    }
  },
}

type Run = { id: string; actor: Actor }
type Trying = { limit: number; refused: NotTaken[] }

/**
 * One chunk. What only a link or the database refuses is found out by trying: the transaction is rolled back and tried
 * again, without the records that cannot be linked, or with half of them until the one the database refuses is alone.
 */
async function nextChunk(work: Work, run: Run): Promise<boolean> {
  const trying: Trying = { limit: most, refused: [] }
  for (;;) {
    try {
      return await work.step(await stepOf(work, run), ctx => takeNext(ctx, run.id, trying))
    } catch (error) {
      if (error instanceof NotLinked) trying.refused.push(...error.refused)
      else if (isDataError(error) && trying.limit > 1) trying.limit = Math.ceil(trying.limit / 8)
      else if (isDataError(error)) trying.refused.push(await onlyOne(work, run, error))
      else throw error
    }
  }
}

async function stepOf(work: Work, { id, actor }: Run) {
  const named = await row<{ name: string }>(
    work.database.db,
    'select b.name from matching.stage s join matching.base b on b.id = s.base_id where s.id = $1',
    [id],
  )
  return {
    actor,
    batch: { id, label: 'matching.act.taken-over', params: { base: named?.name ?? '', stage: id } },
  }
}

type Stage = {
  id: string
  baseId: string
  filter: Filter | null
  q: string | null
  handing: Handing
  created: number
  position: string | null
  cancelled: boolean
}

function lockStage(ctx: Context, id: string): Promise<Stage | undefined> {
  return row<Stage>(
    ctx.db,
    `update matching.stage set state = 'running', started_at = coalesce(started_at, now()), error = null
     where id = $1 and state in ('waiting', 'running', 'failed')
     returning id, base_id as "baseId", filter, q, jsonb_build_object('mode', owner_mode, 'id', owner_id) as handing, created, position, cancel_asked_at is not null as cancelled`,
    [id],
  )
}

async function takeNext(ctx: Context, id: string, { limit, refused }: Trying): Promise<boolean> {
  const stage = await lockStage(ctx, id)
  if (!stage) return false
  if (stage.cancelled) return end(ctx, stage, 'cancelled')
  requireTaking(ctx)
  await openBatch(ctx)
  const candidates = await candidatesOf(ctx, stage, limit)
  if (candidates.length === 0) return end(ctx, stage, 'done')
  const taken = await takeChunk(ctx, { stage, candidates, refused })
  await noteRefusals(ctx, id, taken.refused)
  await moveOn(ctx, id, { taken, position: candidates.at(-1)?.place ?? null })
  return true
}

async function candidatesOf(ctx: Context, stage: Stage, limit: number) {
  const { where, sql } = await selectionOf(ctx, stage)
  const behind = stage.position === null ? '' : ` and ${stageOrder} > ${sql.bind(stage.position)}`
  return nextCandidates(ctx, { where: where + behind, values: sql.values, limit })
}

async function noteRefusals(ctx: Context, id: string, refused: readonly NotTaken[]): Promise<void> {
  await run(
    ctx.db,
    `insert into matching.stage_refusal (root_id, stage_id, code, message)
     select f.id, $2, f.code, f.message from jsonb_to_recordset($1::jsonb) f(id uuid, code text, message text) on conflict do nothing`,
    [JSON.stringify(refused), id],
  )
}

async function moveOn(
  ctx: Context,
  id: string,
  { taken, position }: { taken: Taken; position: string | null },
): Promise<void> {
  await run(
    ctx.db,
    `update matching.stage set position = $2, created = created + $3, linked = linked + $4, alongside = alongside + $5, refused = refused + $6
     where id = $1`,
    [id, position, taken.created, taken.linked, taken.alongside, taken.refused.length],
  )
}

async function end(ctx: Context, { id }: Stage, state: 'done' | 'cancelled'): Promise<false> {
  const ended = await row<{ count: number }>(
    ctx.db,
    `update matching.stage set state = $2, finished_at = now() where id = $1 returning created + linked + alongside as count`,
    [id, state],
  )
  // Told once, when all is there: match keys and qualities follow the whole act.
  if (ended?.count)
    await ctx.emit({
      kind: 'customers.changed',
      entity: 'customer',
      rootId: id,
      recordId: id,
      data: { count: ended.count },
    })
  return false
}

/** SQLSTATE 22, 23 and 54: the data cannot be stored, whoever tries. */
function isDataError(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^(22|23|54)/.test(code)
}

/** The single record that the database refuses. */
async function onlyOne(work: Work, run: Run, error: unknown): Promise<NotTaken> {
  const id = await work.step(await stepOf(work, run), async ctx => {
    const stage = await lockStage(ctx, run.id)
    const [only] = stage ? await candidatesOf(ctx, stage, 1) : []
    return only?.id
  })
  if (!id) throw error
  const message = error instanceof Error ? error.message : String(error)
  return { id, code: 'matching.not-storable', message: message.slice(0, 500) }
}

async function fail(work: Work, id: string, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error)
  await run(
    work.database.db,
    `update matching.stage set state = 'failed', error = $2, finished_at = now() where id = $1 and state in ('waiting', 'running')`,
    [id, message.slice(0, 1000)],
  )
}

/** Takes stages back, each as the one act it was, in the order given. */
export const stageUndoJob: JobDefinition = {
  queue: stageUndoQueue,
  retryLimit: 5,
  run: async (work, data) => {
    const actor = await work.actorOf(String(data.actorId), 'screen')
    if (!actor) throw new Error('Whoever asked for this is no longer known here.')
    for (const id of data.stageIds as string[]) {
      if (work.signal.aborted) return
      await takeBack(work, { id, actor })
    }
  },
}

async function takeBack(work: Work, { id, actor }: Run): Promise<void> {
  const { db } = work.database
  const settle = () => run(db, 'update matching.stage set undo_asked_at = null where id = $1', [id])
  try {
    const batchId = await actOfStage(db, id)
    const undo = await work.outside({ actor, label: 'platform.act.undone' }, ctx =>
      undoBatch(ctx, { tables: ctx.history, batchId, signal: work.signal }),
    )
    if (undo.state !== 'done') return
    await tellUndone(work, { actor, batchId })
    await settle()
  } catch (error) {
    await settle()
    throw error
  }
}
