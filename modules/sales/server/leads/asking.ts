import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { newId } from '../../../../platform/ids.ts'
import { settingOf } from '../../../../platform/settings.ts'
import { pointsOf, type Reached } from './hashes.ts'

/**
 * Answers within an hour. Enough for somebody who enters what he brought from a fair; too few to find out by trying who works
 * with whom. Beyond it owners are told all the same.
 */
export const mostAnswers = 20

/**
 * One journey whether anything is found or not, so that neither the answer's form nor the work tells. The owner is told once a day
 * of each who came upon his lead. A question beyond the limit is not counted again, else a loader would fill the table.
 */
const text = `with hit as materialized (
    select distinct l.id, l.owner_id from sales.lead_shadow s join sales.lead l on l.id = s.lead_id
    where s.hash = any($1::text[]) and l.shared_at is null and l.owner_id <> $2::uuid),
  before as materialized (
    select count(*)::int as n from sales.shadow_asking where actor_id = $2::uuid and at > $3::timestamptz - interval '1 hour'),
  asked as (
    insert into sales.shadow_asking (actor_id, id, at) select $2::uuid, $4::uuid, $3 from before where n < ${mostAnswers}),
  told as (
    insert into sales.lead_notice (id, owner_id, lead_id, kind, by_id, at)
    select platform.new_id(), h.owner_id, h.id, 'asked', $2::uuid, $3 from hit h
    where not exists (select 1 from sales.lead_notice n where n.lead_id = h.id and n.kind = 'asked' and n.by_id = $2::uuid
      and n.at > $3::timestamptz - interval '1 day'))
  select exists (select 1 from hit) and (select n from before) < ${mostAnswers} as "somebody"`

/**
 * Looks whether somebody else keeps a lead with one of these contact points to himself. Its owner is told who came upon it; the
 * actor gets the remark that somebody works on it, and learns neither who nor on what.
 */
export async function askShadows(ctx: Context, reached: Reached): Promise<void> {
  const home = await settingOf<string | null>(ctx.db, 'organisation.country', null)
  const points = pointsOf(ctx, reached, home)
  if (points.length === 0) return
  const hashes = points.flatMap(point => point.hashes)
  // One question of a person at a time, or many sent at once would all be the first of the hour.
  await run(ctx.db, `select pg_advisory_xact_lock(hashtextextended('sales.shadow-asking ' || $1::text, 0))`, [
    ctx.actor.id,
  ])
  const found = await row<{ somebody: boolean }>(ctx.db, text, [hashes, ctx.actor.id, ctx.now, newId()])
  if (!found?.somebody) return
  ctx.remarks.push({
    code: 'sales.somebody-works-on-it',
    message: 'Somebody in the firm works on this account already. He has been told that you came upon it.',
  })
}

type Point = { kind: string; value: string }

/** A new customer may be what a colleague keeps as a lead. */
export async function askForCustomer(ctx: Context, event: Event): Promise<void> {
  const points = await rows<Point>(
    ctx.db,
    `select kind, value from customers.v_contact_point where customer_id = $1::uuid and kind in ('email', 'phone', 'web')
     union all select 'web', website from customers.v_customer where id = $1::uuid and website is not null`,
    [event.rootId],
  )
  const of = (kind: string) => points.flatMap(point => (point.kind === kind ? [point.value] : []))
  await askShadows(ctx, { emails: of('email'), phones: of('phone'), websites: of('web') })
}
