import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, nothing, text, time } from '../../../platform/contract/shapes.ts'
import { changesShape } from '../../../platform/history/contract.ts'
import { childParams } from './shapes.ts'

const tag = 'Customers'

export const entryShape = z.object({
  id,
  version: z.int(),
  customerId: id,
  at: z.string(),
  endsAt: z.string().nullable(),
  kind: z.string(),
  title: z.string(),
  body: z.string().nullable(),
  direction: z.string().nullable(),
  actor: z.object({ id, name: z.string().nullable() }).nullable(),
  data: z.unknown(),
  aboutEntity: z.string().nullable(),
  aboutId: id.nullable(),
  pinnedAt: z.string().nullable(),
})
export type TimelineEntry = z.output<typeof entryShape>

const entryInput = {
  kind: z.enum(['note', 'call', 'meeting', 'email', 'visit']),
  title: text(300).optional(),
  body: text(50_000).nullish(),
  at: time.optional(),
  endsAt: time.nullish(),
  direction: z.enum(['in', 'out']).nullish(),
  mentions: z.array(id).max(50).optional().describe('Users named in the text'),
}

const timelineQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.string().max(200).optional().describe('`next` of the page before'),
  kind: z.string().max(200).optional().describe('Kinds, comma separated'),
})

export const timelineEndpoints = contract({
  timeline: {
    name: 'customers.timeline',
    method: 'GET',
    path: '/customers/:id/timeline',
    tag,
    summary: 'What happened with a customer, newest first',
    permission: 'customers.read',
    params: idParams,
    query: timelineQuery,
    reply: z.object({ items: z.array(entryShape), next: z.string().nullable() }),
  },
  changes: {
    name: 'customers.changes',
    method: 'GET',
    path: '/customers/:id/changes',
    tag,
    summary: 'Who changed what about a customer: the history of all records of the family, newest first',
    permission: 'history.read',
    params: idParams,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      before: id.optional().describe('`next` of the page before'),
    }),
    reply: changesShape,
  },
  addEntry: {
    name: 'customers.entries.add',
    method: 'POST',
    path: '/customers/:id/timeline',
    tag,
    summary: 'Write a note, or log a call, meeting, mail or visit',
    permission: 'customers.write',
    params: idParams,
    body: z.strictObject(entryInput),
    reply: entryShape,
    status: 201,
    act: 'customers.act.entry-added',
  },
  changeEntry: {
    name: 'customers.entries.change',
    method: 'PATCH',
    path: '/customers/:id/timeline/:childId',
    tag,
    summary: 'Change an entry written by a person',
    permission: 'customers.write',
    params: childParams,
    body: z
      .strictObject(entryInput)
      .omit({ kind: true })
      .partial()
      .extend({ pinned: z.boolean().optional() }),
    reply: entryShape,
    ifMatch: 'optional',
    act: 'customers.act.entry-changed',
    errors: ['customers.entry-is-fed'],
  },
  removeEntry: {
    name: 'customers.entries.remove',
    method: 'DELETE',
    path: '/customers/:id/timeline/:childId',
    tag,
    summary: 'Remove an entry written by a person; can be undone',
    permission: 'customers.write',
    params: childParams,
    reply: nothing,
    act: 'customers.act.entry-removed',
    errors: ['customers.entry-is-fed'],
  },
})
