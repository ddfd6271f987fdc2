import { type ExpressionBuilder, sql } from 'kysely'
import { NotFound } from '../../../platform/errors.ts'
import type { StaffDb, StaffTables } from './tables.ts'

export type User = {
  id: string
  name: string
  email: string
  locale: string
  unitId: string | null
  unit: string | null
  roles: string[]
  teams: { id: string; name: string }[]
  hasPassword: boolean
  lastSignInAt: string | null
  createdAt: string
  deactivated: { at: string; byName: string | null } | null
}

export type UserState = 'active' | 'deactivated' | 'any'

export type Page<T> = { items: T[]; next: string | null; total: number; totalIsExact: true }

/** One person; throws `NotFound`. */
export async function userById(db: StaffDb, id: string): Promise<User> {
  const row = await people(db).where('u.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('person')
  return toUser(row)
}

/** People by name or e-mail address, in the order of their names. `cursor` is the `next` of the page before. */
export async function listUsers(
  db: StaffDb,
  query: { q?: string | undefined; state: UserState; limit: number; cursor?: string | undefined },
): Promise<Page<User>> {
  const matching = people(db)
    .$if(query.q !== undefined, found => found.where(eb => matches(eb, query.q ?? '')))
    .$if(query.state !== 'any', found =>
      found.where('d.at', query.state === 'active' ? 'is' : 'is not', null),
    )
  const [{ total }, rows] = [
    await matching
      .clearSelect()
      .select(eb => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
    await matching
      .$if(query.cursor !== undefined, found => found.where(after(query.cursor ?? '')))
      .orderBy(sql`lower(u.name)`)
      .orderBy('u.id')
      .limit(query.limit + 1)
      .execute(),
  ]
  const items = rows.slice(0, query.limit).map(toUser)
  const last = items.at(-1)
  return {
    items,
    next: rows.length > query.limit && last ? cursorAfter(last) : null,
    total,
    totalIsExact: true,
  }
}

/** Names only, for choosing an owner or mentioning somebody: what everyone who is signed in may know. */
export async function listColleagues(
  db: StaffDb,
  query: { q?: string | undefined; ids?: readonly string[] | undefined; limit: number },
): Promise<{ id: string; name: string; active: boolean }[]> {
  return (
    db
      .selectFrom('staff.user as u')
      .leftJoin('staff.user_deactivation as d', 'd.user_id', 'u.id')
      .select(['u.id', 'u.name', sql<boolean>`d.at is null`.as('active')])
      .$if(query.q !== undefined, found => found.where(eb => matches(eb, query.q ?? '')))
      .$if(query.ids !== undefined, found =>
        found.where('u.id', '=', sql<string>`any(${[...(query.ids ?? [])]}::uuid[])`),
      )
      // Someone who left is found when asked for by id, to show whose a record was, but not offered for choice.
      .$if(query.ids === undefined, found => found.where('d.at', 'is', null))
      .orderBy(sql`lower(u.name)`)
      .orderBy('u.id')
      .limit(query.limit)
      .execute()
  )
}

type UserRow = Awaited<ReturnType<ReturnType<typeof people>['execute']>>[number]

function people(db: StaffDb) {
  return db
    .selectFrom('staff.user as u')
    .leftJoin('staff.business_unit as b', 'b.id', 'u.unit_id')
    .leftJoin('staff.user_deactivation as d', 'd.user_id', 'u.id')
    .leftJoin('staff.user as by', 'by.id', 'd.by_id')
    .select([
      'u.id',
      'u.name',
      'u.email',
      'u.locale',
      'u.unit_id',
      'b.name as unit',
      'u.last_sign_in_at',
      'u.created_at',
    ])
    .select(['d.at as deactivated_at', 'by.name as deactivated_by', rolesOf, teamsOf, hasPassword])
}

const rolesOf = sql<string[]>`array(
  select r.key from staff.user_role ur join staff.role r on r.id = ur.role_id where ur.user_id = u.id order by 1)`.as(
  'roles',
)

const teamsOf = sql<{ id: string; name: string }[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name)
  from staff.team_member m join staff.team t on t.id = m.team_id where m.user_id = u.id), '[]')`.as('teams')

const hasPassword = sql<boolean>`exists (
  select from staff.account a where a.user_id = u.id and a.password is not null)`.as('has_password')

function matches(eb: ExpressionBuilder<StaffTables & { u: StaffTables['staff.user'] }, 'u'>, q: string) {
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  return eb.or([eb('u.name', 'ilike', pattern), eb('u.email', 'ilike', pattern)])
}

function toUser(row: UserRow): User {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    locale: row.locale,
    unitId: row.unit_id,
    unit: row.unit,
    roles: row.roles,
    teams: row.teams,
    hasPassword: row.has_password,
    lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    deactivated: row.deactivated_at && { at: row.deactivated_at.toISOString(), byName: row.deactivated_by },
  }
}

function cursorAfter(user: User): string {
  return user.id
}

/** Everything behind the person the cursor names; names change, so the place is looked up when it is used. */
function after(cursor: string) {
  return sql<boolean>`(lower(u.name), u.id) > (select lower(c.name), c.id from staff."user" c where c.id = ${cursor}::uuid)`
}
