import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'

type NoticeRow = {
  id: string
  leadId: string
  lead: string | null
  kind: 'asked' | 'will-be-shared' | 'shared'
  byId: string | null
  byName: string | null
  at: Date
  dueAt: Date | null
  seenAt: Date | null
}

/** What happened to my leads, newest first; the latest hundred. A lead that is mine no longer has no name here, one that is gone is left out. */
export async function noticesOf(ctx: Context) {
  const found = await rows<NoticeRow>(
    ctx.db,
    `select n.id, n.lead_id as "leadId", l.name as lead, n.kind, n.by_id as "byId", u.name as "byName", n.at,
       n.due_at as "dueAt", n.seen_at as "seenAt"
     from sales.lead_notice n
     join sales.lead k on k.id = n.lead_id
     left join sales.lead l on l.id = k.id and l.owner_id = n.owner_id
     left join staff.v_user u on u.id = n.by_id
     where n.owner_id = $1::uuid order by n.id desc limit 100`,
    [ctx.actor.id],
  )
  return {
    items: found.map(({ at, dueAt, seenAt, ...notice }) => ({
      ...notice,
      at: at.toISOString(),
      dueAt: dueAt?.toISOString() ?? null,
      seenAt: seenAt?.toISOString() ?? null,
    })),
  }
}

/** Marks all of mine as seen; answers how many were not. */
export async function seeNotices(ctx: Context): Promise<{ seen: number }> {
  const text = 'update sales.lead_notice set seen_at = $2 where owner_id = $1::uuid and seen_at is null'
  return { seen: await run(ctx.db, text, [ctx.actor.id, ctx.now]) }
}
