import { tables } from '../../../platform/context.ts'
import { type Routes, routes } from '../../../platform/module.ts'
import { staffContract } from '../contract.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
import { changeCredentials } from './credentials.ts'
import type { Installation } from './installation.ts'
import { invite, listInvitations, lookAtInvitation, revokeInvitation } from './invitations.ts'
import { renameOrganisation } from './organisation.ts'
import { listRoles } from './roles.ts'
import { changePreferences, describeSession, endThisSession, switchDemoRole } from './session.ts'
import { endAllSessions, endOtherSessions, endSession, mySessions } from './sessions.ts'
import { sendSignInLink } from './sign-in-links.ts'
import type { StaffTables } from './tables.ts'
import { createTeam, dissolveTeam, editTeam, listTeams } from './teams.ts'
import { createUnit, editUnit, listUnits, removeUnit } from './units.ts'
import { assertMayManage, deactivateUser, editUser, reactivateUser } from './users.ts'
import { listColleagues, listUsers, userById } from './users.queries.ts'

/** The endpoints of the contract with their functions. */
export function staffRoutes(installation: Installation): Routes {
  return routes(staffContract, {
    readSession: ctx => describeSession(ctx, installation),
    changeSession: (ctx, { body }) => done(changePreferences(ctx, body)),
    endSession: ctx => done(endThisSession(ctx)),
    listSessions: async ctx => ({ items: await mySessions(ctx) }),
    endOneSession: (ctx, { params }) => done(endSession(ctx, params.id)),
    endOtherSessions: ctx => done(endOtherSessions(ctx)),
    changeCredentials: (ctx, { body }) => done(changeCredentials(ctx, body, installation)),
    switchDemoRole: (ctx, { body }) => done(switchDemoRole(ctx, body.role, installation)),

    listUsers: (ctx, { query }) => listUsers(tables<StaffTables>(ctx), query),
    readUser: (ctx, { params }) => userById(tables<StaffTables>(ctx), params.id),
    listColleagues: async (ctx, { query }) => ({
      items: await listColleagues(tables<StaffTables>(ctx), query),
    }),
    editUser: (ctx, { params, body }) => editUser(ctx, params.id, body, installation),
    deactivateUser: (ctx, { params }) => deactivateUser(ctx, params.id, installation),
    reactivateUser: (ctx, { params }) => reactivateUser(ctx, params.id, installation),
    sendSignInLink: (ctx, { params }) => sendSignInLink(ctx, params.id, installation),
    signOutUser: async (ctx, { params }) => {
      await assertMayManage(ctx, params.id, installation)
      return done(endAllSessions(ctx, params.id))
    },
    listRoles: async ctx => ({
      items: (await listRoles(ctx)).map(role => ({ ...role, permissions: [...role.permissions] })),
    }),
    listInvitations: async (ctx, { query }) => ({ items: await listInvitations(ctx, query.limit) }),
    invite: (ctx, { body }) => invite(ctx, body, installation),
    revokeInvitation: (ctx, { params }) => done(revokeInvitation(ctx, params.id)),
    lookAtInvitation: (ctx, { body }) => lookAtInvitation(tables<StaffTables>(ctx), body.token),

    renameOrganisation: (ctx, { body }) => done(renameOrganisation(tables<StaffTables>(ctx), body.name)),
    listTeams: async ctx => ({ items: await listTeams(ctx) }),
    createTeam: (ctx, { body }) => createTeam(ctx, body),
    editTeam: (ctx, { params, body }) => editTeam(ctx, params.id, body),
    dissolveTeam: (ctx, { params }) => done(dissolveTeam(ctx, params.id)),
    listUnits: async ctx => ({ items: await listUnits(ctx) }),
    createUnit: (ctx, { body }) => createUnit(ctx, body),
    editUnit: (ctx, { params, body }) => editUnit(ctx, params.id, body),
    removeUnit: (ctx, { params }) => done(removeUnit(ctx, params.id)),

    listKeys: async ctx => ({ items: await listApiKeys(ctx) }),
    createKey: (ctx, { body }) =>
      createApiKey(
        ctx,
        { ...body, expiresAt: body.expiresAt ? new Date(body.expiresAt) : null },
        installation,
      ),
    revokeKey: (ctx, { params }) => done(revokeApiKey(ctx, params.id)),
  })
}

async function done(work: Promise<void>): Promise<undefined> {
  await work
  return undefined
}
