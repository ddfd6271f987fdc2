import type { Generated, Kysely } from 'kysely'

/** The tables of the schema `staff` as Kysely sees them; times are `Date`, ids UUID texts. */
export type StaffTables = {
  'staff.organisation': { only_one: Generated<boolean>; name: string }
  'staff.business_unit': { id: string; name: string; parent_id: string | null; created_at: Generated<Date> }
  'staff.team': { id: string; unit_id: string | null; name: string; created_at: Generated<Date> }
  'staff.team_member': { team_id: string; user_id: string }
  'staff.user': UserTable
  'staff.user_deactivation': { user_id: string; at: Generated<Date>; by_id: string }
  'staff.role': { id: Generated<string>; key: string; name: string; built_in: Generated<boolean> }
  'staff.role_permission': { role_id: string; permission: string }
  'staff.role_scope': { role_id: string; entity: string; scope: 'own' | 'team' | 'unit' | 'all' }
  'staff.user_role': { user_id: string; role_id: string }
  'staff.session': SessionTable
  'staff.account': AccountTable
  'staff.rate_limit': { key: string; count: number; started_at: Date }
  'staff.invitation': InvitationTable
  'staff.sign_in_link': SignInLinkTable
  'staff.api_key': ApiKeyTable
  'staff.cookie_secret': { only_one: Generated<boolean>; secret: string }
}

/** A handle on the staff tables: the pool or an open transaction. */
export type StaffDb = Kysely<StaffTables>

type UserTable = {
  id: string
  name: string
  email: string
  email_verified: Generated<boolean>
  image: string | null
  locale: Generated<string>
  time_zone: Generated<string>
  theme: Generated<'auto' | 'light' | 'dark'>
  density: Generated<'comfortable' | 'compact'>
  unit_id: string | null
  last_sign_in_at: Date | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

type SessionTable = {
  id: string
  user_id: string
  token: string
  expires_at: Date
  created_at: Generated<Date>
  updated_at: Generated<Date>
  ip_address: string | null
  user_agent: string | null
  demo_role: string | null
  link_id: string | null
}

type AccountTable = {
  id: string
  user_id: string
  account_id: string
  provider_id: string
  password: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

type InvitationTable = {
  id: string
  token_hash: Buffer
  email: string
  role_id: string
  team_id: string | null
  unit_id: string | null
  invited_by: string
  created_at: Generated<Date>
  expires_at: Date
  accepted_at: Date | null
  accepted_by: string | null
  revoked_at: Date | null
  revoked_by: string | null
}

type SignInLinkTable = {
  id: string
  token_hash: Buffer
  user_id: string
  created_by: string | null
  created_at: Generated<Date>
  expires_at: Date
  used_at: Date | null
}

type ApiKeyTable = {
  id: string
  name: string
  prefix: string
  hash: Buffer
  role_id: string
  created_by: string
  created_at: Generated<Date>
  expires_at: Date | null
  revoked_at: Date | null
  revoked_by: string | null
  last_used_at: Date | null
}
