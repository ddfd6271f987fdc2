import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import { invalid, Refused } from '../../../../platform/errors.ts'
import { lockRow } from '../../../../platform/history/rows.ts'
import { requireStage, type Stage } from '../stages.ts'
import { pipelineTable, stageTable } from '../tables.ts'
import { moveOpenDeals } from './moving-out.ts'
import { lockSiblings, retirePart, type Written } from './parts.ts'
import { pipelineOf, pipelines, stagesOf } from './pipelines.ts'

type Retirement = { id: string; moveTo?: string | null | undefined }
type Retired = Written & { moved: number }

/**
 * Takes a stage out of use. Open deals in it go to `moveTo` in the same act; refused where there are some and nothing is said,
 * and for the last stage of a pipeline.
 */
export async function retireStage(ctx: Context, { id, moveTo }: Retirement): Promise<Retired> {
  const among = stagesOf(await pipelineOf(ctx, id))
  const siblings = await lockSiblings(ctx, among)
  const stage = await lockRow(ctx, stageTable, { rootId: String(among.of?.value), id })
  if (stage.retired_at) return { id, version: Number(stage.version), moved: 0 }
  if (siblings.length === 1)
    throw new Refused('sales.last-stage', 'A pipeline needs a stage. Add another one first.', {
      stage: stage.name,
    })
  const leaving = { where: 'pipeline_id = $1::uuid and stage_id = $2::uuid', values: [stage.pipeline_id, id] }
  const target = await targetOf(ctx, moveTo)
  if (target?.id === id) throw itself()
  const moved = await emptied(ctx, {
    leaving,
    target,
    refusal: open =>
      new Refused('sales.stage-in-use', `${open} open deals are in “${stage.name}”. Say where they go.`, {
        stage: stage.name,
        count: open,
      }),
  })
  return { ...(await retirePart(ctx, among, id)), moved }
}

/** Takes a pipeline out of use, as a stage; its open deals go to a stage of another pipeline. */
export async function retirePipeline(ctx: Context, { id, moveTo }: Retirement): Promise<Retired> {
  const siblings = await lockSiblings(ctx, pipelines)
  const pipeline = await lockRow(ctx, pipelineTable, { rootId: id, id })
  if (pipeline.retired_at) return { id, version: Number(pipeline.version), moved: 0 }
  if (siblings.length === 1)
    throw new Refused('sales.last-pipeline', 'Sales needs a pipeline. Add another one first.', {
      pipeline: pipeline.name,
    })
  const target = await targetOf(ctx, moveTo)
  if (target?.pipelineId === id) throw itself()
  const moved = await emptied(ctx, {
    leaving: { where: 'pipeline_id = $1::uuid and $2::uuid is not null', values: [id, id] },
    target,
    refusal: open =>
      new Refused(
        'sales.pipeline-in-use',
        `${open} open deals are in “${pipeline.name}”. Say where they go.`,
        {
          pipeline: pipeline.name,
          count: open,
        },
      ),
  })
  return { ...(await retirePart(ctx, pipelines, id)), moved }
}

const itself = () =>
  invalid('moveTo', 'sales.moved-to-itself', 'The deals cannot go where they are taken from.')

async function targetOf(ctx: Context, moveTo: string | null | undefined): Promise<Stage | null> {
  return moveTo ? requireStage(ctx, moveTo, 'moveTo') : null
}

type Emptying = {
  leaving: { where: string; values: readonly unknown[] }
  target: Stage | null
  refusal: (open: number) => Refused
}

async function emptied(ctx: Context, { leaving, target, refusal }: Emptying): Promise<number> {
  if (target) return moveOpenDeals(ctx, leaving, target)
  const found = await row<{ n: number }>(
    ctx.db,
    `select count(*)::int as n from sales.opportunity where closed_at is null and ${leaving.where}`,
    leaving.values as unknown[],
  )
  if (found && found.n > 0) throw refusal(found.n)
  return 0
}
