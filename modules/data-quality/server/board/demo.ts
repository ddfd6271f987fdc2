import type { Context } from '../../../../platform/context.ts'
import { run } from '../../../../platform/database/statement.ts'
import { dayOf } from '../../../../platform/entities/relative-date.ts'
import { newId } from '../../../../platform/ids.ts'
import { askForSweep } from '../rules/jobs.ts'
import { countedRules } from '../rules/rule.ts'
import { applyDifferences, passesOf, sweepPass } from '../rules/sweep.ts'
import { usedFields } from './used-fields.ts'

const days = 83

/**
 * The demo company has been checked every night for twelve weeks: the findings and the counts of today are real, those of the
 * days before are made of them, since there is no past to count. Its data was worse and has been mended, with ups and downs.
 */
export async function demoQuality(ctx: Context, { today }: { today: Date }): Promise<void> {
  const sweepId = newId()
  await run(ctx.db, 'insert into data_quality.sweep (id, started_at) values ($1, now())', [sweepId])
  const asking = { rules: await countedRules(ctx.db), fields: await usedFields(ctx) }
  const day = dayOf(today, 'UTC')
  let checked = 0
  for (const pass of passesOf(asking)) checked = await sweepPass(ctx, { sweepId, day, pass })
  // Nothing moves while the demo is made, so every difference is sound.
  const { found } = await applyDifferences(ctx, { sweepId, since: new Date(Date.now() + 60_000) })
  await inventThePast(ctx, day)
  await inventTwins(ctx, day)
  await ageFindings(ctx)
  await run(
    ctx.db,
    'update data_quality.sweep set finished_at = now(), checked = $2, found = $3, mended = 0 where id = $1',
    [sweepId, checked, found],
  )
}

/** More was wrong the longer ago it is; a wave over the weeks and one by measure keep the lines from being straight. */
async function inventThePast(ctx: Context, day: string): Promise<void> {
  await run(
    ctx.db,
    `insert into data_quality.measure (day, measure, unit_id, team_id, source, asked, good)
     select m.day - ago, m.measure, m.unit_id, m.team_id, m.source, m.asked,
       greatest(0, m.good - round((m.asked * 0.0003 + (m.asked - m.good) * 0.009) * ago * (0.85 + 0.2 * sin(ago / 6.0 + abs(hashtext(m.measure)) % 7))
         * (0.5 + abs(hashtext(m.measure)) % 100 / 100.0)))::bigint
     from data_quality.measure m cross join generate_series(1, ${days}) ago where m.day = $1::date
     on conflict do nothing`,
    [day],
  )
}

/**
 * Who may be there twice is reported only after this, and counted with the next night: of the days before, one in twenty
 * waited at the end, and more the longer ago. The fraction by part keeps small parts from being rounded all one way.
 */
async function inventTwins(ctx: Context, day: string): Promise<void> {
  await run(
    ctx.db,
    `insert into data_quality.measure (day, measure, unit_id, team_id, source, asked, good)
     select m.day - ago, 'rule:' || d.id, m.unit_id, m.team_id, m.source, m.asked,
       greatest(0, m.asked - floor(m.asked * (0.055 + 0.0005 * ago * (0.9 + 0.15 * sin(ago / 6.0)))
         + abs(hashtext(m.unit_id::text || m.team_id || m.source)) % 100 / 100.0))::bigint
     from data_quality.rule d, data_quality.measure m cross join generate_series(1, ${days}) ago
     where d.key = 'possible-duplicate' and m.day = $1::date
       and m.measure = (select 'rule:' || e.id from data_quality.rule e where e.key = 'name-not-shouted')
     on conflict do nothing`,
    [day],
  )
}

/** The findings of the demo were not all made this minute. */
async function ageFindings(ctx: Context): Promise<void> {
  await run(
    ctx.db,
    `update data_quality.finding set found_at = now() - (abs(hashtext(id::text)) % 70) * interval '1 day' where mended_at is null`,
  )
}

/** After the demo has been cleared: what was counted of it goes, and what is there now is counted. */
export async function forgetCounts(ctx: Context): Promise<void> {
  await run(ctx.db, 'delete from data_quality.measure')
  await run(ctx.db, 'delete from data_quality.used_field')
  await askForSweep(ctx, null)
}
