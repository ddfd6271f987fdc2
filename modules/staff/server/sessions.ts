import { type Context, tables } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { accessChanged } from './access-changed.ts'
import { longestSessionDays } from './auth/better-auth.ts'
import type { StaffTables } from './tables.ts'

export type SessionSummary = {
  id: string
  current: boolean
  startedAt: string
  lastSeenAt: string
  expiresAt: string
  address: string | null
  browser: string | null
}

/** The live sessions of the signed-in person, the newest first. */
export async function mySessions(ctx: Context): Promise<SessionSummary[]> {
  const oldest = new Date(ctx.now.getTime() - longestSessionDays * 86_400_000)
  const rows = await tables<StaffTables>(ctx)
    .selectFrom('staff.session')
    .select(['id', 'created_at', 'updated_at', 'expires_at', 'ip_address', 'user_agent'])
    .where('user_id', '=', ctx.actor.id)
    .where('expires_at', '>', ctx.now)
    .where('created_at', '>', oldest)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(row => ({
    id: row.id,
    current: row.id === ctx.actor.session,
    startedAt: row.created_at.toISOString(),
    lastSeenAt: row.updated_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    address: row.ip_address || null,
    browser: row.user_agent || null,
  }))
}

/** Ends one session of the signed-in person. */
export async function endSession(ctx: Context, id: string): Promise<void> {
  const { numDeletedRows } = await tables<StaffTables>(ctx)
    .deleteFrom('staff.session')
    .where('id', '=', id)
    .where('user_id', '=', ctx.actor.id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new NotFound('session')
  await accessChanged(ctx, ctx.actor.id)
}

/** Ends every session of the signed-in person but the one that asks. */
export async function endOtherSessions(ctx: Context): Promise<void> {
  await tables<StaffTables>(ctx)
    .deleteFrom('staff.session')
    .where('user_id', '=', ctx.actor.id)
    .$if(ctx.actor.session !== undefined, query => query.where('id', '<>', ctx.actor.session ?? ''))
    .execute()
  await accessChanged(ctx, ctx.actor.id)
}

/** Signs a person out everywhere, the session that asks included. */
export async function endAllSessions(ctx: Context, userId: string): Promise<void> {
  await tables<StaffTables>(ctx).deleteFrom('staff.session').where('user_id', '=', userId).execute()
  await accessChanged(ctx, userId)
}

/** Whether this session was opened by a one-time link within the last hour. */
export async function cameByLink(ctx: Context): Promise<boolean> {
  if (ctx.actor.session === undefined) return false
  const session = await tables<StaffTables>(ctx)
    .selectFrom('staff.session')
    .select('id')
    .where('id', '=', ctx.actor.session)
    .where('link_id', 'is not', null)
    .where('created_at', '>', new Date(ctx.now.getTime() - 3_600_000))
    .executeTakeFirst()
  return session !== undefined
}

/** The right to choose anew was for once. */
export async function endLinkRight(ctx: Context): Promise<void> {
  const session = tables<StaffTables>(ctx).updateTable('staff.session').set({ link_id: null })
  await session.where('id', '=', ctx.actor.session ?? '').execute()
}
