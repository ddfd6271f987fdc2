import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { newId } from '../../../../platform/ids.ts'
import type { JobDefinition } from '../../../../platform/jobs/job.ts'
import { policyIds } from '../../contract/policies.ts'
import type { goldenEndpoints, Survivorship } from '../../contract/golden.ts'
import { goldenFields } from './fields.ts'
import { keepSurvivorship, sourcesInUse, survivorshipOf } from './policy.ts'
import { raise } from './raising.ts'

export const goldenQueue = 'data-quality.golden'

/** Families per transaction. */
const atOnce = 500

type PolicyView = ReplyOf<typeof goldenEndpoints.survivorship>

/** The policy, what it is about, and the last time all families were worked out by it. */
export async function survivorshipView(ctx: Context): Promise<PolicyView> {
  const run = await row<{ startedAt: Date; finishedAt: Date | null; families: number; changed: number }>(
    ctx.db,
    `select started_at as "startedAt", finished_at as "finishedAt", families, changed from data_quality.golden_run order by started_at desc limit 1`,
  )
  return {
    policy: await survivorshipOf(ctx),
    fields: goldenFields(ctx.catalogue.entity('customer')).map(({ key, mode }) => ({ field: key, mode })),
    sources: await sourcesInUse(ctx),
    run: run
      ? { ...run, startedAt: run.startedAt.toISOString(), finishedAt: run.finishedAt?.toISOString() ?? null }
      : null,
  }
}

/** Keeps a policy and has all families worked out anew by it. */
export async function setSurvivorship(ctx: Context, policy: Survivorship): Promise<PolicyView> {
  await keepSurvivorship(ctx, policy)
  await askForAll(ctx)
  return survivorshipView(ctx)
}

/** Has all families worked out anew in the background. */
async function askForAll(ctx: Context): Promise<void> {
  const id = newId()
  await run(ctx.db, 'insert into data_quality.golden_run (id, asked_by, started_at) values ($1, $2, $3)', [
    id,
    ctx.actor.id,
    ctx.now,
  ])
  await ctx.enqueue(goldenQueue, { runId: id })
}

/** After an undo of a policy of survivorship families show again what they showed under the one before. */
export async function recomputeUndone(ctx: Context, events: readonly Event[]): Promise<void> {
  const undone = await row(
    ctx.db,
    'select 1 as hit from platform.change where batch_id = any($1::uuid[]) and root_id = $2 limit 1',
    [events.map(event => event.rootId), policyIds.survivorship],
  )
  if (undone) await askForAll(ctx)
}

/** Works all families out anew, some hundred per transaction; a killed worker goes on where it was. */
export const goldenJob: JobDefinition = {
  queue: goldenQueue,
  run: async (work, { runId }) => {
    for (let more = true; more && !work.signal.aborted; )
      more = await work.step({ actor: work.system, label: 'data-quality.act.recomputed' }, ctx =>
        recomputeSome(ctx, String(runId)),
      )
  },
}

/** The next families of a run; false when none is left, or a later run has taken over. */
async function recomputeSome(ctx: Context, runId: string): Promise<boolean> {
  const at = await row<{ position: string | null; newer: boolean }>(
    ctx.db,
    `select r.position, exists (select from data_quality.golden_run n where n.started_at > r.started_at) as newer
     from data_quality.golden_run r where r.id = $1 and r.finished_at is null for update`,
    [runId],
  )
  if (!at) return false
  const found = at.newer
    ? []
    : await rows<{ root: string }>(
        ctx.db,
        `select distinct m.merged_into as root from customers.v_customer m
         where m.merged_into is not null and ($1::uuid is null or m.merged_into > $1) order by 1 limit ${atOnce}`,
        [at.position],
      )
  const roots = found.map(({ root }) => root)
  const before = await imagesOf(ctx, roots)
  await raise(ctx, roots)
  const after = await imagesOf(ctx, roots)
  const changed = roots.filter(root => before.get(root) !== after.get(root)).length
  await run(
    ctx.db,
    `update data_quality.golden_run set position = coalesce($2::uuid, position), families = families + $3, changed = changed + $4,
       finished_at = case when $5 then now() end where id = $1`,
    [runId, roots.at(-1) ?? null, roots.length, changed, roots.length < atOnce],
  )
  return roots.length === atOnce
}

async function imagesOf(ctx: Context, roots: readonly string[]): Promise<Map<string, string>> {
  const found = await rows<{ id: string; image: string }>(
    ctx.db,
    'select t.id, md5(to_jsonb(t)::text) as image from customers.v_customer t where t.id = any($1::uuid[])',
    [roots],
  )
  return new Map(found.map(({ id, image }) => [id, image]))
}
