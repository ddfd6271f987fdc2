import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams } from '../../../platform/contract/shapes.ts'

const tag = 'Matching'

const search = z.object({
  id,
  kind: z.enum(['full', 'new']),
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  step: z.string(),
  counts: z.object({
    records: z.int().optional(),
    compared: z.int().optional(),
    found: z.int().optional(),
    fresh: z.int().optional(),
    clusters: z.int().optional(),
    beyondCap: z.int().optional(),
    /** Pairs in doubt that were too many to be asked: the lightest. */
    left: z.int().optional(),
  }),
  error: z.string().nullable(),
  askedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
})
export type Search = z.output<typeof search>

export const runEndpoints = contract({
  runs: {
    name: 'matching.run.list',
    method: 'GET',
    path: '/matching/runs',
    tag,
    summary: 'The latest searches for duplicates',
    permission: 'matching.read',
    reply: z.object({ items: z.array(search) }),
  },
  startRun: {
    name: 'matching.run.start',
    method: 'POST',
    path: '/matching/runs',
    tag,
    summary: 'Search the whole base for duplicates, or only what is new since the last search',
    permission: 'matching.manage',
    body: z.strictObject({ kind: z.enum(['full', 'new']).default('full') }),
    reply: search,
    status: 202,
    errors: ['matching.run-runs'],
  },
  cancelRun: {
    name: 'matching.run.cancel',
    method: 'POST',
    path: '/matching/runs/:id/cancellation',
    tag,
    summary: 'Stop a search',
    permission: 'matching.manage',
    params: idParams,
    reply: search,
  },
  rebuildKeys: {
    name: 'matching.keys.rebuild',
    method: 'POST',
    path: '/matching/keys/rebuilding',
    tag,
    summary: 'Make the match keys of all customers anew, in the background',
    permission: 'matching.manage',
    reply: z.null(),
    status: 202,
  },
})
