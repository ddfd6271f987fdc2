import type { Context } from '../../../../platform/context.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import { openBatch } from '../../../../platform/history/record.ts'
import type { Stage } from '../stages.ts'

type Leaving = {
  /** Over `sales.opportunity`, with `$1` and `$2`. */
  where: string
  values: readonly unknown[]
}

/**
 * Moves all open deals of a stage or pipeline to a stage, everybody's: each visit ends and the next begins, with history, in one
 * statement. Answers how many went.
 */
export async function moveOpenDeals(ctx: Context, leaving: Leaving, to: Stage): Promise<number> {
  await openBatch(ctx)
  await run(ctx.db, 'set local statement_timeout = 0')
  // In the order of ids, as every act on many deals locks them: two of them never wait for each other in a circle.
  const text = `with old as materialized (
      select * from sales.opportunity where closed_at is null and ${leaving.where} order by id for update),
    went as (
      update sales.opportunity t set pipeline_id = $3, stage_id = $4, stage_since = greatest(old.stage_since, $5::timestamptz),
        course = old.course || '>' || $8::int,
        version = t.version + 1, updated_at = now()
      from old where t.customer_id = old.customer_id and t.id = old.id returning t.*),
    ended as (
      update sales.stage_visit v set left_at = went.stage_since, version = v.version + 1
      from went where v.customer_id = went.customer_id and v.opportunity_id = went.id and v.left_at is null
      returning v.customer_id, v.id, v.left_at),
    begun as (
      insert into sales.stage_visit (customer_id, id, opportunity_id, pipeline_id, stage_id, entered_at, by_id)
      select customer_id, platform.new_id(), id, pipeline_id, stage_id, stage_since, $6::uuid from went returning customer_id, id),
    noted as (
      insert into platform.change (root_id, id, batch_id, entity, record_id, action, before, after)
      select went.customer_id, platform.new_id(), $7::uuid, 'opportunity', went.id, 'changed',
        jsonb_build_object('pipeline_id', old.pipeline_id, 'stage_id', old.stage_id, 'stage_since', old.stage_since, 'course', old.course),
        jsonb_build_object('pipeline_id', went.pipeline_id, 'stage_id', went.stage_id, 'stage_since', went.stage_since, 'course', went.course)
      from went join old using (customer_id, id)
      union all
      select customer_id, platform.new_id(), $7::uuid, 'stage-visit', id, 'changed',
        jsonb_build_object('left_at', null), jsonb_build_object('left_at', left_at) from ended
      union all
      select customer_id, platform.new_id(), $7::uuid, 'stage-visit', id, 'created', null, null from begun)
    select count(*)::int as n, min(customer_id::text) as customer, min(id::text) as id from went`
  const values = [...leaving.values, to.pipelineId, to.id, ctx.now, ctx.actor.id, ctx.batch.id, to.number]
  const { n, customer, id } = (await row<{ n: number; customer: string; id: string }>(ctx.db, text, values))!
  if (n > 0)
    await ctx.emit({
      kind: 'opportunities.changed',
      entity: 'opportunity',
      rootId: customer,
      recordId: id,
      data: { count: n },
    })
  return n
}
