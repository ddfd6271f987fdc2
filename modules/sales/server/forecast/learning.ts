import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import type { JobDefinition } from '../../../../platform/jobs/job.ts'
import { type Basis, learnBasis } from './basis.ts'

/** Every night what forecasts stand on, pipeline by pipeline; what was learnt before stays until then. */
export const learningJob: JobDefinition = {
  queue: 'sales.forecast-learning',
  schedule: '50 1 * * *',
  run: async work => {
    const pipelines = await work.step({ actor: work.system }, ctx =>
      rows<{ id: string }>(ctx.db, 'select id from sales.pipeline where retired_at is null order by id'),
    )
    for (const { id } of pipelines) {
      if (work.signal.aborted) return
      await work.step({ actor: work.system }, ctx => learn(ctx, id))
    }
  },
}

/** Learns what a pipeline's forecasts stand on, and keeps it; within a transaction, for as long as it takes. */
export async function learn(ctx: Pick<Context, 'db' | 'now'>, pipeline: string): Promise<void> {
  await run(ctx.db, 'set local statement_timeout = 0')
  const basis = await learnBasis(ctx.db, pipeline, ctx.now)
  await run(
    ctx.db,
    `insert into sales.forecast_basis (pipeline_id, learnt_at, basis) values ($1, $2, $3)
     on conflict (pipeline_id) do update set learnt_at = excluded.learnt_at, basis = excluded.basis`,
    [pipeline, ctx.now, JSON.stringify(basis)],
  )
}

/** What was learnt of a pipeline, and when. */
export function learntOf(ctx: Context, pipeline: string): Promise<{ at: Date; basis: Basis } | undefined> {
  return row(ctx.db, 'select learnt_at as at, basis from sales.forecast_basis where pipeline_id = $1::uuid', [
    pipeline,
  ])
}
