import type { Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/database/statement.ts'
import { invalid, Refused } from '../../../platform/errors.ts'

export type Stage = {
  id: string
  /** Names it in the course of deals. */
  number: number
  pipelineId: string
  pipeline: string
  name: string
  position: number
  /** 0 to 1. */
  probability: number
  category: 'pipeline' | 'best-case' | 'commit'
  criteria: readonly { key: string; text: string }[]
  /** Days. */
  stalledAfter: number | null
}

const columns = `s.id, s.number, s.pipeline_id as "pipelineId", p.name as pipeline, s.name, s.position, s.probability::float8 as probability, s.category,
  s.criteria, s.stalled_after as "stalledAfter"`

/**
 * The stage a deal may enter; refused where it is out of use or there is none. It is locked as the deal's reference to it will lock
 * it: who is taking it out of use waits, or is waited for.
 */
export async function requireStage(ctx: Context, id: string, path = 'stage'): Promise<Stage> {
  const found = await row<Stage & { retired: boolean }>(
    ctx.db,
    `select ${columns}, coalesce(s.retired_at, p.retired_at) is not null as retired
     from sales.stage s join sales.pipeline p on p.id = s.pipeline_id where s.id = $1::uuid for key share of s, p`,
    [id],
  )
  if (!found) throw invalid(path, 'sales.no-such-stage', 'There is no such stage.')
  const { retired, ...stage } = found
  if (retired)
    throw new Refused(
      'sales.stage-retired',
      `The stage “${stage.name}” is no longer in use. Choose another.`,
      {
        stage: stage.name,
      },
    )
  return stage
}

/** Where a deal begins when nobody says: the first stage of the first pipeline. */
export async function firstStage(ctx: Context): Promise<Stage> {
  const [first] = await stagesInUse(ctx)
  if (!first)
    throw new Refused('sales.no-stage', 'No pipeline has a stage. Add one in the settings of sales first.')
  return requireStage(ctx, first.id)
}

/** The stages in use, in the order of their pipelines and their own. */
export function stagesInUse(ctx: Pick<Context, 'db'>, pipelineId?: string): Promise<Stage[]> {
  return rows<Stage>(
    ctx.db,
    `select ${columns} from sales.stage s join sales.pipeline p on p.id = s.pipeline_id
     where s.retired_at is null and p.retired_at is null and ($1::uuid is null or p.id = $1)
     order by p.position, p.id, s.position, s.id`,
    [pipelineId ?? null],
  )
}
