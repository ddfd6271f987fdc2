import type { Context } from '../../../../platform/context.ts'
import { row, run } from '../../../../platform/database/statement.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { askForReport } from './findings.ts'
import { askForSweep } from './jobs.ts'
import { allRules, isOn, isRuleOn } from './rule.ts'

/**
 * Rules that an undo has brought back, switched or taken away: what those that are off or gone have found is forgotten, and
 * those that are on are asked of all customers.
 */
export async function settleUndoneRules(ctx: Context, events: readonly Event[]): Promise<void> {
  const acts = [...new Set(events.map(event => event.rootId))]
  // An act on rules writes no more than these; the others may have written millions of rows that nobody wants to look through.
  const about = await row(
    ctx.db,
    `select 1 as hit from unnest($1::uuid[]) a(id), lateral (
       select c.entity from platform.change c where c.batch_id = a.id order by c.root_id limit 20) c
     where c.entity = 'quality-rule' limit 1`,
    [acts],
  )
  if (!about) return
  await run(
    ctx.db,
    `delete from data_quality.finding f where f.mended_at is null
       and not exists (select 1 from data_quality.rule r where r.id = f.rule_id and ${isOn})`,
  )
  await askForSweep(ctx, null)
  for (const rule of (await allRules(ctx.db)).filter(({ must }) => !must))
    if (isRuleOn(rule)) await askForReport(ctx, rule)
  await ctx.emit({
    kind: 'quality.rule-changed',
    entity: 'quality',
    rootId: acts[0] as string,
    recordId: acts[0] as string,
  })
}
