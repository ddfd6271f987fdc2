import type { Db } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'

/**
 * The last of the undo of an act, the undo of that undo, and so on, with its place: at an odd one the act is away, at an
 * even one it stands again. `act` is SQL.
 */
export const lastUndo = (act: string) => `with recursive chain as (
    select u.*, 1 as depth from platform.undo u where u.batch_id = ${act}
    union all select u.*, c.depth + 1 from chain c join platform.undo u on u.batch_id = c.undo_batch and c.state = 'done')
  select * from chain order by depth desc limit 1`

/** The act that has to be undone to take a stage back: the stage itself, or what brought it back after an undo. */
export async function actOfStage(db: Db, id: string): Promise<string> {
  const last = await row<{ batch_id: string; undo_batch: string; depth: number }>(db, lastUndo('$1::uuid'), [
    id,
  ])
  if (!last) return id
  return last.depth % 2 === 1 ? last.batch_id : last.undo_batch
}
