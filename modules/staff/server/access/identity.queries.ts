import { type RawBuilder, sql } from 'kysely'
import { longestSessionDays, sessionDays } from '../auth/better-auth.ts'
import type { RoleRights } from '../built-in-roles.ts'
import type { StaffDb } from '../tables.ts'

/** Everything an actor is made of, read in one round trip. */
export type Identity = {
  id: string
  kind: 'user' | 'key'
  name: string
  locale: string
  time_zone: string
  session: string | null
  demo_role: string | null
  roles: (RoleRights & { key: string; builtIn: boolean })[]
  team_mates: string[]
  units: string[]
}

/** The person whose live session has this token hash. Its use is noted, and it prolonged, at most once an hour. */
export async function identityOfSession(db: StaffDb, tokenHash: string): Promise<Identity | undefined> {
  const { rows } = await sql<Identity>`
    with live as (
      select s.* from staff.session s
      where s.token = ${tokenHash} and s.expires_at > now()
        and s.created_at > now() - make_interval(days => ${longestSessionDays})
    ), noted as (
      update staff.session s set updated_at = now(), expires_at = now() + make_interval(days => ${sessionDays})
      from live where s.id = live.id and live.updated_at < now() - interval '1 hour'
    )
    select ${person}, live.id as session, live.demo_role
    from live join staff."user" u on u.id = live.user_id where ${notDeactivated}`.execute(db)
  return rows[0]
}

/** What a valid API key stands for. Its last use is noted in the same round trip, at most every ten minutes. */
export async function identityOfKey(db: StaffDb, keyHash: Buffer): Promise<Identity | undefined> {
  const { rows } = await sql<Identity>`
    with valid as (
      select * from staff.api_key where hash = ${keyHash} and ${stillValid}
    ), noted as (
      update staff.api_key k set last_used_at = now() from valid
      where k.id = valid.id and (valid.last_used_at is null or valid.last_used_at < now() - interval '10 minutes')
    )
    ${keyFrom(sql`valid`)}`.execute(db)
  return rows[0]
}

/** The person or API key with this id, for work done in its name later; undefined once it may do nothing any more. */
export async function identityById(db: StaffDb, id: string): Promise<Identity | undefined> {
  const { rows } = await sql<Identity>`
    select ${person}, null as session, null as demo_role
    from staff."user" u where u.id = ${id} and ${notDeactivated}
    union all
    (${keyFrom(sql`(select * from staff.api_key where id = ${id} and ${stillValid})`)})`.execute(db)
  return rows[0]
}

const notDeactivated = sql`not exists (select from staff.user_deactivation d where d.user_id = u.id)`

const stillValid = sql`revoked_at is null and (expires_at is null or expires_at > now())`

const role = sql`jsonb_build_object('key', r.key, 'builtIn', r.built_in,
  'permissions', coalesce((select jsonb_agg(p.permission) from staff.role_permission p where p.role_id = r.id), '[]'),
  'scopes', coalesce((select jsonb_object_agg(s.entity, s.scope) from staff.role_scope s where s.role_id = r.id), '{}'))`

// Their units are the own one, those of their teams, and everything below.
const person = sql`u.id, 'user' as kind, u.name, u.locale, u.time_zone,
  coalesce((select jsonb_agg(${role}) from staff.user_role ur join staff.role r on r.id = ur.role_id
            where ur.user_id = u.id), '[]') as roles,
  array(select u.id::text union select mate.user_id::text from staff.team_member mine
        join staff.team_member mate on mate.team_id = mine.team_id where mine.user_id = u.id) as team_mates,
  array(with recursive below as (
          select own.unit_id as id from staff."user" own where own.id = u.id and own.unit_id is not null
          union select t.unit_id from staff.team_member m join staff.team t on t.id = m.team_id
                where m.user_id = u.id and t.unit_id is not null
        ), tree as (
          select id from below union select b.id from staff.business_unit b join tree on b.parent_id = tree.id
        ) select id::text from tree) as units`

function keyFrom(keys: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select k.id, 'key' as kind, k.name, 'en' as locale, 'UTC' as time_zone,
      jsonb_build_array(${role}) as roles, array[k.id::text] as team_mates, '{}'::text[] as units,
      null::uuid as session, null as demo_role
    from ${keys} k join staff.role r on r.id = k.role_id`
}
