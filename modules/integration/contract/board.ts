import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams } from '../../../platform/contract/shapes.ts'

const tag = 'Systems'
const moment = z.iso.datetime()

/** How a system is, worst first of what is true of it. */
const systemState = z.enum([
  'off',
  'drill',
  'unreachable',
  'lost',
  'loading',
  'slow',
  'following',
  'intervals',
  'idle',
])
export type SystemState = z.output<typeof systemState>

const breaker = z.enum(['closed', 'open', 'probing', 'switched-off'])
export type BreakerShown = z.output<typeof breaker>

const calls = z.object({
  made: z.int().describe('Calls that went there'),
  shared: z.int().describe('Not made: another call asked the same at that moment'),
  heldBack: z.int().describe('Not made: the system was known to be sick, off, or had enough to do'),
  spared: z.int().describe('Not made: our copy was shown instead'),
})

const boardLine = z.object({
  id,
  name: z.string(),
  kind: z.string(),
  state: systemState,
  since: moment.nullable().describe('Since when it is off, practised, unreachable or read anew'),
  loaded: z.number().nullable().describe('Share of the object that is being read; null where nobody can say'),
  failure: z.string().nullable().describe('Why it is not followed: kind of the failure'),
  said: z.string().nullable().describe('The same in the words of the other system'),
  objects: z.int(),
  records: z.int().describe('Records that are customers here'),
  p50: z.number().nullable().describe('Milliseconds, of the last answers'),
  p95: z.number().nullable(),
  breakers: z.object({ page: breaker, background: breaker, write: breaker }),
  changeAt: moment.nullable().describe('The last change there, by the clock there'),
  lag: z.number().nullable().describe('Milliseconds from that change to our copy, by the two clocks'),
  aliveAt: moment.nullable().describe('Its last sign of life'),
  queue: z.int().describe('Operations on their way'),
  oldest: moment.nullable().describe('When the oldest of them was wanted'),
  conflicts: z.int(),
  failed: z.int(),
  asked: z.int().describe('Operations that wait for somebody to agree'),
  day: calls.describe('The last 24 hours'),
  differences: z
    .object({ at: moment, count: z.int(), objects: z.int() })
    .nullable()
    .describe('What the last comparison found different, over all objects; null before the first'),
  bypassed: z.int().describe('Changes of the last seven days that could have been made here'),
  minutes: z
    .array(z.object({ at: moment, p95: z.number().nullable(), asked: z.int(), failed: z.int() }))
    .describe('The last hour in steps of two minutes'),
})
export type BoardLine = z.output<typeof boardLine>

const drillReply = z.object({ since: moment.nullable(), until: moment.nullable() })

export const boardEndpoints = contract({
  board: {
    name: 'integration.board',
    method: 'GET',
    path: '/integration/board',
    tag,
    summary: 'How all joined systems are: speed, breakers, lag, queue, calls saved, differences',
    permission: 'integration.read',
    reply: z.object({ at: moment, items: z.array(boardLine) }),
  },
  beginDrill: {
    name: 'integration.drill.begin',
    method: 'POST',
    path: '/integration/systems/:id/drill',
    tag,
    summary: 'Behave as if the system were down, for an hour at most',
    permission: 'integration.manage',
    params: idParams,
    reply: drillReply,
    act: 'integration.act.drillBegun',
    errors: ['integration.is-off'],
  },
  endDrill: {
    name: 'integration.drill.end',
    method: 'DELETE',
    path: '/integration/systems/:id/drill',
    tag,
    summary: 'End the drill: the system is asked again',
    permission: 'integration.manage',
    params: idParams,
    reply: drillReply,
    act: 'integration.act.drillEnded',
  },
  drill: {
    name: 'integration.drill.read',
    method: 'GET',
    path: '/integration/systems/:id/drill',
    tag,
    summary: 'What users see while the system does not answer',
    permission: 'integration.read',
    params: idParams,
    reply: z.object({
      id,
      name: z.string(),
      since: moment.nullable(),
      until: moment.nullable(),
      by: z.string().nullable(),
      customer: z
        .object({ id, name: z.string() })
        .nullable()
        .describe('A customer with records there whom the reader may see'),
      copied: z.int().describe('Fields that go on being shown from our copy'),
      asked: z.int().describe('Fields that are only ever asked for, and are missing now'),
      written: z.int().describe('Fields whose changes wait here until it answers again'),
      queue: z.int(),
      aliveAt: moment.nullable(),
    }),
  },
})
