import type { Context } from '../context.ts'
import { keptPlan } from '../database/prepared.ts'
import { sentAhead } from '../database/sending.ts'
import { run } from '../database/statement.ts'
import { openBatch } from '../history/record.ts'
import { newId } from '../ids.ts'
import type { Listener } from '../module.ts'
import type { Emit, Event } from './event.ts'

const addEvent = sentAhead(
  keptPlan(`insert into platform.event (root_id, id, kind, entity, record_id, batch_id, actor_id, data)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`),
)

/** `emit` of a context: the outbox row, then the *inside* listeners, all in the transaction of the write. */
export function emitter(ctx: Context, listeners: readonly Listener[]): Emit {
  return async (event: Event) => {
    await openBatch(ctx)
    await run(ctx.db, addEvent, [
      event.rootId,
      newId(),
      event.kind,
      event.entity,
      event.recordId,
      ctx.batch.id,
      ctx.actor.id,
      JSON.stringify(event.data ?? {}),
    ])
    for (const listener of listeners) {
      if (listener.when === 'inside' && listener.event === event.kind) await listener.run(ctx, event)
    }
  }
}
