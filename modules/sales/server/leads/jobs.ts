import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import { lockRow } from '../../../../platform/history/rows.ts'
import { newId } from '../../../../platform/ids.ts'
import type { JobDefinition, Work } from '../../../../platform/jobs/job.ts'
import { setOnLead, sharedBy, takenUp } from './course.ts'
import { policyOf } from './policy.ts'
import { castShadows } from './shadows.ts'
import { leadTable } from './tables.ts'

/** Leads per turn; the next hour goes on. */
const portion = 2000

/**
 * Every hour: what the policy says of leads that are kept, and what is worth another look. Nothing is shared that was not
 * announced; each lead in an act of its own, seen by whoever sees that lead.
 */
export const leadsJob: JobDefinition = {
  queue: 'sales.leads',
  schedule: '7 * * * *',
  run: async work => {
    await work.step({ actor: work.system, label: 'sales.act.lead-announced' }, announce)
    await eachLead(work, { due: shadowsDue, label: 'sales.act.lead-shadowed', act: castFirst })
    await eachLead(work, { due: sharesDue, label: 'sales.act.lead-shared-by-rule', act: shareByRule })
    await eachLead(work, { due: recyclesDue, label: 'sales.act.lead-recycled', act: takeUp })
  },
}

/** Every night all shadows anew: the keys may have been replaced. */
export const shadowsJob: JobDefinition = {
  queue: 'sales.lead-shadows',
  schedule: '40 2 * * *',
  run: async work => {
    for (let after: string | null = null; ; ) {
      const ids: string[] = await work.step({ actor: work.system }, async ctx => {
        const found = await rows<{ id: string }>(
          ctx.db,
          `select id from sales.lead where shared_at is null and ($1::uuid is null or id > $1) order by id limit ${portion}`,
          [after],
        )
        await castShadows(
          ctx,
          found.map(({ id }) => id),
        )
        return found.map(({ id }) => id)
      })
      after = ids.at(-1) ?? null
      if (ids.length < portion || work.signal.aborted) break
    }
    await work.step({ actor: work.system }, ctx =>
      run(ctx.db, `delete from sales.shadow_asking where at < $1::timestamptz - interval '1 day'`, [ctx.now]),
    )
  },
}

type Turn = {
  due: (ctx: Context) => Promise<string[]>
  label: string
  act: (ctx: Context, id: string) => Promise<void>
}

async function eachLead(work: Work, { due, label, act }: Turn): Promise<void> {
  const ids = await work.step({ actor: work.system }, due)
  for (const id of ids) {
    if (work.signal.aborted) return
    await work.step({ actor: work.system, label }, ctx => act(ctx, id))
  }
}

async function idsOf(ctx: Context, text: string, values: readonly unknown[]): Promise<string[]> {
  return (await rows<{ id: string }>(ctx.db, `${text} limit ${portion}`, [...values])).map(({ id }) => id)
}

async function shadowsDue(ctx: Context): Promise<string[]> {
  const { shadowAfterDays } = await policyOf(ctx.db)
  const text = `select id from sales.lead where shared_at is null and shadow_at is null
    and captured_at <= $1::timestamptz - $2 * interval '1 day' order by captured_at, id`
  return idsOf(ctx, text, [ctx.now, shadowAfterDays])
}

async function castFirst(ctx: Context, id: string): Promise<void> {
  const lead = await lockRow(ctx, leadTable, { rootId: id, id })
  if (!lead.shared_at && !lead.shadow_at)
    await setOnLead(ctx, lead, { set: { shadow_at: ctx.now }, kind: 'lead.changed' })
}

/** Tells owners on which day a lead will be shared; once, and never later than the policy’s days before. */
async function announce(ctx: Context): Promise<void> {
  const { shareAfterDays, announceDays } = await policyOf(ctx.db)
  if (shareAfterDays === null) return
  await run(
    ctx.db,
    `insert into sales.lead_notice (id, owner_id, lead_id, kind, at, due_at)
     select platform.new_id(), l.owner_id, l.id, 'will-be-shared', $1::timestamptz,
       greatest(l.captured_at + $2 * interval '1 day', $1::timestamptz + $3 * interval '1 day')
     from sales.lead l where l.shared_at is null
       and l.captured_at <= $1::timestamptz - ($2::int - $3::int) * interval '1 day'
       and not exists (select 1 from sales.lead_notice n where n.lead_id = l.id and n.kind = 'will-be-shared'
         and n.owner_id = l.owner_id)`,
    [ctx.now, shareAfterDays, announceDays],
  )
}

async function sharesDue(ctx: Context): Promise<string[]> {
  if ((await policyOf(ctx.db)).shareAfterDays === null) return []
  const text = `select l.id from sales.lead l where l.shared_at is null and exists (
      select 1 from sales.lead_notice n where n.lead_id = l.id and n.owner_id = l.owner_id and n.kind = 'will-be-shared'
        and n.due_at <= $1::timestamptz)
    order by l.captured_at, l.id`
  return idsOf(ctx, text, [ctx.now])
}

async function shareByRule(ctx: Context, id: string): Promise<void> {
  const lead = await lockRow(ctx, leadTable, { rootId: id, id })
  if (lead.shared_at) return
  await setOnLead(ctx, lead, { set: sharedBy(ctx, lead, 'rule'), kind: 'lead.shared' })
  await run(
    ctx.db,
    `insert into sales.lead_notice (id, owner_id, lead_id, kind, at) values ($1, $2, $3, 'shared', $4)`,
    [newId(), lead.owner_id, id, ctx.now],
  )
}

async function recyclesDue(ctx: Context): Promise<string[]> {
  const text = `select id from sales.lead where state = 'disqualified' and recycle_on <= $1::date order by recycle_on, id`
  return idsOf(ctx, text, [ctx.now.toISOString().slice(0, 10)])
}

async function takeUp(ctx: Context, id: string): Promise<void> {
  const lead = await lockRow(ctx, leadTable, { rootId: id, id })
  if (lead.state === 'disqualified') await setOnLead(ctx, lead, { set: takenUp, kind: 'lead.recycled' })
}
