import type { Context } from '../../../../platform/context.ts'
import { rows, run } from '../../../../platform/database/statement.ts'
import type { Event } from '../../../../platform/events/event.ts'
import { settingOf } from '../../../../platform/settings.ts'
import { pointsOf } from './hashes.ts'

type Kept = {
  id: string
  email: string | null
  phone: string | null
  website: string | null
  shadowed: boolean
}

/** Casts the shadows of leads anew: those whose time has come have them, of what is shared or gone nothing stays. */
export async function castShadows(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const home = await settingOf<string | null>(ctx.db, 'organisation.country', null)
  const leads = await rows<Kept>(
    ctx.db,
    `select id, email, phone, website, shadow_at is not null and shared_at is null as shadowed
     from sales.lead where id = any($1::uuid[])`,
    [ids],
  )
  const cast = leads
    .filter(({ shadowed }) => shadowed)
    .flatMap(({ id, email, phone, website }) =>
      pointsOf(ctx, { emails: [email], phones: [phone], websites: [website] }, home).map(
        ({ kind, hashes }) => ({
          id,
          kind,
          hash: hashes[0] as string,
        }),
      ),
    )
  await run(ctx.db, 'delete from sales.lead_shadow where lead_id = any($1::uuid[])', [ids])
  await run(
    ctx.db,
    `insert into sales.lead_shadow (hash, lead_id, kind)
     select * from unnest($1::text[], $2::uuid[], $3::text[]) on conflict do nothing`,
    [cast.map(({ hash }) => hash), cast.map(({ id }) => id), cast.map(({ kind }) => kind)],
  )
}

/** Acts on more leads than this are followed by the night's work. */
const mostAtOnce = 5000

/** After an undo what it brought back has its shadow again, and what it took away has none. */
export async function castAfterUndo(ctx: Context, events: readonly Pick<Event, 'recordId'>[]): Promise<void> {
  const found = await rows<{ id: string }>(
    ctx.db,
    `select distinct root_id as id from platform.change
     where batch_id = any($1::uuid[]) and entity = 'lead' limit ${mostAtOnce}`,
    [events.map(({ recordId }) => recordId)],
  )
  await castShadows(
    ctx,
    found.map(({ id }) => id),
  )
}
