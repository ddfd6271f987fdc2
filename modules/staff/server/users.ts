import { sql } from 'kysely'
import { type Context, tables } from '../../../platform/context.ts'
import { Conflict, invalid, Refused } from '../../../platform/errors.ts'
import { difference } from '../../../platform/history/record.ts'
import { newId } from '../../../platform/ids.ts'
import { accessChanged } from './access-changed.ts'
import type { Installation } from './installation.ts'
import { assertMayGrant, type Role, rolesByKey } from './roles.ts'
import type { StaffDb, StaffTables } from './tables.ts'
import { type User, userById } from './users.queries.ts'

export type NewUser = {
  name: string
  email: string
  roles: readonly Role[]
  unitId?: string | null
  teamIds?: readonly string[]
  locale?: string
  timeZone?: string
}

export type UserEdit = {
  name?: string | undefined
  unitId?: string | null | undefined
  roles?: readonly string[] | undefined
  teamIds?: readonly string[] | undefined
}

/** Adds a person; answers the id. Throws `Conflict` when the e-mail address is taken. */
export async function createUser(db: StaffDb, user: NewUser): Promise<string> {
  const id = newId()
  const row = await db
    .insertInto('staff.user')
    .values({
      id,
      name: user.name,
      email: user.email.toLowerCase(),
      unit_id: user.unitId ?? null,
      ...(user.locale && { locale: user.locale }),
      ...(user.timeZone && { time_zone: user.timeZone }),
    })
    .onConflict(conflict => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new Conflict(`Somebody with the address ${user.email} is here already.`)
  await setRoles(db, id, user.roles)
  await setTeams(db, id, user.teamIds ?? [])
  return id
}

/** Changes name, unit, roles and teams of a person; what is not given stays. */
export async function editUser(
  ctx: Context,
  id: string,
  edit: UserEdit,
  installation: Installation,
): Promise<User> {
  const db = tables<StaffTables>(ctx)
  const before = await assertMayManage(ctx, id, installation)
  if (edit.name !== undefined || edit.unitId !== undefined) {
    await assertUnitExists(db, edit.unitId)
    await db
      .updateTable('staff.user')
      .set({
        ...(edit.name !== undefined && { name: edit.name }),
        ...(edit.unitId !== undefined && { unit_id: edit.unitId }),
        updated_at: ctx.now,
      })
      .where('id', '=', id)
      .execute()
  }
  if (edit.roles) {
    const roles = await rolesByKey(db, edit.roles)
    assertMayGrant(ctx, roles, installation)
    await keepAnAdministrator(db, id, edit.roles.includes('administrator'))
    await setRoles(db, id, roles)
  }
  if (edit.teamIds) await setTeams(db, id, edit.teamIds)
  const after = await userById(db, id)
  await userChanged(ctx, before, after)
  return after
}

/** The person may no longer sign in and is signed out everywhere; what they did keeps their name. */
export async function deactivateUser(ctx: Context, id: string, installation: Installation): Promise<User> {
  const db = tables<StaffTables>(ctx)
  if (id === ctx.actor.id) {
    throw new Refused('staff.self-deactivation', 'You cannot deactivate yourself. Ask another administrator.')
  }
  const before = await assertMayManage(ctx, id, installation)
  await keepAnAdministrator(db, id, false)
  await db
    .insertInto('staff.user_deactivation')
    .values({ user_id: id, at: ctx.now, by_id: ctx.actor.id })
    .onConflict(conflict => conflict.column('user_id').doNothing())
    .execute()
  await db.deleteFrom('staff.session').where('user_id', '=', id).execute()
  const after = await userById(db, id)
  await userChanged(ctx, before, after)
  return after
}

/** Lets a deactivated person sign in again. */
export async function reactivateUser(ctx: Context, id: string, installation: Installation): Promise<User> {
  const db = tables<StaffTables>(ctx)
  const before = await assertMayManage(ctx, id, installation)
  await db.deleteFrom('staff.user_deactivation').where('user_id', '=', id).execute()
  const after = await userById(db, id)
  await userChanged(ctx, before, after)
  return after
}

/**
 * The person, if the actor may manage them. Nobody manages somebody who may do more than they themselves: with a new
 * sign-in link for an administrator a lesser person would become one.
 */
export async function assertMayManage(
  ctx: Context,
  id: string,
  installation: Pick<Installation, 'known'>,
): Promise<User> {
  const user = await userById(tables<StaffTables>(ctx), id)
  assertMayGrant(ctx, await rolesByKey(tables<StaffTables>(ctx), user.roles), installation)
  return user
}

/** Refuses to take the last active administrator away. Locks, so that two cannot remove each other at once. */
async function keepAnAdministrator(db: StaffDb, userId: string, stays: boolean): Promise<void> {
  if (stays) return
  await sql`select id from staff.role where key = 'administrator' for update`.execute(db)
  const { rows } = await sql<{ id: string }>`
    select ur.user_id as id from staff.user_role ur join staff.role r on r.id = ur.role_id
    where r.key = 'administrator'
      and not exists (select from staff.user_deactivation d where d.user_id = ur.user_id)
    limit 2`.execute(db)
  if (rows.length !== 1 || rows[0]?.id !== userId) return
  throw new Refused(
    'staff.last-administrator',
    'This is the last administrator. Make somebody else one first.',
  )
}

async function setRoles(db: StaffDb, userId: string, roles: readonly Role[]): Promise<void> {
  await db.deleteFrom('staff.user_role').where('user_id', '=', userId).execute()
  if (roles.length === 0) return
  await db
    .insertInto('staff.user_role')
    .values(roles.map(role => ({ user_id: userId, role_id: role.id })))
    .execute()
}

async function setTeams(db: StaffDb, userId: string, teamIds: readonly string[]): Promise<void> {
  await db.deleteFrom('staff.team_member').where('user_id', '=', userId).execute()
  const { numInsertedOrUpdatedRows: added } = await db
    .insertInto('staff.team_member')
    .columns(['team_id', 'user_id'])
    .expression(query =>
      query
        .selectFrom('staff.team')
        .select(['id as team_id', sql<string>`${userId}::uuid`.as('user_id')])
        .where('id', '=', sql<string>`any(${[...teamIds]}::uuid[])`),
    )
    .executeTakeFirstOrThrow()
  if (Number(added ?? 0) !== new Set(teamIds).size) {
    throw invalid('teamIds', 'staff.team-unknown', 'One of these teams does not exist any more.')
  }
}

/** Throws `Invalid` unless the business unit exists; null and undefined mean none. */
export async function assertUnitExists(db: StaffDb, unitId: string | null | undefined): Promise<void> {
  if (unitId == null) return
  const unit = await db
    .selectFrom('staff.business_unit')
    .select('id')
    .where('id', '=', unitId)
    .executeTakeFirst()
  if (!unit) throw invalid('unitId', 'staff.unit-unknown', 'This business unit does not exist any more.')
}

async function userChanged(ctx: Context, before: User, after: User): Promise<void> {
  await accessChanged(ctx, after.id, difference(imageOf(before), imageOf(after)))
}

function imageOf(user: User): Record<string, unknown> {
  const { name, email, unitId, roles, teams, deactivated } = user
  return { name, email, unitId, roles, teams: teams.map(team => team.id), deactivated: deactivated !== null }
}
