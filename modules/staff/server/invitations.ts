import { sql } from 'kysely'
import { type Context, tables } from '../../../platform/context.ts'
import { Conflict, NotFound, Refused } from '../../../platform/errors.ts'
import { translate } from '../../../platform/i18n/index.ts'
import { newId } from '../../../platform/ids.ts'
import type { Installation } from './installation.ts'
import { organisationName } from './organisation.ts'
import { assertMayGrant, type Role, rolesByKey } from './roles.ts'
import { hashSecret, newSecret } from './secrets.ts'
import type { StaffDb, StaffTables } from './tables.ts'
import { assertUnitExists, createUser } from './users.ts'
import { assertGoodPassword, storePassword } from './passwords.ts'

const invitationDays = 7

export type Invitation = {
  id: string
  email: string
  role: string
  invitedBy: string | null
  createdAt: string
  expiresAt: string
  acceptedAt: string | null
  revokedAt: string | null
}

export type NewInvitation = {
  email: string
  role: string
  teamId?: string | null | undefined
  unitId?: string | null | undefined
}

/** What came of inviting: mailed, or the path to hand over because no mail is configured or the server refused it. */
export type Invited = { id: string; mailed: boolean; path: string | null; reason: string | null }

/**
 * Invites somebody by e-mail address. An open invitation to the same address is replaced: its link stops working.
 */
export async function invite(
  ctx: Context,
  input: NewInvitation,
  installation: Installation,
): Promise<Invited> {
  const db = tables<StaffTables>(ctx)
  const email = input.email.toLowerCase()
  const [role] = await rolesByKey(db, [input.role])
  assertMayGrant(ctx, [role as Role], installation)
  await assertUnitExists(db, input.unitId)
  const known = await db.selectFrom('staff.user').select('name').where('email', '=', email).executeTakeFirst()
  if (known) throw new Conflict(`${known.name} has this address and is here already.`)
  await revokeOpen(ctx, email)
  const secret = newSecret()
  const id = newId()
  await db
    .insertInto('staff.invitation')
    .values({
      id,
      token_hash: hashSecret(secret),
      email,
      role_id: (role as Role).id,
      team_id: input.teamId ?? null,
      unit_id: input.unitId ?? null,
      invited_by: ctx.actor.id,
      expires_at: new Date(ctx.now.getTime() + invitationDays * 86_400_000),
    })
    .execute()
  await ctx.emit({ kind: 'staff.person-invited', entity: 'invitation', rootId: id, recordId: id })
  return deliver(ctx, { id, email, path: `/invitation?token=${secret}` }, installation)
}

/** Takes an open invitation back. */
export async function revokeInvitation(ctx: Context, id: string): Promise<void> {
  const { numUpdatedRows } = await tables<StaffTables>(ctx)
    .updateTable('staff.invitation')
    .set({ revoked_at: ctx.now, revoked_by: ctx.actor.id })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new NotFound('open invitation')
}

/** The newest invitations, open ones first. */
export async function listInvitations(ctx: Context, limit: number): Promise<Invitation[]> {
  const rows = await tables<StaffTables>(ctx)
    .selectFrom('staff.invitation as i')
    .innerJoin('staff.role as r', 'r.id', 'i.role_id')
    .leftJoin('staff.user as u', 'u.id', 'i.invited_by')
    .select(['i.id', 'i.email', 'r.key as role', 'u.name as by'])
    .select(['i.created_at', 'i.expires_at', 'i.accepted_at', 'i.revoked_at'])
    .orderBy(sql`i.accepted_at is null and i.revoked_at is null`, 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    id: row.id,
    email: row.email,
    role: row.role,
    invitedBy: row.by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }))
}

/** What the invited person is shown before accepting; throws `Refused` when the link is not valid any more. */
export async function lookAtInvitation(
  db: StaffDb,
  token: string,
): Promise<{ email: string; role: string; organisation: string }> {
  const open = await openInvitation(db, token)
  return { email: open.email, role: open.role, organisation: await organisationName(db) }
}

export type Acceptance = { token: string; name: string; password: string; locale?: string; timeZone?: string }

/** The invited person takes the place: creates the user with password, role, team and unit; answers the user's id. */
export async function acceptInvitation(db: StaffDb, input: Acceptance): Promise<string> {
  return db.transaction().execute(async trx => {
    const open = await openInvitation(trx, input.token, { lock: true })
    assertGoodPassword(input.password, { email: open.email, name: input.name })
    const userId = await createUser(trx, {
      name: input.name,
      email: open.email,
      roles: await rolesByKey(trx, [open.role]),
      unitId: open.unit_id,
      teamIds: open.team_id ? [open.team_id] : [],
      ...(input.locale && { locale: input.locale }),
      ...(input.timeZone && { timeZone: input.timeZone }),
    })
    await storePassword(trx, userId, input.password)
    // The link came by mail to this address (or from the administrator's hand), so the address is theirs.
    await trx.updateTable('staff.user').set({ email_verified: true }).where('id', '=', userId).execute()
    await trx
      .updateTable('staff.invitation')
      .set({ accepted_at: new Date(), accepted_by: userId })
      .where('id', '=', open.id)
      .execute()
    return userId
  })
}

async function openInvitation(db: StaffDb, token: string, options: { lock?: boolean } = {}) {
  const open = await db
    .selectFrom('staff.invitation as i')
    .innerJoin('staff.role as r', 'r.id', 'i.role_id')
    .select(['i.id', 'i.email', 'i.team_id', 'i.unit_id', 'r.key as role'])
    .where('i.token_hash', '=', hashSecret(token))
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .where('i.expires_at', '>', sql<Date>`now()`)
    .$if(options.lock === true, query => query.forUpdate('i'))
    .executeTakeFirst()
  if (open) return open
  throw new Refused(
    'staff.invitation-invalid',
    'This invitation is not valid any more: it was used, taken back, or is older than a week. Ask for a new one.',
  )
}

async function revokeOpen(ctx: Context, email: string): Promise<void> {
  await tables<StaffTables>(ctx)
    .updateTable('staff.invitation')
    .set({ revoked_at: ctx.now, revoked_by: ctx.actor.id })
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
}

async function deliver(
  ctx: Context,
  invitation: { id: string; email: string; path: string },
  installation: Installation,
): Promise<Invited> {
  const organisation = await organisationName(tables<StaffTables>(ctx))
  const words = {
    name: ctx.actor.name,
    organisation,
    days: invitationDays,
    link: installation.address + invitation.path,
  }
  const outcome = await ctx.mailer.send({
    to: invitation.email,
    subject: translate(ctx.locale, 'staff.mail.invitation.subject', words),
    text: translate(ctx.locale, 'staff.mail.invitation.text', words),
  })
  if (outcome.sent) return { id: invitation.id, mailed: true, path: null, reason: null }
  if (outcome.reason === 'refused') ctx.log.warn({ reason: outcome.message }, 'An invitation was not mailed.')
  return { id: invitation.id, mailed: false, path: invitation.path, reason: outcome.reason }
}
