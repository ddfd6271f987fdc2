import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/database/statement.ts'
import type { Choices } from '../contract.ts'
import { houseCurrency } from './house-currency.ts'
import { stagesInUse } from './stages.ts'

/** What an opportunity can be in, in the order of the settings; only what is in use. */
export async function readChoices(ctx: Context): Promise<Choices> {
  const stages = await stagesInUse(ctx)
  const pipelines = await rows<{ id: string; name: string }>(
    ctx.db,
    'select id, name from sales.pipeline where retired_at is null order by position, id',
  )
  return {
    currency: await houseCurrency(ctx),
    pipelines: pipelines.map(pipeline => ({
      ...pipeline,
      stages: stages
        .filter(({ pipelineId }) => pipelineId === pipeline.id)
        .map(({ id, name, probability, category, stalledAfter, criteria }) => ({
          id,
          name,
          probability,
          category,
          stalledAfter,
          criteria: [...criteria],
        })),
    })),
    reasons: await rows(
      ctx.db,
      'select id, name, outcome from sales.closing_reason where retired_at is null order by position, id',
    ),
    competitors: await rows(
      ctx.db,
      'select id, name from sales.competitor where retired_at is null order by name, id',
    ),
  }
}
