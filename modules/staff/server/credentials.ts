import { verifyPassword } from 'better-auth/crypto'
import { type Context, tables } from '../../../platform/context.ts'
import { Conflict, invalid } from '../../../platform/errors.ts'
import type { Installation } from './installation.ts'
import { assertGoodPassword, storePassword } from './passwords.ts'
import { forgetAttempts, limitAttempts } from './rate-limit.ts'
import { assertOwnAccount } from './session.ts'
import { cameByLink, endLinkRight, endOtherSessions } from './sessions.ts'
import type { StaffDb, StaffTables } from './tables.ts'

export type CredentialChange = {
  currentPassword?: string | undefined
  newPassword?: string | undefined
  email?: string | undefined
}

/**
 * The signed-in person sets a new password or e-mail address. Who has a password must give it; who came in by a
 * one-time link within the hour may choose a new one without, but keeps the address. All other sessions of the person end.
 */
export async function changeCredentials(
  ctx: Context,
  change: CredentialChange,
  installation: Pick<Installation, 'db'>,
): Promise<void> {
  assertOwnAccount(ctx)
  const db = tables<StaffTables>(ctx)
  const user = await db
    .selectFrom('staff.user as u')
    .leftJoin('staff.account as a', join =>
      join.onRef('a.user_id', '=', 'u.id').on('a.provider_id', '=', 'credential'),
    )
    .select(['u.email', 'u.name', 'a.password'])
    .where('u.id', '=', ctx.actor.id)
    .executeTakeFirstOrThrow()
  const email = change.email?.toLowerCase() ?? user.email
  const choosesAnew = email === user.email && change.currentPassword === undefined && (await cameByLink(ctx))
  if (!choosesAnew)
    await assertIsOwner(ctx, { stored: user.password, given: change.currentPassword }, installation)
  if (email !== user.email) await setEmail(db, ctx.actor.id, email)
  if (change.newPassword !== undefined) {
    assertGoodPassword(change.newPassword, { email, name: user.name })
    await storePassword(db, ctx.actor.id, change.newPassword)
  }
  await endLinkRight(ctx)
  await endOtherSessions(ctx)
}

type Passwords = { stored: string | null; given: string | undefined }

async function assertIsOwner(
  ctx: Context,
  { stored, given }: Passwords,
  { db }: Pick<Installation, 'db'>,
): Promise<void> {
  if (stored === null) return
  const key = `password:${ctx.actor.id}`
  // On the pool: a refusal rolls the request's transaction back, and the attempt would not have counted.
  await limitAttempts(db, key, { window: 900, max: 10 })
  const matches = given !== undefined && (await verifyPassword({ hash: stored, password: given }))
  if (!matches) throw invalid('currentPassword', 'staff.password-wrong', 'This is not your current password.')
  await forgetAttempts(db, key)
}

async function setEmail(db: StaffDb, userId: string, email: string): Promise<void> {
  const other = await db.selectFrom('staff.user').select('id').where('email', '=', email).executeTakeFirst()
  if (other) throw new Conflict(`Somebody else here has the address ${email}.`)
  await db.updateTable('staff.user').set({ email, email_verified: false }).where('id', '=', userId).execute()
}
