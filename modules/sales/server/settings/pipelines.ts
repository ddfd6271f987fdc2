import type { Context } from '../../../../platform/context.ts'
import { row, rows } from '../../../../platform/database/statement.ts'
import { invalid, NotFound } from '../../../../platform/errors.ts'
import { insertRow, type Row } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { NewStage, StagePatch } from '../../contract.ts'
import { pipelineTable, stageTable } from '../tables.ts'
import { addPart, changePart, lockSiblings, type PartChange, type Siblings, type Written } from './parts.ts'

export const pipelines: Siblings = { table: pipelineTable }

/** The stages of a pipeline. */
export const stagesOf = (pipelineId: string): Siblings => ({
  table: stageTable,
  of: { column: 'pipeline_id', value: pipelineId },
})

/** Adds a pipeline whose stages are those of `like`, or of the first; from then on they are its own. */
export async function addPipeline(
  ctx: Context,
  { name, like }: { name: string; like?: string | null | undefined },
): Promise<Written> {
  const [first] = await lockSiblings(ctx, pipelines)
  const source = like ?? first?.id
  const stages = await rows<Row>(
    ctx.db,
    `select name, position, probability::float8 as probability, category, criteria, stalled_after
     from sales.stage where pipeline_id = $1::uuid and retired_at is null order by position, id`,
    [source],
  )
  if (stages.length === 0) throw invalid('like', 'sales.no-such-pipeline', 'There is no such pipeline.')
  const made = await addPart(ctx, pipelines, { name })
  for (const stage of stages)
    await insertRow(ctx, stageTable, { ...withoutNone(stage), id: newId(), pipeline_id: made.id })
  return made
}

/** In which pipeline a stage is; throws `NotFound`. */
export async function pipelineOf(ctx: Context, stageId: string): Promise<string> {
  const text = 'select pipeline_id as id from sales.stage where id = $1::uuid'
  const found = await row<{ id: string }>(ctx.db, text, [stageId])
  if (!found) throw new NotFound('stage')
  return found.id
}

/** Adds a stage at the end of a pipeline. */
export async function addStage(
  ctx: Context,
  { pipelineId, stage }: { pipelineId: string; stage: NewStage },
): Promise<Written> {
  const text = 'select id from sales.pipeline where id = $1::uuid'
  if (!(await row(ctx.db, text, [pipelineId]))) throw new NotFound('pipeline')
  return addPart(ctx, stagesOf(pipelineId), {
    ...withoutNone(columnsOf(stage)),
    name: stage.name,
    pipeline_id: pipelineId,
  })
}

/** Changes a stage. Two people who change different things of it do not collide. */
export async function changeStage(
  ctx: Context,
  { id, set, version }: Omit<PartChange, 'set'> & { set: StagePatch },
): Promise<Written> {
  const among = stagesOf(await pipelineOf(ctx, id))
  return changePart(ctx, among, { id, set: columnsOf(set), version })
}

const stored = {
  name: 'name',
  probability: 'probability',
  category: 'category',
  stalledAfter: 'stalled_after',
  criteria: 'criteria',
} as const

/** A new stage without criteria has those of the column. */
function withoutNone({ criteria, ...stage }: Row): Row {
  return Array.isArray(criteria) && criteria.length > 0 ? { ...stage, criteria } : stage
}

function columnsOf(stage: StagePatch): Row {
  const keys = stage.criteria?.map(({ key }) => key) ?? []
  if (new Set(keys).size !== keys.length)
    throw invalid('criteria', 'sales.criterion-twice', 'Two criteria have the same key.')
  const set: Row = {}
  for (const [key, column] of Object.entries(stored)) {
    const value = stage[key as keyof typeof stored]
    if (value !== undefined) set[column] = value
  }
  // As it is stored: four decimals.
  if (stage.probability !== undefined) set.probability = stage.probability.toFixed(4)
  return set
}
