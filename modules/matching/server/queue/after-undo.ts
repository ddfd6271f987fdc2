import type { Context } from '../../../../platform/context.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { settleAround } from './pairs.ts'

/** An undone decision is a question again at once; of an act on very many the keys' own reader sees to it. */
const mostAtOnce = 2000

/** After an undo, in its transaction: pairs of what it touched wait again, or no longer. */
export async function settleAfterUndo(ctx: Context, event: Event): Promise<void> {
  const found = await rows<{ id: string }>(
    ctx.db,
    `select distinct root_id as id from platform.change where batch_id = $1 limit ${mostAtOnce}`,
    [event.recordId],
  )
  await settleAround(
    ctx.db,
    found.map(({ id }) => id),
  )
}
