import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { type FieldRule, objectOf } from '../systems/system.ts'
import { translateAnew } from './loads.ts'
import { forgetCrosswalk, forgetObjects, forgetSystem } from './parting.ts'

type Touched = { entity: string; id: string; root: string; action: string; former: FieldRule[] | null }

/**
 * After an undo, in its transaction: what was joined and is no longer leaves no copy behind, and customers are translated by the
 * mapping that holds again.
 */
export async function afterUndo(ctx: Context, event: Event): Promise<void> {
  const touched = await rows<Touched>(
    ctx.db,
    `select c.entity, c.record_id as id, c.root_id as root, c.action, c.before -> 'mapping' as former
     from platform.undo u join platform.change c on c.batch_id = u.undo_batch
     where u.batch_id = $1 and c.entity in ('system', 'system-object') and c.action in ('deleted', 'changed')`,
    [event.recordId],
  )
  for (const { entity, id, action, former } of touched) {
    if (action === 'changed' && entity === 'system-object' && former) {
      const object = await objectOf(ctx.db, id)
      await translateAnew(ctx, { object: { ...object, mapping: former }, mapping: object.mapping })
    } else if (action === 'deleted' && entity === 'system') await forgetWhole(ctx, id, event.recordId)
    else if (action === 'deleted') await forgetAll(ctx, [id])
  }
}

async function forgetAll({ db }: Context, ids: readonly string[]): Promise<void> {
  await forgetObjects(db, ids)
  await forgetCrosswalk(db, ids)
}

/** The images of its objects lie below that of the system. */
async function forgetWhole(ctx: Context, id: string, batchId: string): Promise<void> {
  const owned = await row<{ ids: string[] | null }>(
    ctx.db,
    `select array(select jsonb_path_query(c.before, '$._owned."system-object"[*].id') #>> '{}') as ids
     from platform.undo u join platform.change c on c.batch_id = u.undo_batch
     where u.batch_id = $1 and c.record_id = $2 and c.action = 'deleted'`,
    [batchId, id],
  )
  await forgetAll(ctx, owned?.ids ?? [])
  await forgetSystem(ctx.db, id)
  await run(
    ctx.db,
    `update integration.operation set state = 'withdrawn', ended_at = $2 where system_id = $1 and state in ('asked', 'pending')`,
    [id, ctx.now],
  )
}
