import type { Context } from '../../../../platform/context.ts'
import { row, rows, run } from '../../../../platform/database/statement.ts'
import { NotFound } from '../../../../platform/errors.ts'
import type { RawJson } from '../../../../platform/module.ts'
import { leadJson } from './access.ts'

/** One lead; whoever opens somebody else's is noted, once for every hour. */
export async function openLead(ctx: Context, id: string): Promise<RawJson> {
  const found = await leadJson(ctx, id)
  await run(
    ctx.db,
    `insert into sales.lead_opening (lead_id, user_id, hour)
     select id, $2::uuid, date_trunc('hour', $3::timestamptz) from sales.lead
     where id = $1::uuid and owner_id is distinct from $2::uuid on conflict do nothing`,
    [id, ctx.actor.id, ctx.now],
  )
  return found
}

/** Who opened a lead, newest first; told to its owner only. */
export async function openingsOf(ctx: Context, id: string) {
  const own = await row(
    ctx.db,
    'select 1 as hit from sales.lead where id = $1::uuid and owner_id = $2::uuid',
    [id, ctx.actor.id],
  )
  if (!own) throw new NotFound('lead')
  return { items: await openersOf(ctx, id) }
}

/** Who opened a lead, for whoever may know. */
export async function openersOf(ctx: Context, id: string) {
  const found = await rows<{ userId: string; name: string; hour: Date }>(
    ctx.db,
    `select o.user_id as "userId", coalesce(u.name, '') as name, o.hour from sales.lead_opening o
     left join staff.v_user u on u.id = o.user_id where o.lead_id = $1::uuid order by o.hour desc, o.user_id limit 500`,
    [id],
  )
  return found.map(opening => ({ ...opening, hour: opening.hour.toISOString() }))
}
