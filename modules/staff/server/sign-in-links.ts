import { sql } from 'kysely'
import { type Context, tables } from '../../../platform/context.ts'
import { Refused } from '../../../platform/errors.ts'
import { translate } from '../../../platform/i18n/index.ts'
import { newId } from '../../../platform/ids.ts'
import type { Installation } from './installation.ts'
import { hashSecret, newSecret } from './secrets.ts'
import type { StaffDb, StaffTables } from './tables.ts'
import { assertMayManage } from './users.ts'

const linkHours = 24

/** Name and address of the first administrator until that person has given their own. */
const firstAdministrator = { name: 'Administrator', email: 'administrator@tessera.local' }

/**
 * The path of a one-time sign-in link for the first administrator, or null once anybody has signed in. Creates that
 * administrator in an empty installation. A new link at each call; each is valid once and for 24 hours.
 */
export async function firstAdministratorLink(db: StaffDb): Promise<string | null> {
  return db.transaction().execute(async trx => {
    // Two processes that start together must not create two administrators.
    await sql`select pg_advisory_xact_lock(hashtext('staff.first-administrator'))`.execute(trx)
    const anybody = await trx
      .selectFrom('staff.user')
      .select('id')
      .where('last_sign_in_at', 'is not', null)
      .limit(1)
      .executeTakeFirst()
    if (anybody) return null
    const userId = (await waitingAdministrator(trx)) ?? (await createFirstAdministrator(trx))
    return createLink(trx, { userId, createdBy: null, hours: linkHours })
  })
}

/**
 * A one-time link for a person who cannot get in (no password yet, or forgotten). Mailed if mail is configured; else
 * the path is in the answer, for the administrator to hand over.
 */
export async function sendSignInLink(
  ctx: Context,
  userId: string,
  installation: Installation,
): Promise<{ mailed: boolean; path: string | null }> {
  const user = await assertMayManage(ctx, userId, installation)
  if (user.deactivated) {
    throw new Refused('staff.user-deactivated', `${user.name} is deactivated. Reactivate the person first.`)
  }
  const path = await createLink(tables<StaffTables>(ctx), {
    userId,
    createdBy: ctx.actor.id,
    hours: linkHours,
  })
  const outcome = await ctx.mailer.send({
    to: user.email,
    subject: translate(user.locale, 'staff.mail.link.subject'),
    text: translate(user.locale, 'staff.mail.link.text', {
      hours: linkHours,
      link: installation.address + path,
    }),
  })
  if (!outcome.sent && outcome.reason === 'refused')
    ctx.log.warn({ reason: outcome.message }, 'A sign-in link was not mailed.')
  return { mailed: outcome.sent, path: outcome.sent ? null : path }
}

/** Uses the link up and answers which it was and whose; null if it is unknown, used, too old, or its person deactivated. */
export async function consumeSignInLink(
  db: StaffDb,
  token: string,
): Promise<{ linkId: string; userId: string } | null> {
  // One statement: of two requests with the same link only one finds it unused.
  const used = await db
    .updateTable('staff.sign_in_link')
    .set({ used_at: sql`now()` })
    .where('token_hash', '=', hashSecret(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .where(
      sql<boolean>`not exists (select from staff.user_deactivation d where d.user_id = sign_in_link.user_id)`,
    )
    .returning(['id', 'user_id'])
    .executeTakeFirst()
  return used ? { linkId: used.id, userId: used.user_id } : null
}

export type NewLink = { userId: string; createdBy: string | null; hours: number }

/** Makes a one-time link and answers its path; only the hash of its secret is kept. */
export async function createLink(db: StaffDb, { userId, createdBy, hours }: NewLink): Promise<string> {
  const token = newSecret()
  await db
    .insertInto('staff.sign_in_link')
    .values({
      id: newId(),
      token_hash: hashSecret(token),
      user_id: userId,
      created_by: createdBy,
      expires_at: sql<Date>`now() + make_interval(hours => ${hours})`,
    })
    .execute()
  return `/sign-in/link?token=${token}`
}

async function waitingAdministrator(db: StaffDb): Promise<string | undefined> {
  const user = await db
    .selectFrom('staff.user as u')
    .innerJoin('staff.user_role as ur', 'ur.user_id', 'u.id')
    .innerJoin('staff.role as r', 'r.id', 'ur.role_id')
    .where('r.key', '=', 'administrator')
    .orderBy('u.created_at')
    .orderBy('u.id')
    .select('u.id')
    .limit(1)
    .executeTakeFirst()
  return user?.id
}

async function createFirstAdministrator(db: StaffDb): Promise<string> {
  const id = newId()
  await db
    .insertInto('staff.user')
    .values({ id, ...firstAdministrator })
    .execute()
  await sql`insert into staff.user_role (user_id, role_id)
            select ${id}::uuid, id from staff.role where key = 'administrator'`.execute(db)
  return id
}
