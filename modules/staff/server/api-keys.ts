import { type Context, tables } from '../../../platform/context.ts'
import { invalid, NotFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { accessChanged } from './access-changed.ts'
import type { Installation } from './installation.ts'
import { assertMayGrant, type Role, rolesByKey } from './roles.ts'
import { hashSecret, newSecret } from './secrets.ts'
import type { StaffTables } from './tables.ts'

export type ApiKey = {
  id: string
  name: string
  /** The first characters, to tell keys apart. */
  prefix: string
  role: string
  createdBy: string | null
  createdAt: string
  expiresAt: string | null
  revokedAt: string | null
  lastUsedAt: string | null
}

/** All keys begin with this, so that scanners of source code recognise a leaked one. */
export const keyMark = 'tsk_'

/** Makes an API key with the rights of a role. `secret` is shown here and never again. */
export async function createApiKey(
  ctx: Context,
  input: { name: string; role: string; expiresAt?: Date | null | undefined },
  installation: Pick<Installation, 'known'>,
): Promise<{ id: string; secret: string }> {
  const db = tables<StaffTables>(ctx)
  if (input.expiresAt && input.expiresAt <= ctx.now) {
    throw invalid('expiresAt', 'staff.key-expiry-past', 'The key would have expired before its first use.')
  }
  const [role] = await rolesByKey(db, [input.role])
  assertMayGrant(ctx, [role as Role], installation)
  const id = newId()
  const secret = keyMark + newSecret()
  await db
    .insertInto('staff.api_key')
    .values({
      id,
      name: input.name,
      prefix: secret.slice(0, keyMark.length + 6),
      hash: hashSecret(secret),
      role_id: (role as Role).id,
      created_by: ctx.actor.id,
      expires_at: input.expiresAt ?? null,
    })
    .execute()
  return { id, secret }
}

/** All keys, the newest first; secrets are not among what is known. */
export async function listApiKeys(ctx: Context): Promise<ApiKey[]> {
  const rows = await tables<StaffTables>(ctx)
    .selectFrom('staff.api_key as k')
    .innerJoin('staff.role as r', 'r.id', 'k.role_id')
    .leftJoin('staff.user as u', 'u.id', 'k.created_by')
    .select(['k.id', 'k.name', 'k.prefix', 'r.key as role', 'u.name as by'])
    .select(['k.created_at', 'k.expires_at', 'k.revoked_at', 'k.last_used_at'])
    .orderBy('k.id', 'desc')
    .limit(500)
    .execute()
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    role: row.role,
    createdBy: row.by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }))
}

/** The key opens nothing from now on. */
export async function revokeApiKey(ctx: Context, id: string): Promise<void> {
  const { numUpdatedRows } = await tables<StaffTables>(ctx)
    .updateTable('staff.api_key')
    .set({ revoked_at: ctx.now, revoked_by: ctx.actor.id })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new NotFound('valid key')
  await accessChanged(ctx, id)
}
