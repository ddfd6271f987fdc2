import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, text, time, words } from '../../../platform/contract/shapes.ts'

const tag = 'My day'

export const logKinds = ['call', 'visit', 'meeting', 'email', 'note'] as const
export type LogKind = (typeof logKinds)[number]

export const log = z.strictObject({
  customer: id,
  kind: z.enum(logKinds),
  text: words(2_000).describe('What came out of it'),
  at: time.optional().describe('When it was; now where nothing is said, never later'),
  direction: z.enum(['in', 'out']).optional().describe('Of a call or a mail'),
  deal: id.nullish().describe('An open opportunity of the customer that it was about'),
  stepDone: z.boolean().optional().describe('The next step of the deal was this; what is not replaced goes'),
  nextStep: z
    .strictObject({ what: text(300), at: time.nullish() })
    .refine(({ what, at }) => what !== '' || Boolean(at), { path: ['what'], message: 'must not be empty' })
    .nullish()
    .describe('What comes next: of the deal, or a task of mine where there is none'),
})
export type Log = z.output<typeof log>

export const loggingEndpoints = contract({
  log: {
    name: 'sales.log.write',
    method: 'POST',
    path: '/sales/log',
    tag,
    summary: 'Log a call, visit, meeting, mail or note, with what comes next, in one act',
    permission: 'sales.write',
    body: log,
    reply: z.object({
      entry: id,
      deal: id.nullable(),
      task: id.nullable(),
      batchId: id.describe('The act, for undo; the same when the call is repeated under its key'),
    }),
    status: 201,
    errors: ['sales.closed'],
    act: 'sales.act.logged',
  },
  entryUses: {
    name: 'sales.entry-uses',
    method: 'GET',
    path: '/customers/:id/entry-uses',
    tag,
    summary: 'Which entries of a customer’s timeline served which deals that I see',
    permission: 'sales.read',
    params: idParams,
    reply: z.object({
      items: z
        .array(z.object({ entryId: id, opportunity: z.object({ id, name: z.string() }) }))
        .describe('The newest 500'),
    }),
  },
})
