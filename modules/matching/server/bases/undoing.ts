import type { Context } from '../../../../platform/context.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import { Refused } from '../../../../platform/errors.ts'
import type { BaseStage } from '../../contract.ts'
import { requireIdle } from './bases.ts'
import { getStage, requireTaking, stagesOf, stageUndoQueue } from './stages.ts'

const standing = (stage: BaseStage) =>
  stage.state !== 'undone' && stage.created + stage.linked + stage.alongside > 0

/**
 * Takes a stage back as one act. Records of a later stage may hang on its own (linked to them, or working there): then
 * that one goes first, or these could not go at all.
 */
export async function undoStage(ctx: Context, id: string): Promise<BaseStage> {
  requireTaking(ctx)
  const stage = await getStage(ctx, id)
  await requireIdle(ctx, stage.baseId)
  const later = await builtUpon(ctx, id)
  if (later)
    throw new Refused(
      'matching.stage-built-upon',
      'A later stage has records that belong to some of this one. Take that stage back first.',
      { stage: later },
    )
  return (await askUndo(ctx, [stage]))[0] ?? stage
}

/** Takes all standing stages of a base back, the newest first. */
export async function undoBase(ctx: Context, baseId: string): Promise<{ stages: BaseStage[] }> {
  requireTaking(ctx)
  await requireIdle(ctx, baseId)
  const stages = (await stagesOf(ctx, baseId)).filter(standing)
  const own = new Set(stages.map(({ id }) => id))
  for (const { id } of stages) {
    const later = await builtUpon(ctx, id)
    if (later && !own.has(later))
      throw new Refused(
        'matching.stage-built-upon',
        'A stage of another base has records that belong to some of this one. Take that stage back first.',
        { stage: later },
      )
  }
  await askUndo(ctx, stages)
  return { stages: await stagesOf(ctx, baseId) }
}

async function askUndo(ctx: Context, stages: readonly BaseStage[]): Promise<BaseStage[]> {
  const stageIds = stages.filter(standing).map(({ id }) => id)
  if (stageIds.length === 0) return []
  // Stopped or failed is stopped for good: what is taken back does not go on.
  await run(
    ctx.db,
    `update matching.stage set undo_asked_at = now(), state = case when state in ('cancelled', 'failed') then 'done' else state end
     where id = any($1::uuid[])`,
    [stageIds],
  )
  await ctx.enqueue(
    stageUndoQueue,
    { stageIds, actorId: ctx.actor.id },
    { singletonKey: stageIds[0] as string },
  )
  return Promise.all(stageIds.map(id => getStage(ctx, id)))
}

/** The newest standing stage that wrote below customers which this one made; null where none did. */
async function builtUpon(ctx: Context, id: string): Promise<string | null> {
  const found = await row<{ id: string }>(
    ctx.db,
    `select s.id from matching.stage s where s.id <> $1
       and not exists (select 1 from platform.undo u where u.batch_id = s.id and u.state = 'done')
       and exists (select 1 from platform.change made join platform.change later on later.root_id = made.root_id and later.batch_id = s.id and later.id > made.id
         where made.batch_id = $1 and made.entity = 'customer' and made.action = 'created' and made.record_id = made.root_id)
     order by s.id desc limit 1`,
    [id],
  )
  return found?.id ?? null
}
