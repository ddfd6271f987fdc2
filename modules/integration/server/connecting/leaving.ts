import type { Context } from '../../../../platform/context.ts'
import type { JobDefinition } from '../../../../platform/jobs/job.ts'
import { row } from '../../../../platform/database/statement.ts'
import { connectorOf } from '../connectors/kinds.ts'
import { markOf } from '../systems/opened.ts'
import { settingsOf, surroundingsFor } from '../systems/secrets.ts'
import type { StoredSystem } from '../systems/system.ts'

const queue = 'integration.leave'

/** Long enough for a system that is slow to let go. */
const patience = 60_000
/** Whoever has followed it lets go of it within this time after it was parted from. */
const secondsUntilLetGo = 5

/** Has our place in the log of a system given back once it is parted from, so that nothing gathers there for nobody. */
export async function giveBack(ctx: Context, { id, kind, settings, sealed }: StoredSystem): Promise<void> {
  const startAfter = new Date(ctx.now.getTime() + secondsUntilLetGo * 1000)
  // The secrets travel sealed, as they stood in the row that goes now.
  await ctx.enqueue(queue, { id, kind, settings, sealed }, { singletonKey: id, startAfter })
}

type Parted = Pick<StoredSystem, 'id' | 'kind' | 'settings' | 'sealed'>

/** Gives the place back; tried for about a day where the system is away. */
export const leaveJob: JobDefinition = {
  queue,
  retryLimit: 12,
  run: async (work, data) => {
    const parted = data as Parted
    await work.outside({ actor: work.system }, async ctx => {
      // Somebody has taken the parting back.
      if (await row(ctx.db, 'select 1 from integration.system where id = $1', [parted.id])) return
      const connector = connectorOf(ctx, parted.kind)
      const surroundings = await surroundingsFor(ctx, markOf(parted.id))
      const connection = await connector.open(settingsOf(ctx, parted), surroundings)
      try {
        await connection.leave?.(AbortSignal.any([work.signal, AbortSignal.timeout(patience)]))
      } finally {
        await connection.close()
      }
    })
  },
}
