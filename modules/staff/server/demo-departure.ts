import type { Context, Db } from '../../../platform/context.ts'
import { row, rows, run } from '../../../platform/database/statement.ts'
import { forgetSetting, keepSetting, settingOf } from '../../../platform/settings.ts'
import { accessChanged } from './access-changed.ts'

/** Who and what came with the demo, by id. */
export type DemoStaff = { users: string[]; teams: string[]; units: string[]; organisation: string }

type Departure = { batchId: string; images: Record<string, Record<string, unknown>[]> }

const cast = 'staff.demo'
const departure = 'staff.demo-departure'

/** Notes who came with the demo, so that the same can go again. */
export const noteDemoStaff = (ctx: Context, staff: DemoStaff): Promise<void> => keepSetting(ctx, cast, staff)

/** Whether the demo's people have gone and are not back. */
export async function demoStaffLeft(db: Db): Promise<boolean> {
  return (await settingOf<Departure | null>(db, departure, null)) !== null
}

/** Who came with the demo and is still here; null where there was none, or it has gone. */
export async function demoStaffHere(db: Db): Promise<DemoStaff | null> {
  if (await demoStaffLeft(db)) return null
  return settingOf<DemoStaff | null>(db, cast, null)
}

/**
 * The colleagues, teams and units of the demo go, and the role switch with them. Who is `named` on something that stays
 * keeps the name and is only deactivated; who asks for it stays as he is; teams and units stay where somebody else is in them.
 */
export async function sendDemoStaffAway(ctx: Context, named: ReadonlySet<string>): Promise<void> {
  const demo = await demoStaffHere(ctx.db)
  if (!demo) return
  const leaving = demo.users.filter(id => id !== ctx.actor.id)
  const images = await imagesOf(ctx.db, { ...demo, users: leaving })
  await keepSetting(ctx, departure, { batchId: ctx.batch.id, images } satisfies Departure)
  await run(ctx.db, `delete from staff."user" where id = any($1::uuid[])`, [
    leaving.filter(id => !named.has(id)),
  ])
  const kept = leaving.filter(id => named.has(id))
  await run(
    ctx.db,
    `insert into staff.user_deactivation (user_id, at, by_id) select id, $2, $3 from unnest($1::uuid[]) id on conflict do nothing`,
    [kept, ctx.now, ctx.actor.id],
  )
  await run(ctx.db, 'delete from staff.session where user_id = any($1::uuid[])', [kept])
  await run(ctx.db, 'delete from staff.team_member where user_id = any($1::uuid[])', [kept])
  await run(ctx.db, 'update staff."user" set unit_id = null where id = any($1::uuid[])', [kept])
  await emptyRooms(ctx.db, { ...demo, units: demo.units.filter(id => !named.has(id)) })
  await run(ctx.db, 'delete from staff.organisation where name = $1', [demo.organisation])
  // Who looked through another role would otherwise be left in it without a way back.
  await run(ctx.db, 'update staff.session set demo_role = null where demo_role is not null')
  await accessChanged(ctx, ctx.actor.id)
}

/** Teams and units that nobody is in any more. */
async function emptyRooms(db: Db, { teams, units }: DemoStaff): Promise<void> {
  await run(
    db,
    `delete from staff.team t where id = any($1::uuid[]) and not exists (select from staff.team_member m where m.team_id = t.id)`,
    [teams],
  )
  await run(
    db,
    `delete from staff.business_unit b where id = any($1::uuid[])
       and not exists (select from staff."user" u where u.unit_id = b.id)
       and not exists (select from staff.team t where t.unit_id = b.id)
       and not exists (select from staff.invitation i where i.unit_id = b.id)
       and not exists (select from staff.business_unit below where below.parent_id = b.id)`,
    [units],
  )
}

/** Everybody is back when the act that sent them away is undone. */
export async function bringDemoStaffBack(ctx: Context, undone: { rootId: string }): Promise<void> {
  const gone = await settingOf<Departure | null>(ctx.db, departure, null)
  if (gone?.batchId !== undone.rootId) return
  for (const { table, conflict } of order) {
    await run(
      ctx.db,
      `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb) on conflict ${conflict}`,
      [JSON.stringify(gone.images[table] ?? [])],
    )
  }
  const deactivated = (gone.images['staff.user_deactivation'] ?? []).map(image => image.user_id)
  await run(
    ctx.db,
    'delete from staff.user_deactivation where user_id = any($1::uuid[]) and not user_id = any($2::uuid[])',
    [(gone.images['staff."user"'] ?? []).map(image => image.id), deactivated],
  )
  await forgetSetting(ctx, departure)
  await accessChanged(ctx, ctx.actor.id)
}

const same = 'do nothing'

/** In this order they come back, so that each finds what it points at. `of`: which of the demo's ids the rows have in `column`. */
const order = [
  { table: 'staff.organisation', column: 'name', of: 'organisation', conflict: same },
  { table: 'staff.business_unit', column: 'id', of: 'units', conflict: same },
  { table: 'staff.team', column: 'id', of: 'teams', conflict: same },
  {
    table: 'staff."user"',
    column: 'id',
    of: 'users',
    conflict: '(id) do update set unit_id = excluded.unit_id',
  },
  { table: 'staff.user_role', column: 'user_id', of: 'users', conflict: same },
  { table: 'staff.team_member', column: 'user_id', of: 'users', conflict: same },
  { table: 'staff.user_deactivation', column: 'user_id', of: 'users', conflict: same },
] as const

async function imagesOf(db: Db, demo: DemoStaff): Promise<Departure['images']> {
  const images: Departure['images'] = {}
  for (const { table, column, of } of order) {
    const found = await rows<{ image: Record<string, unknown> }>(
      db,
      `select to_jsonb(t) as image from ${table} t where t.${column}::text = any($1::text[])`,
      [[demo[of]].flat()],
    )
    images[table] = found.map(({ image }) => image)
  }
  return images
}

/** Which of these people any act of history names as its author. */
export async function authorsAmong(db: Db, users: readonly string[]): Promise<string[]> {
  const found = await row<{ ids: string[] | null }>(
    db,
    'select array_agg(asked) as ids from unnest($1::uuid[]) asked where exists (select from platform.batch b where b.actor_id = asked)',
    [users],
  )
  return found?.ids ?? []
}
