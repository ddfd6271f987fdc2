import { sql } from 'kysely'
import { type Context, tables } from '../../../platform/context.ts'
import { invalid, Refused } from '../../../platform/errors.ts'
import { builtInRole, type RoleRights } from './built-in-roles.ts'
import type { Installation } from './installation.ts'
import { atLeast, grant } from './rights.ts'
import type { StaffDb, StaffTables } from './tables.ts'

export type Role = RoleRights & { id: string; key: string; name: string; builtIn: boolean }

export type RoleSummary = Role & { people: number }

/** The roles with these keys; throws `Invalid` naming the one that does not exist. */
export async function rolesByKey(db: StaffDb, keys: readonly string[]): Promise<Role[]> {
  const roles = keys.length === 0 ? [] : await readRoles(db, keys)
  const unknown = keys.find(key => !roles.some(role => role.key === key))
  if (unknown !== undefined) {
    throw invalid('role', 'staff.role-unknown', `There is no role “${unknown}”.`, { role: unknown })
  }
  return roles
}

/** All roles with what they permit and how many active people have them. */
export async function listRoles(ctx: Context): Promise<RoleSummary[]> {
  const db = tables<StaffTables>(ctx)
  const [roles, counts] = [
    await readRoles(db),
    await db
      .selectFrom('staff.user_role as ur')
      .innerJoin('staff.role as r', 'r.id', 'ur.role_id')
      .where(sql<boolean>`not exists (select from staff.user_deactivation d where d.user_id = ur.user_id)`)
      .select(['r.key', eb => eb.fn.countAll<number>().as('people')])
      .groupBy('r.key')
      .execute(),
  ]
  const people = new Map(counts.map(row => [row.key, row.people]))
  return roles.map(role => ({ ...role, people: people.get(role.key) ?? 0 }))
}

/** Refuses to hand out a role that permits more than the one who hands it out has. The system may hand out any. */
export function assertMayGrant(
  ctx: Context,
  roles: readonly Role[],
  installation: Pick<Installation, 'known'>,
): void {
  if (ctx.actor.kind === 'system') return
  const tooMuch = roles.find(role => !atLeast(ctx.actor, grant([role], installation.known())))
  if (!tooMuch) return
  throw new Refused(
    'staff.role-beyond-own',
    `The role “${tooMuch.name}” permits more than your own roles do. Ask an administrator.`,
    { role: tooMuch.name },
  )
}

async function readRoles(db: StaffDb, keys?: readonly string[]): Promise<Role[]> {
  const rows = await db
    .selectFrom('staff.role as r')
    .select(['r.id', 'r.key', 'r.name', 'r.built_in', ownPermissions, ownScopes])
    .$if(keys !== undefined, query => query.where('r.key', 'in', [...(keys ?? [])]))
    .orderBy('r.built_in', 'desc')
    .orderBy('r.name')
    .execute()
  return rows.map(row => ({
    id: row.id,
    key: row.key,
    name: row.name,
    builtIn: row.built_in,
    ...((row.built_in && builtInRole(row.key)) || { permissions: row.permissions, scopes: row.scopes }),
  }))
}

const ownPermissions = sql<string[]>`
  array(select p.permission from staff.role_permission p where p.role_id = r.id order by 1)`.as('permissions')

const ownScopes = sql<RoleRights['scopes']>`coalesce(
  (select jsonb_object_agg(s.entity, s.scope) from staff.role_scope s where s.role_id = r.id), '{}')`.as(
  'scopes',
)
