import { visibleFields } from '../../../platform/access/fields.ts'
import type { BodyOf, ReplyOf } from '../../../platform/contract/endpoint.ts'
import type { EntityDescriptor } from '../../../platform/entities/descriptor.ts'
import { type Context, tables } from '../../../platform/context.ts'
import { invalid, Refused } from '../../../platform/errors.ts'
import type { sessionEndpoints } from '../contract/session.ts'
import { accessChanged } from './access-changed.ts'
import { builtInRole } from './built-in-roles.ts'
import { demoStaffLeft } from './demo-departure.ts'
import type { Installation } from './installation.ts'
import { organisationName } from './organisation.ts'
import { cameByLink } from './sessions.ts'
import { isLocale, isTimeZone } from './surroundings.ts'
import type { StaffTables } from './tables.ts'

type Preferences = BodyOf<typeof sessionEndpoints.changeSession>

/** Who is signed in, what they may do and how they want to see it: all a screen needs at start, in one reply. */
type SessionReply = ReplyOf<typeof sessionEndpoints.readSession>

/** The reply to `GET /session`. For an API key the user is the key, without an e-mail address. */
export async function describeSession(
  ctx: Context,
  installation: Pick<Installation, 'demo'>,
): Promise<SessionReply> {
  const db = tables<StaffTables>(ctx)
  const { actor } = ctx
  const user = await db
    .selectFrom('staff.user as u')
    .leftJoin('staff.account as a', join =>
      join.onRef('a.user_id', '=', 'u.id').on('a.provider_id', '=', 'credential'),
    )
    .select(['u.name', 'u.email', 'u.locale', 'u.time_zone', 'u.theme', 'u.density', 'a.password'])
    .where('u.id', '=', actor.id)
    .executeTakeFirst()
  return {
    user: {
      id: actor.id,
      name: user?.name ?? actor.name,
      email: user?.email ?? '',
      locale: user?.locale ?? actor.locale,
      timeZone: user?.time_zone ?? actor.timeZone,
      theme: user?.theme ?? 'auto',
      density: user?.density ?? 'comfortable',
      hasPassword: user?.password != null,
      choosesPassword: await cameByLink(ctx),
    },
    roles: actor.roles,
    permissions: [...actor.permissions].sort(),
    demo: installation.demo && actor.permissions.has('demo.switch') && !(await demoStaffLeft(ctx.db)),
    organisation: { name: await organisationName(db) },
    entities: entitiesFor(ctx),
  }
}

/** The kinds of records this actor may read, without the fields they may not see. */
function entitiesFor({ actor, catalogue }: Context): EntityDescriptor[] {
  return [...catalogue.registry().values()]
    .filter(entity => actor.permissions.has(entity.permissions.read))
    .map(entity => ({ ...entity, fields: visibleFields(entity, actor) }))
}

/** The signed-in person changes their name or how they want to see things; what is not given stays. */
export async function changePreferences(
  ctx: Context,
  change: BodyOf<typeof sessionEndpoints.changeSession>,
): Promise<void> {
  assertOwnAccount(ctx)
  assertKnown(change)
  const { timeZone, ...same } = change
  const set = Object.fromEntries(
    Object.entries({ ...same, time_zone: timeZone }).filter(([, value]) => value !== undefined),
  )
  if (Object.keys(set).length === 0) return
  await tables<StaffTables>(ctx)
    .updateTable('staff.user')
    .set({ ...set, updated_at: ctx.now })
    .where('id', '=', ctx.actor.id)
    .execute()
  await accessChanged(ctx, ctx.actor.id)
}

/** Ends the session that asks. */
export async function endThisSession(ctx: Context): Promise<void> {
  if (ctx.actor.session === undefined) return
  await tables<StaffTables>(ctx).deleteFrom('staff.session').where('id', '=', ctx.actor.session).execute()
  await accessChanged(ctx, ctx.actor.id)
}

/** Demo company only: this session sees everything through a built-in role from now on; the person stays who they are. */
export async function switchDemoRole(
  ctx: Context,
  role: string,
  installation: Pick<Installation, 'demo'>,
): Promise<void> {
  const here = installation.demo && !(await demoStaffLeft(ctx.db))
  if (!here || ctx.actor.session === undefined) {
    throw new Refused(
      'staff.demo-off',
      'Roles can be switched only in the demo company, by somebody who is signed in.',
    )
  }
  if (!builtInRole(role)) throw invalid('role', 'staff.role-unknown', `There is no role “${role}”.`, { role })
  await tables<StaffTables>(ctx)
    .updateTable('staff.session')
    .set({ demo_role: role })
    .where('id', '=', ctx.actor.session)
    .execute()
  await accessChanged(ctx, ctx.actor.id)
}

/** API keys have no account, so nothing of one can be changed through them. */
export function assertOwnAccount(ctx: Context): void {
  if (ctx.actor.kind === 'user') return
  throw new Refused('staff.no-account', 'Only a signed-in person has an account that can be changed.')
}

function assertKnown({ locale, timeZone }: Preferences): void {
  if (locale !== undefined && !isLocale(locale)) {
    throw invalid('locale', 'staff.locale-unknown', `“${locale}” is not a language tag such as en or de-AT.`)
  }
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw invalid(
      'timeZone',
      'staff.time-zone-unknown',
      `“${timeZone}” is not a time zone such as Europe/Vienna.`,
    )
  }
}
