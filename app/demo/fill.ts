import { row } from '../../platform/database/statement.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { newBatch } from '../../platform/history/batch.ts'
import { allPermissions, contextFor, systemActor } from '../../platform/kernel.ts'
import { keepSetting } from '../../platform/settings.ts'
import type { Composition } from '../compose.ts'

const seed = 20_261_122

/** Fills an empty installation with the demo company, once: every module tells its part of the story in one act. */
export async function ensureDemo({ kernel }: Composition): Promise<void> {
  await inTransaction(kernel.database.db, async db => {
    // Two processes may start at once; the second waits and finds the story told.
    await row(db, `select pg_advisory_xact_lock(hashtext('tessera demo')) as locked`)
    const told = await row(db, `select 1 as told from platform.setting where name = 'demo.batch'`)
    const used = await row(db, 'select 1 as used from platform.batch limit 1')
    if (told || used) return
    const batch = newBatch('platform.act.demo')
    const actor = systemActor(allPermissions(kernel.modules))
    const ctx = contextFor(kernel, { db, actor, batch })
    for (const module of kernel.modules) await module.demo?.(ctx, { seed, today: ctx.now })
    await keepSetting(ctx, 'demo.batch', batch.id)
  })
}
