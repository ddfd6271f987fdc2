import type { Context, Db } from '../context.ts'
import { row, rows, run } from '../database/statement.ts'
import { inTransaction } from '../database/transaction.ts'
import { Conflict, NotFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { columnsOf } from './restoration.ts'
import type { HistoryTables } from './tables.ts'
import { nextPortions, type Step, takeBackPortion, TakenOver } from './undo-chunk.ts'

/** An undo as it stands. Counts are root records; `kept` are those of which something stays because of later acts. */
export type Undo = {
  batchId: string
  /** The batch the undo writes under; it can be undone in turn. */
  undoBatch: string
  state: 'running' | 'done' | 'failed'
  removed: number
  restored: number
  kept: number
}

export type UndoInput = {
  tables: HistoryTables
  batchId: string
  /** Root records per transaction. */
  chunk?: number
  signal?: AbortSignal
}

const defaultChunk = 5000

/**
 * Takes back everything a batch wrote, whatever it was, also another undo. Works in chunks of root records, each with
 * its own transaction and the position in it: after a crash a second call goes on behind the last finished chunk. Called
 * inside a transaction it takes part in that one. What someone touched since stays and is listed in `platform.undo_kept`.
 */
export async function undoBatch(
  ctx: Pick<Context, 'db' | 'actor' | 'now' | 'batch'>,
  input: UndoInput,
): Promise<Undo> {
  const undo = await inTransaction(ctx.db, db => openUndo(db, ctx, input.batchId))
  if (undo.state === 'done') return undo
  const columns = await columnsOf(ctx.db, input.tables)
  const step = { ...input, undoBatch: undo.undoBatch, columns, limit: input.chunk ?? defaultChunk }
  try {
    for (let more = true; more && !input.signal?.aborted; ) more = await takeBackSome(ctx.db, step)
    if (!input.signal?.aborted) await inTransaction(ctx.db, db => closeUndo(db, ctx, undo))
  } catch (error) {
    if (error instanceof TakenOver) return (await findUndo(ctx.db, input.batchId)) as Undo
    // A process that stops has not failed: the next one goes on behind the last chunk.
    if (!ctx.db.isTransaction && !input.signal?.aborted) await failUndo(ctx.db, input.batchId, error)
    throw error
  }
  return (await findUndo(ctx.db, input.batchId)) as Undo
}

/** Portions at work at a time: one connection keeps only one processor of the database busy. */
const sideBySide = 2

/** Takes back the next portions; false when nothing was left. */
async function takeBackSome(db: Db, step: Step): Promise<boolean> {
  const found = await row<{ position: string | null }>(
    db,
    'select position from platform.undo where batch_id = $1',
    [step.batchId],
  )
  const count = db.isTransaction ? 1 : sideBySide
  const portions = await nextPortions(db, step, { position: found?.position ?? null, count })
  let turn: Promise<unknown> = Promise.resolve()
  const running = portions.map(portion => {
    const before = turn
    const done = inTransaction(db, trx => takeBackPortion(trx, step, { portion, turn: before }))
    turn = done
    return done
  })
  // All have ended before anything is thrown: none may go on writing behind the caller's back.
  const ended = await Promise.allSettled(running)
  for (const one of ended) if (one.status === 'rejected') throw one.reason
  return portions.length > 0
}

/** The undo of a batch, if someone has asked for it. */
export async function findUndo(db: Db, batchId: string): Promise<Undo | undefined> {
  return row<Undo>(
    db,
    `select batch_id as "batchId", undo_batch as "undoBatch", state, removed, restored, kept
     from platform.undo where batch_id = $1`,
    [batchId],
  )
}

/** What the undo of a batch left as it is, and why. */
export type Kept = {
  rootId: string
  entity: string
  recordId: string
  title: string | null
  reason: string
  fields: string[]
}

export async function keptByUndo(db: Db, batchId: string, limit = 1000): Promise<Kept[]> {
  return rows<Kept>(
    db,
    `select root_id as "rootId", entity, record_id as "recordId", title, reason, fields
     from platform.undo_kept where batch_id = $1 order by root_id, record_id limit $2`,
    [batchId, limit],
  )
}

async function openUndo(
  db: Db,
  ctx: Pick<Context, 'actor' | 'now' | 'batch'>,
  batchId: string,
): Promise<Undo> {
  const batch = await row<{ id: string }>(db, 'select id from platform.batch where id = $1', [batchId])
  if (!batch) throw new NotFound('act', { id: batchId })
  // A context whose batch has already written something gets a batch of its own: an act is undone as a whole.
  const used = await row(db, 'select 1 from platform.change where batch_id = $1 limit 1', [ctx.batch.id])
  const undoBatchId = used || ctx.batch.id === batchId ? newId() : ctx.batch.id
  const { actor } = ctx
  await run(
    db,
    `insert into platform.batch (id, at, actor_id, actor_name, actor_kind, channel, label, label_params, undo_of)
     select $1::uuid, $2, $3, $4, $5, $6, 'platform.act.undone', jsonb_build_object('label', b.label, 'params', b.label_params), b.id
     from platform.batch b where b.id = $7 and not exists (select 1 from platform.undo u where u.batch_id = $7)
     on conflict (id) do update set undo_of = excluded.undo_of, label = excluded.label, label_params = excluded.label_params`,
    [undoBatchId, ctx.now, actor.id, actor.name, actor.kind, actor.channel, batchId],
  )
  await run(
    db,
    `insert into platform.undo (batch_id, undo_batch, state) values ($1, $2, 'running')
     on conflict (batch_id) do update set state = 'running', error = null where platform.undo.state = 'failed'`,
    [batchId, undoBatchId],
  )
  const undo = await findUndo(db, batchId)
  if (!undo) throw new Conflict('The undo was taken by someone else at the same time.')
  return undo
}

async function closeUndo(db: Db, ctx: Pick<Context, 'actor'>, undo: Undo): Promise<void> {
  await run(
    db,
    `update platform.undo set state = 'done', finished_at = now() where batch_id = $1 and state = 'running'`,
    [undo.batchId],
  )
  await run(
    db,
    `insert into platform.event (root_id, id, kind, entity, record_id, batch_id, actor_id, data)
     select u.batch_id, $2, 'batch.undone', 'batch', u.batch_id, u.undo_batch, $3,
            jsonb_build_object('removed', u.removed, 'restored', u.restored, 'kept', u.kept)
     from platform.undo u where u.batch_id = $1`,
    [undo.batchId, newId(), ctx.actor.id],
  )
}

async function failUndo(db: Db, batchId: string, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error)
  await run(
    db,
    `update platform.undo set state = 'failed', error = $2 where batch_id = $1 and state = 'running'`,
    [batchId, message],
  )
}
