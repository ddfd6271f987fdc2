import { z } from 'zod'
import { contract } from '../contract/endpoint.ts'
import { id, idParams } from '../contract/shapes.ts'

const tag = 'History'
const undoShape = z.object({
  batchId: id,
  undoBatch: id,
  state: z.enum(['running', 'done', 'failed']),
  removed: z.int(),
  restored: z.int(),
  kept: z.int(),
})

const act = z.object({
  id,
  at: z.string(),
  actorId: id,
  actorName: z.string(),
  channel: z.string(),
  label: z.string(),
  labelParams: z.unknown(),
  changes: z.int().describe('Rows that it changed; 1000 stands for that many or more'),
  record: z
    .object({ entity: z.string(), rootId: id, title: z.string() })
    .nullable()
    .describe('The record it was about, where it was about one that is there and that I may see'),
  undo: undoShape
    .pick({ state: true, removed: true, restored: true, kept: true })
    .extend({ undoBatch: id })
    .nullable(),
})

/** A page of the history of records. */
export const changesShape = z.object({
  items: z.array(
    z.object({
      id,
      rootId: id.describe('The record whose history it is'),
      batchId: id,
      at: z.string(),
      actorId: id,
      actorName: z.string(),
      channel: z.string(),
      label: z.string(),
      entity: z.string(),
      recordId: id,
      action: z.string(),
      before: z.record(z.string(), z.unknown()).nullable(),
      after: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
  next: id.nullable(),
})

/** What an undo left as it is, because someone has changed it since. */
export const keptShape = z.object({
  items: z.array(
    z.object({
      rootId: id,
      entity: z.string(),
      recordId: id,
      title: z.string().nullable(),
      reason: z.string(),
      fields: z.array(z.string()),
    }),
  ),
})

/** Who changed what, and taking it back. */
export const historyContract = contract({
  ofRecord: {
    name: 'history.of-record',
    method: 'GET',
    path: '/history',
    tag,
    summary: 'The history of one record, newest first',
    permission: 'history.read',
    query: z.object({
      rootId: id,
      recordId: id.optional(),
      field: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      before: id.optional(),
    }),
    reply: changesShape,
  },
  acts: {
    name: 'history.acts',
    method: 'GET',
    path: '/history/batches',
    tag,
    summary: 'My latest acts, or everyone’s with the right to undo them',
    permission: 'history.read',
    query: z.object({
      limit: z.coerce.number().int().min(1).max(100).default(30),
      before: id.optional(),
      mine: z.enum(['true', 'false']).default('true'),
      channel: z
        .enum(['screen', 'api', 'import', 'automation', 'command-line', 'system'])
        .optional()
        .describe('Only what was done from there'),
    }),
    reply: z.object({ items: z.array(act), next: id.nullable() }),
  },
  act: {
    name: 'history.act',
    method: 'GET',
    path: '/history/batches/:id',
    tag,
    summary: 'One act and the state of its undo',
    permission: 'history.read',
    params: idParams,
    reply: act,
  },
  undo: {
    name: 'history.undo',
    method: 'POST',
    path: '/history/batches/:id/undo',
    tag,
    summary: 'Take an act back; large ones in the background',
    permission: 'history.undo',
    params: idParams,
    reply: undoShape,
    status: 202,
    act: 'platform.act.undone',
  },
  kept: {
    name: 'history.kept',
    method: 'GET',
    path: '/history/batches/:id/kept',
    tag,
    summary: 'What an undo left as it is, and why',
    permission: 'history.read',
    params: idParams,
    reply: keptShape,
  },
})
