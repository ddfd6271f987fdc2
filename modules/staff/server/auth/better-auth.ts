import type { BetterAuthOptions } from 'better-auth'
import { betterAuth } from 'better-auth/minimal'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { z } from 'zod'
import { newId } from '../../../../platform/ids.ts'
import type { StaffDb } from '../tables.ts'
import { longestPassword, shortestPassword } from '../passwords.ts'
import { withHashedSessions } from './hashed-sessions.ts'
import { sessionCookieName } from './session-cookie.ts'

/** Header that carries the client's address to better-auth; set by us on every call, never taken from outside. */
export const addressHeader = 'x-tessera-client-address'

/** Sessions end when they were not used for so long. */
export const sessionDays = 7

/** Sessions end after this many days even if used daily. */
export const longestSessionDays = 30

/** Signs a person in without a password; only called after a link or an invitation was proved. */
const startSession = createAuthEndpoint.serverOnly(
  { method: 'POST', body: z.object({ userId: z.string() }), requireHeaders: true },
  async ctx => {
    const session = await ctx.context.internalAdapter.createSession(ctx.body.userId)
    const user = session ? await ctx.context.internalAdapter.findUserById(ctx.body.userId) : null
    if (!session || !user) throw new APIError('UNAUTHORIZED')
    await setSessionCookie(ctx, { session, user })
    return { sessionId: session.id }
  },
)

/** better-auth with what we use of it: passwords, sessions, cookies. It is called by function, not mounted. */
export function configureBetterAuth(parts: { db: StaffDb; secret: string; https: boolean }) {
  return betterAuth({
    appName: 'Tessera',
    baseURL: parts.https ? 'https://localhost' : 'http://localhost',
    secret: parts.secret,
    telemetry: { enabled: false },
    database: (options: BetterAuthOptions) =>
      withHashedSessions(
        kyselyAdapter(parts.db.withSchema('staff'), { type: 'postgres', transaction: true })(options),
      ),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    session: {
      expiresIn: sessionDays * 86_400,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      fields: columns(['expiresAt', 'createdAt', 'updatedAt', 'ipAddress', 'userAgent', 'userId']),
    },
    user: { fields: columns(['emailVerified', 'createdAt', 'updatedAt']) },
    account: {
      fields: columns([
        'accountId',
        'providerId',
        'userId',
        'accessToken',
        'refreshToken',
        'idToken',
        'accessTokenExpiresAt',
        'refreshTokenExpiresAt',
        'createdAt',
        'updatedAt',
      ]),
    },
    verification: { fields: columns(['expiresAt', 'createdAt', 'updatedAt']) },
    databaseHooks: { session: { create: sessionHooks(parts.db) } },
    plugins: [{ id: 'tessera-start-session', endpoints: { startSession } }],
    // The routes of better-auth are not mounted; origins and rates are checked by our own code before it is called.
    rateLimit: { enabled: false },
    advanced: {
      database: { generateId: () => newId() },
      useSecureCookies: false,
      cookies: { session_token: { name: sessionCookieName(parts.https) } },
      cookiePrefix: parts.https ? '__Host-tessera' : 'tessera',
      defaultCookieAttributes: { secure: parts.https, sameSite: 'lax', httpOnly: true, path: '/' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    logger: { disabled: true },
  })
}

function sessionHooks(db: StaffDb) {
  return {
    /** Whoever was deactivated does not get in, whatever the way. */
    before: async (session: { userId: string }) => {
      const gone = await db
        .selectFrom('staff.user_deactivation')
        .select('user_id')
        .where('user_id', '=', session.userId)
        .executeTakeFirst()
      return gone ? false : undefined
    },
    after: async (session: { userId: string }) => {
      await db
        .updateTable('staff.user')
        .set({ last_sign_in_at: new Date() })
        .where('id', '=', session.userId)
        .execute()
    },
  }
}

function columns<const F extends readonly string[]>(fields: F): Record<F[number], string> {
  const names = fields.map(field => [field, field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)])
  return Object.fromEntries(names) as Record<F[number], string>
}
