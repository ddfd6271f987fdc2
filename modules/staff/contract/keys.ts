import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { apiKey, byId, id, moment, roleKey } from './shapes.ts'

const tag = 'API keys'

export const keyEndpoints = contract({
  listKeys: {
    name: 'staff.key.list',
    method: 'GET',
    path: '/keys',
    summary: 'API keys, without their secrets',
    tag,
    permission: 'keys.manage',
    reply: z.object({ items: z.array(apiKey) }),
  },
  createKey: {
    name: 'staff.key.create',
    method: 'POST',
    path: '/keys',
    summary: 'Make an API key; its secret is in this reply only',
    tag,
    permission: 'keys.manage',
    body: z.object({
      name: z.string().trim().min(1).max(120),
      role: roleKey,
      expiresAt: moment.nullable().optional(),
    }),
    reply: z.object({ id, secret: z.string() }),
    status: 201,
    errors: ['staff.role-beyond-own'],
    act: 'staff.act.keyCreated',
  },
  revokeKey: {
    name: 'staff.key.revoke',
    method: 'DELETE',
    path: '/keys/:id',
    summary: 'Make an API key worthless',
    tag,
    permission: 'keys.manage',
    params: byId,
    status: 204,
    act: 'staff.act.keyRevoked',
  },
})
