import type { Context } from '../../../../platform/context.ts'
import type { SqlWriter } from '../../../../platform/database/sql-writer.ts'
import { recordChanges } from '../../../../platform/history/record.ts'
import { learnBasis } from '../forecast/basis.ts'
import { learn } from '../forecast/learning.ts'
import { lockPeriod } from '../forecast/locking.ts'
import { firstStage } from '../stages.ts'

/** Months back, this one included, that were locked. */
const months = 13
/** Months back for which it is learnt what could be known then: the firm began to learn late, and it takes its time. */
const learning = 4
/** Days that a stage takes in the demo company, as its sellers reckon. */
const pace = 18

/**
 * What was locked when the months and quarters of the last year began: the deals that were open then, in the stage they were in. Their days
 * are those that sellers would have said then, at the pace of all.
 */
export async function demoLocks(ctx: Context): Promise<void> {
  const { pipelineId: pipeline } = await firstStage(ctx)
  const made: string[] = []
  for (let back = months - 1; back >= 0; back--) {
    const begin = new Date(Date.UTC(ctx.now.getUTCFullYear(), ctx.now.getUTCMonth() - back, 1))
    const now = new Date(begin.getTime() + 17 * 60_000)
    if (now > ctx.now) continue
    const learnt = back < learning && { at: begin, basis: await learnBasis(ctx.db, pipeline, begin) }
    for (const period of periodsBeginning(begin)) {
      const deals = (sql: SqlWriter) => dealsAt(sql, now)
      const lock = await lockPeriod(ctx, { pipeline, period, now, deals, ...(learnt && { learnt }) })
      if (lock) made.push(lock)
    }
  }
  await learn(ctx, pipeline)
  await recordChanges(
    ctx,
    made.map(id => ({ entity: 'forecast-lock', rootId: id, recordId: id, action: 'created' as const })),
  )
}

function periodsBeginning(begin: Date): string[] {
  const name = begin.toISOString().slice(0, 7)
  const month = begin.getUTCMonth()
  return month % 3 === 0 ? [name, `${name.slice(0, 4)}-Q${month / 3 + 1}`] : [name]
}

/** The deals as they were: those opened by then, each in its stage of then, closed if it was. */
function dealsAt(sql: SqlWriter, moment: Date): string {
  const at = sql.bind(moment, 'timestamptz')
  const left = `(select count(*)::int from sales.stage s where s.pipeline_id = v.pipeline_id and s.retired_at is null
    and s.position >= (select n.position from sales.stage n where n.id = v.stage_id))`
  return `(select o.customer_id, o.id, o.owner_id, o.unit_id, o.category, o.amount, o.currency, o.house_amount,
      v.pipeline_id, v.stage_id, v.entered_at as stage_since, w.outcome, w.closed_at,
      coalesce(w.closed_at, greatest(v.entered_at + ${left} * interval '${pace} days', ${at} + ${left} * interval '${pace / 2} days'))::date
        as expected_close
    from sales.opportunity o cross join lateral (
      select v.* from sales.stage_visit v where v.customer_id = o.customer_id and v.opportunity_id = o.id and v.entered_at <= ${at}
      order by v.entered_at desc, v.id desc limit 1) v
    left join sales.opportunity w on w.customer_id = o.customer_id and w.id = o.id and w.closed_at <= ${at})`
}
