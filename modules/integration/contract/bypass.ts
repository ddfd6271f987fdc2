import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, text } from '../../../platform/contract/shapes.ts'

const tag = 'Systems'
const moment = z.iso.datetime()

/** `past`: could have been made here; `beyond`: no field here takes it; `programs`: made by programs. Their sum is all changes. */
const counts = z.object({
  past: z.int(),
  beyond: z.int(),
  programs: z.int(),
  doubles: z.int().describe('Of all: the same value was typed here as well within a day'),
})

const filters = z.strictObject({
  weeks: z.coerce.number().int().min(1).max(53).default(13),
  system: id.optional(),
  object: id.optional().describe('The process: what is worked on there'),
  team: id
    .optional()
    .describe('A team that is shown by name; others are counted together and cannot be asked for'),
})
export type BypassFilters = z.output<typeof filters>

const group = counts.extend({
  system: id,
  object: id,
  team: id.nullable().describe('Null: small teams and accounts without a team, together'),
  through: z
    .int()
    .nullable()
    .describe(
      'Changes of the team that went there through the CRM; null where too few people could be meant',
    ),
})
const week = counts.extend({
  week: z.iso.date().describe('Monday, UTC'),
  through: z.int().describe('Changes that went there through the CRM'),
})
const field = z.object({
  system: id,
  object: id,
  field: z.string().describe('Key of the field here'),
  past: z.int().describe('Changes in which it was among the fields that could have been typed here'),
  weeks: z.array(z.int()).describe('The same, week by week as in `weeks`'),
})
export type BypassGroup = z.output<typeof group>
export type BypassWeek = z.output<typeof week>
export type BypassField = z.output<typeof field>

const account = z.object({
  id,
  version: z.int(),
  systemId: id,
  systemName: z.string(),
  name: z.string().describe('As the system calls it'),
  teamId: id.nullable(),
  programSince: moment.nullable(),
  seenAt: moment,
})
export type Account = z.output<typeof account>

export const bypassEndpoints = contract({
  bypass: {
    name: 'integration.bypass',
    method: 'GET',
    path: '/integration/bypass',
    tag,
    summary:
      'What is changed in the systems past the CRM, by system, process, team and week; never by person',
    description:
      'Counts changes of customers that the reader sees. Teams of fewer than three accounts are counted together.',
    permission: 'integration.read',
    query: filters,
    reply: z.object({
      groups: z.array(group),
      weeks: z.array(week),
      fields: z.array(field),
      systems: z.array(z.object({ id, name: z.string() })),
      objects: z.array(z.object({ id, systemId: id, name: z.string(), through: z.int() })),
      teams: z.array(z.object({ id, name: z.string() })).describe('Those that are shown by name'),
    }),
  },
  accounts: {
    name: 'integration.accounts',
    method: 'GET',
    path: '/integration/accounts',
    tag,
    summary: 'Accounts that were seen at work in the systems, and whose they are',
    permission: 'integration.manage',
    query: z.strictObject({
      q: text(200).optional(),
      system: id.optional(),
      waiting: z.enum(['true', 'false']).default('false').describe('Only those of which nothing is said yet'),
      cursor: z.string().max(800).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: z.object({
      items: z.array(account),
      next: z.string().nullable(),
      waiting: z.int().describe('Accounts of which nothing is said yet, over all systems'),
      teams: z.array(z.object({ id, name: z.string() })),
    }),
  },
  changeAccount: {
    name: 'integration.account.change',
    method: 'PATCH',
    path: '/integration/accounts/:id',
    tag,
    summary: 'Say whose team an account is, or that it is a program',
    permission: 'integration.manage',
    params: idParams,
    body: z
      .strictObject({ teamId: id.nullable(), program: z.boolean() })
      .partial()
      .refine(({ teamId, program }) => !(teamId && program), 'a program has no team'),
    reply: account,
    ifMatch: 'optional',
    act: 'integration.act.accountChanged',
  },
})
