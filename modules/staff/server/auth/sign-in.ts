import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import { z } from 'zod'
import { Refusal, Refused } from '../../../../platform/errors.ts'
import type { Mailer } from '../../../../platform/mail/mail.ts'
import { sendForgottenLink } from '../forgotten.ts'
import { acceptInvitation } from '../invitations.ts'
import { longestPassword } from '../passwords.ts'
import { forgetAttempts, limitAttempts } from '../rate-limit.ts'
import { consumeSignInLink } from '../sign-in-links.ts'
import type { StaffDb } from '../tables.ts'
import { isLocale, isTimeZone } from '../surroundings.ts'
import { addressHeader, type configureBetterAuth, longestSessionDays, sessionDays } from './better-auth.ts'
import { hashSessionToken } from './hashed-sessions.ts'
import { cookieValue, sessionCookieName, tokenOf } from './session-cookie.ts'

class SignInFailed extends Refusal {
  readonly status = 401
}

export type AuthParts = {
  db: StaffDb
  auth: ReturnType<typeof configureBetterAuth>
  cookieSecret: string
  https: boolean
  forgetAccess: () => void
  mailer: Mailer
  /** Where people reach this installation; links in mails begin with it. */
  address: string
  log: Logger
}

/** One call to an auth endpoint: its parsed body, its headers reduced to what is needed, and the client's address. */
export type AuthCall = { body: unknown; headers: Headers; address: string }

/** The cookies to set. */
export type AuthAnswer = { cookies: string[] }

const token = z.string().min(20).max(200)
const locale = z.string().max(35).optional()
const timeZone = z.string().max(64).optional()

const passwordBody = z.object({ email: z.string().max(254), password: z.string().max(longestPassword * 4) })
const forgottenBody = z.object({ email: z.email().max(254) })
const linkBody = z.object({ token, locale, timeZone })
const invitationBody = z.object({
  token,
  name: z.string().trim().min(1).max(200),
  password: z.string().max(longestPassword * 4),
  locale,
  timeZone,
})

/**
 * Signs in with e-mail address and password. Every failure has the same words, whether the address is unknown, the
 * password wrong or the person deactivated. 10 attempts per address and client and 50 per address in 15 minutes.
 */
export async function signInByPassword(parts: AuthParts, call: AuthCall): Promise<AuthAnswer> {
  const { email, password } = passwordBody.parse(call.body)
  const person = createHash('sha256').update(email.trim().toLowerCase()).digest('base64url')
  const keys = [`sign-in:${person}:${call.address}`, `sign-in:${person}`]
  await limitAttempts(parts.db, `sign-in:${call.address}`, { window: 300, max: 300 })
  await limitAttempts(parts.db, keys[0] ?? '', { window: 900, max: 10 })
  await limitAttempts(parts.db, keys[1] ?? '', { window: 900, max: 50 })
  const { headers } = await parts.auth.api
    .signInEmail({ body: { email: email.trim(), password }, headers: call.headers, returnHeaders: true })
    .catch(signInFailed)
  for (const key of keys) await forgetAttempts(parts.db, key)
  await endPreviousSession(parts, call.headers)
  return { cookies: lasting(headers) }
}

/** Signs in with a one-time link; after this the link is worth nothing. */
export async function signInByLink(parts: AuthParts, call: AuthCall): Promise<AuthAnswer> {
  const body = linkBody.parse(call.body)
  await limitAttempts(parts.db, `link:${call.address}`, { window: 300, max: 60 })
  const used = await consumeSignInLink(parts.db, body.token)
  if (used === null) {
    throw new Refused(
      'staff.link-invalid',
      'This link is not valid any more: it was used already or is too old. Ask for a new one.',
    )
  }
  await adoptSurroundings(parts.db, used.userId, knownOf(body))
  return startSession(parts, call, used)
}

/**
 * Mails a one-time link to whoever forgot the password. 5 per address in an hour, 30 per client; the answer never says
 * whether somebody has the address.
 */
export async function sendForgotten(parts: AuthParts, call: AuthCall): Promise<AuthAnswer> {
  const email = forgottenBody.parse(call.body).email.trim().toLowerCase()
  const person = createHash('sha256').update(email).digest('base64url')
  await limitAttempts(parts.db, `forgotten:${call.address}`, { window: 3600, max: 30 })
  await limitAttempts(parts.db, `forgotten:${person}`, { window: 3600, max: 5 })
  sendForgottenLink(parts, email)
  return { cookies: [] }
}

/** Accepts an invitation and signs in. */
export async function signInByInvitation(parts: AuthParts, call: AuthCall): Promise<AuthAnswer> {
  const body = invitationBody.parse(call.body)
  await limitAttempts(parts.db, `link:${call.address}`, { window: 300, max: 60 })
  const { token, name, password } = body
  const userId = await acceptInvitation(parts.db, { token, name, password, ...knownOf(body) })
  return startSession(parts, call, { userId })
}

/** Ends the session of the cookie, here and now. */
export async function signOut(parts: AuthParts, call: AuthCall): Promise<AuthAnswer> {
  const { headers } = await parts.auth.api.signOut({ headers: call.headers, returnHeaders: true })
  parts.forgetAccess()
  return { cookies: headers.getSetCookie() }
}

type Proved = { userId: string; linkId?: string }

async function startSession(
  parts: AuthParts,
  call: AuthCall,
  { userId, linkId }: Proved,
): Promise<AuthAnswer> {
  const { headers, response } = await parts.auth.api
    .startSession({ body: { userId }, headers: call.headers, returnHeaders: true })
    .catch(signInFailed)
  if (linkId) {
    const session = parts.db.updateTable('staff.session').where('id', '=', response.sessionId)
    await session.set({ link_id: linkId }).execute()
  }
  await endPreviousSession(parts, call.headers)
  return { cookies: lasting(headers) }
}

/**
 * The cookie stays in the browser as long as a session can last at all; when it ends decides the database, where it is
 * prolonged with use. So nothing has to be sent to the browser again and again.
 */
function lasting(headers: Headers): string[] {
  const longest = `Max-Age=${longestSessionDays * 86_400}`
  return headers.getSetCookie().map(cookie => cookie.replace(`Max-Age=${sessionDays * 86_400}`, longest))
}

/** A browser that signs in again leaves no second session behind, and one planted there before is worth nothing. */
async function endPreviousSession(parts: AuthParts, headers: Headers): Promise<void> {
  const cookie = cookieValue(headers.get('cookie') ?? undefined, sessionCookieName(parts.https))
  const previous = cookie === undefined ? undefined : tokenOf(cookie, parts.cookieSecret)
  if (previous === undefined) return
  await parts.db.deleteFrom('staff.session').where('token', '=', hashSessionToken(previous)).execute()
  parts.forgetAccess()
}

function signInFailed(error: unknown): never {
  const status = (error as { statusCode?: unknown }).statusCode
  if (typeof status !== 'number' || status >= 500) throw error
  throw new SignInFailed('staff.sign-in-failed', 'E-mail address and password do not fit together.')
}

type Surroundings = { locale?: string | undefined; timeZone?: string | undefined }

/** Language and time zone of the browser, as far as they exist. */
function knownOf({ locale, timeZone }: Surroundings): { locale?: string; timeZone?: string } {
  return {
    ...(locale && isLocale(locale) && { locale }),
    ...(timeZone && isTimeZone(timeZone) && { timeZone }),
  }
}

/** Who comes for the first time gets the language and time zone of the browser. */
async function adoptSurroundings(
  db: StaffDb,
  userId: string,
  { locale, timeZone }: Surroundings,
): Promise<void> {
  if (!locale && !timeZone) return
  await db
    .updateTable('staff.user')
    .set({ ...(locale && { locale }), ...(timeZone && { time_zone: timeZone }) })
    .where('id', '=', userId)
    .where('last_sign_in_at', 'is', null)
    .execute()
}

/** The headers better-auth gets: who the browser is and where it stands, nothing else that a client could set. */
export function reducedHeaders(headers: Headers, address: string): Headers {
  const reduced = new Headers({ [addressHeader]: address })
  for (const name of ['cookie', 'user-agent']) {
    const value = headers.get(name)
    if (value !== null) reduced.set(name, value.slice(0, 4096))
  }
  return reduced
}
