import { sql } from 'kysely'
import { type Context, tables } from '../../../platform/context.ts'
import { Conflict, invalid, NotFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { accessChanged } from './access-changed.ts'
import type { StaffDb, StaffTables } from './tables.ts'
import { assertUnitExists } from './users.ts'

export type Team = {
  id: string
  name: string
  unitId: string | null
  members: { id: string; name: string }[]
}

/** All teams with their active members, by name. */
export async function listTeams(ctx: Context): Promise<Team[]> {
  return teams(tables<StaffTables>(ctx)).execute()
}

/** Founds a team; throws `Conflict` when the name is taken. */
export async function createTeam(
  ctx: Context,
  team: { name: string; unitId?: string | null | undefined },
): Promise<Team> {
  const db = tables<StaffTables>(ctx)
  await assertUnitExists(db, team.unitId)
  await assertNameIsFree(db, team.name)
  const id = newId()
  await db
    .insertInto('staff.team')
    .values({ id, name: team.name, unit_id: team.unitId ?? null })
    .execute()
  return teamById(db, id)
}

/** Renames a team, moves it to another unit, or sets who belongs to it. */
export async function editTeam(
  ctx: Context,
  id: string,
  edit: {
    name?: string | undefined
    unitId?: string | null | undefined
    memberIds?: readonly string[] | undefined
  },
): Promise<Team> {
  const db = tables<StaffTables>(ctx)
  await teamById(db, id)
  await assertUnitExists(db, edit.unitId)
  if (edit.name !== undefined) await assertNameIsFree(db, edit.name, id)
  if (edit.name !== undefined || edit.unitId !== undefined) {
    await db
      .updateTable('staff.team')
      .set({
        ...(edit.name !== undefined && { name: edit.name }),
        ...(edit.unitId !== undefined && { unit_id: edit.unitId }),
      })
      .where('id', '=', id)
      .execute()
  }
  if (edit.memberIds) await setMembers(db, id, edit.memberIds)
  await accessChanged(ctx, id)
  return teamById(db, id)
}

/** Dissolves a team; its members stay, without it. */
export async function dissolveTeam(ctx: Context, id: string): Promise<void> {
  const { numDeletedRows } = await tables<StaffTables>(ctx)
    .deleteFrom('staff.team')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) throw new NotFound('team')
  await accessChanged(ctx, id)
}

async function teamById(db: StaffDb, id: string): Promise<Team> {
  const team = await teams(db).where('t.id', '=', id).executeTakeFirst()
  if (!team) throw new NotFound('team')
  return team
}

function teams(db: StaffDb) {
  const members = sql<Team['members']>`coalesce((
    select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by lower(u.name))
    from staff.team_member m join staff."user" u on u.id = m.user_id
    where m.team_id = t.id and not exists (select from staff.user_deactivation d where d.user_id = u.id)), '[]')`
  return db
    .selectFrom('staff.team as t')
    .select(['t.id', 't.name', 't.unit_id as unitId', members.as('members')])
    .orderBy(sql`lower(t.name)`)
    .limit(1000)
}

async function setMembers(db: StaffDb, teamId: string, userIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(userIds)]
  await db.deleteFrom('staff.team_member').where('team_id', '=', teamId).execute()
  const { rows } = await sql`
    insert into staff.team_member (team_id, user_id)
    select ${teamId}::uuid, id from staff."user" where id = any(${wanted}::uuid[]) returning user_id`.execute(
    db,
  )
  if (rows.length !== wanted.length) {
    throw invalid('memberIds', 'staff.user-unknown', 'One of these people is not here any more.')
  }
}

async function assertNameIsFree(db: StaffDb, name: string, except?: string): Promise<void> {
  const other = await db
    .selectFrom('staff.team')
    .select('id')
    .where(sql`lower(name)`, '=', name.toLowerCase())
    .executeTakeFirst()
  if (other && other.id !== except) throw new Conflict(`There is a team called “${name}” already.`)
}
