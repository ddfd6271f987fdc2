import { z } from 'zod'

export const id = z.uuid()
export const byId = z.object({ id })
export const moment = z.iso.datetime()
export const personName = z.string().trim().min(1).max(200)
export const email = z.email().max(254)
export const roleKey = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,58}$/)
  .meta({ description: 'Key of a role, such as `agent`.' })
export const unitName = z.string().trim().min(1).max(120)
export const newPassword = z
  .string()
  .min(1)
  .max(512)
  .meta({ description: '12 to 128 characters, not easily guessed.' })

const reference = z.object({ id, name: z.string() })

export const user = z.object({
  id,
  name: z.string(),
  email: z.string(),
  locale: z.string(),
  unitId: id.nullable(),
  unit: z.string().nullable(),
  roles: z.array(z.string()),
  teams: z.array(reference),
  hasPassword: z.boolean(),
  lastSignInAt: moment.nullable(),
  createdAt: moment,
  deactivated: z.object({ at: moment, byName: z.string().nullable() }).nullable(),
})

export const sessionSummary = z.object({
  id,
  current: z.boolean(),
  startedAt: moment,
  lastSeenAt: moment,
  expiresAt: moment,
  address: z.string().nullable(),
  browser: z.string().nullable(),
})

export const role = z.object({
  id,
  key: z.string(),
  name: z.string(),
  builtIn: z.boolean(),
  permissions: z.array(z.string()),
  scopes: z.record(z.string(), z.enum(['own', 'team', 'unit', 'all'])),
  people: z.int(),
})

export const team = z.object({ id, name: z.string(), unitId: id.nullable(), members: z.array(reference) })
export const unit = z.object({ id, name: z.string(), parentId: id.nullable(), people: z.int() })

export const invitation = z.object({
  id,
  email: z.string(),
  role: z.string(),
  invitedBy: z.string().nullable(),
  createdAt: moment,
  expiresAt: moment,
  acceptedAt: moment.nullable(),
  revokedAt: moment.nullable(),
})

export const apiKey = z.object({
  id,
  name: z.string(),
  prefix: z.string(),
  role: z.string(),
  createdBy: z.string().nullable(),
  createdAt: moment,
  expiresAt: moment.nullable(),
  revokedAt: moment.nullable(),
  lastUsedAt: moment.nullable(),
})

export const theme = z.enum(['auto', 'light', 'dark'])
export const density = z.enum(['comfortable', 'compact'])
