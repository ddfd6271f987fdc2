import type { Context } from '../../../../platform/context.ts'
import { row } from '../../../../platform/database/statement.ts'
import type { RawJson } from '../../../../platform/module.ts'
import type { LeadPage } from '../../contract.ts'
import { openersOf, openLead } from './openings.ts'

type Standing = {
  own: boolean
  shared: boolean
  dueAt: Date | null
  announcedAt: Date | null
  announceDays: number
}

/**
 * What becomes of a lead: the day that was announced, else the one on which the rule will share it, which is never sooner than
 * its owner can be told.
 */
const text = `select l.owner_id is not distinct from $2::uuid as own, l.shared_at is not null as shared,
    case when p.share_after_days is not null then coalesce(n.due_at, greatest(
      l.captured_at + p.share_after_days * interval '1 day', $3::timestamptz + p.announce_days * interval '1 day')) end as "dueAt",
    n.at as "announcedAt", p.announce_days as "announceDays"
  from sales.lead l cross join sales.lead_policy p left join lateral (
    select due_at, at from sales.lead_notice
    where lead_id = l.id and owner_id = l.owner_id and kind = 'will-be-shared' order by due_at limit 1) n on true
  where l.id = $1::uuid`

/** A lead with what becomes of it, and for its owner who opened it; whoever opens somebody else's is noted. Throws `NotFound`. */
export async function leadPage(ctx: Context, id: string): Promise<RawJson> {
  const { rawJson, version } = await openLead(ctx, id)
  const { own, shared, ...due } = (await row<Standing>(ctx.db, text, [id, ctx.actor.id, ctx.now])) as Standing
  const sharing: LeadPage['sharing'] = shared ? null : sharingOf(due)
  const openings: LeadPage['openings'] = own ? await openersOf(ctx, id) : null
  const rest = JSON.stringify({ sharing, openings }).slice(1)
  return { rawJson: `{"record":${rawJson},${rest}`, ...(version === undefined ? {} : { version }) }
}

const sharingOf = ({ dueAt, announcedAt, announceDays }: Omit<Standing, 'own' | 'shared'>) => ({
  dueAt: dueAt?.toISOString() ?? null,
  announcedAt: announcedAt?.toISOString() ?? null,
  announceDays,
})
