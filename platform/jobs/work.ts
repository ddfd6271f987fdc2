import { inTransaction } from '../database/transaction.ts'
import { allPermissions, contextFor, type Kernel, systemActor } from '../kernel.ts'
import { newBatch } from '../history/batch.ts'
import type { Step, Work } from './job.ts'

/** What jobs of this kernel work with. */
export function workOf(kernel: Kernel, signal: AbortSignal): Work {
  const context = (db: Kernel['database']['db'], { actor, batch, label, params }: Step) =>
    contextFor(kernel, { db, actor, batch: batch ?? newBatch(label ?? 'platform.act.job', params) })
  return {
    step: async (step, run) => {
      const result = await inTransaction(kernel.database.db, db => run(context(db, step)))
      kernel.wake()
      return result
    },
    outside: async (step, run) => {
      const result = await run(context(kernel.database.db, step))
      kernel.wake()
      return result
    },
    actorOf: kernel.access.actorOf,
    system: systemActor(allPermissions(kernel.modules), 'automation'),
    database: kernel.database,
    signal,
    log: kernel.log,
  }
}
