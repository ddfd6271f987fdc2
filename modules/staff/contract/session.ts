import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import type { EntityDescriptor } from '../../../platform/entities/descriptor.ts'
import { byId, density, id, newPassword, personName, roleKey, sessionSummary, theme } from './shapes.ts'

const tag = 'Session'

const sessionReply = z.object({
  user: z.object({
    id,
    name: z.string(),
    email: z.string().meta({ description: 'Empty for an API key.' }),
    locale: z.string(),
    timeZone: z.string(),
    theme,
    density,
    hasPassword: z.boolean(),
    choosesPassword: z.boolean().meta({
      description: 'Came in by a one-time link within the hour: may set a password without the old one.',
    }),
  }),
  roles: z.array(z.string()).readonly(),
  permissions: z.array(z.string()),
  demo: z.boolean().meta({ description: 'Whether this person can look through other roles.' }),
  organisation: z.object({ name: z.string() }),
  entities: z
    .array(z.custom<EntityDescriptor>().meta({ type: 'object' }))
    .meta({ description: 'Kinds of records with the fields this person may see.' }),
})

export const sessionEndpoints = contract({
  readSession: {
    name: 'staff.session.read',
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in, what they may do and see',
    tag,
    permission: 'signed-in',
    reply: sessionReply,
  },
  changeSession: {
    name: 'staff.session.change',
    method: 'PATCH',
    path: '/session',
    summary: 'Change your name, language, time zone, theme or density',
    tag,
    permission: 'signed-in',
    body: z.object({
      name: personName.optional(),
      locale: z.string().min(2).max(35).optional(),
      timeZone: z.string().min(1).max(64).optional(),
      theme: theme.optional(),
      density: density.optional(),
    }),
    status: 204,
    errors: ['staff.no-account'],
    act: 'staff.act.preferences',
  },
  endSession: {
    name: 'staff.session.end',
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out here',
    tag,
    permission: 'signed-in',
    status: 204,
    act: 'staff.act.signedOut',
  },
  listSessions: {
    name: 'staff.session.list',
    method: 'GET',
    path: '/session/all',
    summary: 'Where you are signed in',
    tag,
    permission: 'signed-in',
    reply: z.object({ items: z.array(sessionSummary) }),
  },
  endOneSession: {
    name: 'staff.session.end-one',
    method: 'DELETE',
    path: '/session/all/:id',
    summary: 'Sign out at one place',
    tag,
    permission: 'signed-in',
    params: byId,
    status: 204,
    act: 'staff.act.signedOut',
  },
  endOtherSessions: {
    name: 'staff.session.end-others',
    method: 'POST',
    path: '/session/sign-out-elsewhere',
    summary: 'Sign out everywhere but here',
    tag,
    permission: 'signed-in',
    status: 204,
    act: 'staff.act.signedOut',
  },
  changeCredentials: {
    name: 'staff.session.credentials',
    method: 'POST',
    path: '/session/credentials',
    summary: 'Set your password, and your e-mail address if you like',
    description: 'Needs the current password unless there is none yet. Signs you out everywhere but here.',
    tag,
    permission: 'signed-in',
    body: z.object({
      currentPassword: z.string().max(512).optional(),
      newPassword: newPassword.optional(),
      email: z.email().max(254).optional(),
    }),
    status: 204,
    errors: ['staff.no-account', 'staff.too-many-attempts'],
    act: 'staff.act.credentials',
  },
  switchDemoRole: {
    name: 'staff.demo.switch-role',
    method: 'POST',
    path: '/demo/role',
    summary: 'Look through another role (demo company only)',
    tag,
    permission: 'demo.switch',
    body: z.object({ role: roleKey }),
    status: 204,
    errors: ['staff.demo-off'],
    act: 'staff.act.demoRole',
  },
})
