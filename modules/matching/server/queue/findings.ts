import type { Context } from '../../../../platform/context.ts'
import { keptPlan } from '../../../../platform/database/prepared.ts'
import { rows } from '../../../../platform/database/statement.ts'
import type { JobDefinition } from '../../../../platform/jobs/job.ts'
import type { Listener } from '../../../../platform/module.ts'
import { reportFindings } from '../../../data-quality/index.ts'

/** The rule of data quality that only matching can work out. */
const ruleKey = 'possible-duplicate'

/** Whose pairs were read anyway is told by them; only of a partner with none that waits the others are asked for. */
const nearText = keptPlan(`
  with edge as materialized (
      select customer_id, other_id, settled_at is null as waits from matching.pair where customer_id = any($1::uuid[])
      union all
      select customer_id, other_id, settled_at is null from matching.pair where other_id = any($1::uuid[])),
    near as (
      select unnest($1::uuid[]) as id, false as waits
      union all select customer_id, waits from edge
      union all select other_id, waits from edge)
  select n.id, case when n.waits then true
    else exists (select 1 from matching.pair p where p.customer_id = n.id and p.settled_at is null)
      or exists (select 1 from matching.pair p where p.other_id = n.id and p.settled_at is null) end as waits
  from (select id, bool_or(waits) as waits from near group by id) n`)

/** Tells data quality who waits in a pair: of these customers, and of those they are paired with. */
export async function tellQuality(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const around = await rows<{ id: string; waits: boolean }>(ctx.db, nearText, [ids])
  await reportFindings(ctx, ruleKey, {
    customerIds: around.filter(({ waits }) => waits).map(({ id }) => id),
    among: around.map(({ id }) => id),
  })
}

const againQueue = 'matching.findings'
/** Customers per transaction. */
const chunk = 1000
const firstId = '00000000-0000-0000-0000-000000000000'

/** When the rule is on again, everybody who waits is told of anew. */
export const tellAgain: Listener = {
  event: 'quality.report-wanted',
  name: 'matching.findings.report-wanted',
  when: 'after',
  run: async (ctx, events) => {
    if (events.some(({ data }) => data?.key === ruleKey))
      await ctx.enqueue(againQueue, {}, { singletonKey: ruleKey })
  },
}

/** Tells data quality of all who wait in a pair, some at a time; begun anew it tells the same again. */
export const tellAgainJob: JobDefinition = {
  queue: againQueue,
  run: async work => {
    for (let after: string | null = firstId; after !== null; ) {
      if (work.signal.aborted) throw new Error('The process stops; those who wait are told of anew.')
      const from: string = after
      after = await work.step({ actor: work.system }, ctx => tellFrom(ctx, from))
    }
  },
}

async function tellFrom(ctx: Context, after: string): Promise<string | null> {
  const found = await rows<{ id: string }>(
    ctx.db,
    `select id from (
       (select distinct p.customer_id as id from matching.pair p where p.settled_at is null and p.customer_id > $1 order by 1 limit ${chunk})
       union (select distinct p.other_id from matching.pair p where p.settled_at is null and p.other_id > $1 order by 1 limit ${chunk})) w
     order by id limit ${chunk}`,
    [after],
  )
  const ids = found.map(({ id }) => id)
  await tellQuality(ctx, ids)
  return ids.length < chunk ? null : (ids.at(-1) ?? null)
}
