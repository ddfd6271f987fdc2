import type { Actor } from '../access/actor.ts'
import { rows } from '../database/statement.ts'
import type { JobDefinition, Work } from '../jobs/job.ts'
import { undoBatch } from './undo.ts'

export const undoQueue = 'platform.undo'

/** Takes large acts back in the background; what a stopped or killed worker left is gone on with by the next one. */
export const undoJob: JobDefinition = {
  queue: undoQueue,
  retryLimit: 5,
  run: async (work, data) => {
    const batchId = String(data.batchId)
    const actor = (await work.actorOf(String(data.actorId), 'screen')) ?? work.system
    const { state } = await work.outside({ actor, label: 'platform.act.undone' }, ctx =>
      undoBatch(ctx, { tables: ctx.history, batchId, signal: work.signal }),
    )
    if (state === 'done') return tellUndone(work, { actor, batchId })
    // Otherwise another worker goes on with the same undo, and tells.
    if (work.signal.aborted) throw new Error('The process stops; the act is taken back further later.')
  },
}

/**
 * Undos whose job is gone with all its tries are taken up again. Those of imports have jobs of their own, which write the
 * end on the import.
 */
export const takeUpUndosJob: JobDefinition = {
  queue: 'platform.undo-left',
  schedule: '*/10 * * * *',
  retryLimit: 0,
  run: work =>
    work.step({ actor: work.system }, async ctx => {
      const left = await rows<{ batchId: string; actorId: string }>(
        ctx.db,
        `select u.batch_id as "batchId", b.actor_id as "actorId" from platform.undo u join platform.batch b on b.id = u.undo_batch
         where u.state = 'running' and not exists (select 1 from platform.import i where i.batch_id = u.batch_id)
           and not exists (select 1 from jobs.job j
             where j.state in ('created', 'retry', 'active') and position(u.batch_id::text in j.data::text) > 0)`,
      )
      for (const undo of left) await ctx.enqueue(undoQueue, undo, { singletonKey: undo.batchId })
    }),
}

/** Says in a transaction of its own that an act was taken back, so that what follows from it follows as a whole. */
export function tellUndone(work: Work, { actor, batchId }: { actor: Actor; batchId: string }): Promise<void> {
  return work.step({ actor, label: 'platform.act.undone' }, ctx =>
    ctx.emit({ kind: 'history.undone', entity: 'batch', rootId: batchId, recordId: batchId }),
  )
}
