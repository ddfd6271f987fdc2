import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, nothing, text, words } from '../../../platform/contract/shapes.ts'
import { filterShape } from '../../../platform/entities/list-query.ts'

const tag = 'Quality rules'

export const dimensions = ['completeness', 'validity', 'uniqueness', 'timeliness', 'consistency'] as const
export type Dimension = (typeof dimensions)[number]
export const severities = ['note', 'warn', 'refuse'] as const
export type Severity = (typeof severities)[number]

/** A share with the 95 % interval of Wilson: `good` of `asked`. All three are null where nobody was asked. */
export const shareShape = z.object({
  asked: z.int(),
  good: z.int(),
  share: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type Share = z.output<typeof shareShape>

const asked = {
  kind: z.enum(['person', 'organisation']).nullable(),
  applies: filterShape.nullable().describe('Which customers the rule asks; null: all of the kind'),
  must: filterShape.describe('What must hold for them'),
}

const given = {
  ...asked,
  name: words(120),
  explanation: text(1000).nullable(),
  dimension: z.enum(dimensions),
  severity: z
    .enum(severities)
    .describe('`note`: it is counted; `warn`: who saves is told; `refuse`: it cannot be saved'),
  ownerUserId: id
    .nullable()
    .describe('Who mends; null with `ownerTeamId` null: who looks after the customer'),
  ownerTeamId: id.nullable(),
}

export const ruleShape = z.object({
  id,
  key: z.string().nullable().describe('Rules of the product have one'),
  name: z.string(),
  explanation: z.string().nullable(),
  dimension: z.enum(dimensions),
  severity: z.enum(severities),
  kind: z.enum(['person', 'organisation']).nullable(),
  applies: z.unknown(),
  must: z.unknown().describe('Null: another part of the product finds out and reports'),
  fields: z.array(z.string()),
  ownerUserId: id.nullable(),
  ownerTeamId: id.nullable(),
  activeFrom: z.iso.datetime().nullable(),
  activeTo: z.iso.datetime().nullable(),
  open: z.int().describe('Customers I see that break it'),
  version: z.int(),
})
export type RuleView = z.output<typeof ruleShape>

const triedShape = z.object({
  share: shareShape,
  broken: z.int(),
  filter: z.unknown().describe('The customers that break it, as a filter of the list'),
  samples: z.array(
    z.object({
      id,
      name: z.string(),
      values: z.array(z.object({ field: z.string(), value: z.unknown() })),
    }),
  ),
})
export type Tried = z.output<typeof triedShape>

const sweepShape = z.object({
  id,
  askedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  checked: z.int().nullable(),
  found: z.int().nullable(),
  mended: z.int().nullable(),
  error: z.string().nullable(),
})

export const rulesEndpoints = contract({
  rules: {
    name: 'data-quality.rules.list',
    method: 'GET',
    path: '/quality/rules',
    tag,
    summary: 'The rules that values must keep, and how many customers break them',
    permission: 'data-quality.read',
    reply: z.object({ items: z.array(ruleShape), sweep: sweepShape.nullable() }),
  },
  addRule: {
    name: 'data-quality.rules.add',
    method: 'POST',
    path: '/quality/rules',
    tag,
    summary: 'Write a rule; it is off until it is switched on, at once or later',
    permission: 'data-quality.manage',
    body: z.strictObject({ ...given, on: z.boolean().default(false).describe('Switched on at once') }),
    reply: ruleShape,
    status: 201,
    act: 'data-quality.act.rule-added',
  },
  changeRule: {
    name: 'data-quality.rules.change',
    method: 'PATCH',
    path: '/quality/rules/:id',
    tag,
    summary: 'Change a rule; of one that comes with the product only who mends it and how strict it is',
    permission: 'data-quality.manage',
    params: idParams,
    body: z.strictObject({ ...given, on: z.boolean() }).partial(),
    reply: ruleShape,
    ifMatch: 'optional',
    errors: ['data-quality.rule-shipped'],
    act: 'data-quality.act.rule-changed',
  },
  switchRule: {
    name: 'data-quality.rules.switch',
    method: 'PUT',
    path: '/quality/rules/:id/activity',
    tag,
    summary: 'Switch a rule on or off; what it finds is looked up in the background',
    permission: 'data-quality.manage',
    params: idParams,
    body: z.strictObject({ on: z.boolean() }),
    reply: ruleShape,
    act: 'data-quality.act.rule-switched',
  },
  removeRule: {
    name: 'data-quality.rules.remove',
    method: 'DELETE',
    path: '/quality/rules/:id',
    tag,
    summary: 'Remove a rule of one’s own',
    permission: 'data-quality.manage',
    params: idParams,
    reply: nothing,
    errors: ['data-quality.rule-shipped'],
    act: 'data-quality.act.rule-removed',
  },
  ruleHistory: {
    name: 'data-quality.rules.history',
    method: 'GET',
    path: '/quality/rules/:id/history',
    tag,
    summary: 'Who did what to a rule, the newest first',
    permission: 'data-quality.read',
    params: idParams,
    reply: z.object({
      items: z.array(
        z.object({
          id,
          batchId: id,
          at: z.iso.datetime(),
          actorName: z.string(),
          action: z.enum(['created', 'changed', 'deleted', 'restored']),
          takesBack: z.boolean().describe('It was the undo of an act before'),
          changes: z.array(
            z.object({
              field: z.enum([
                'on',
                'name',
                'explanation',
                'dimension',
                'severity',
                'kind',
                'applies',
                'must',
                'ownerUserId',
                'ownerTeamId',
              ]),
              before: z.unknown(),
              after: z.unknown(),
            }),
          ),
        }),
      ),
    }),
  },
  tryRule: {
    name: 'data-quality.rules.try',
    method: 'POST',
    path: '/quality/rules/trials',
    tag,
    summary: 'What a rule would find among the customers I see, without keeping anything',
    permission: 'data-quality.manage',
    body: z.strictObject(asked),
    reply: triedShape,
  },
  sweep: {
    name: 'data-quality.sweeps.add',
    method: 'POST',
    path: '/quality/sweeps',
    tag,
    summary: 'Check all customers now, as every night',
    permission: 'data-quality.manage',
    reply: z.object({ id }),
    status: 202,
  },
  findings: {
    name: 'data-quality.findings.list',
    method: 'GET',
    path: '/customers/:id/findings',
    tag,
    summary: 'The rules one customer breaks',
    permission: 'data-quality.read',
    params: idParams,
    reply: z.object({
      items: z.array(
        z.object({
          ruleId: id,
          key: z.string().nullable(),
          name: z.string(),
          explanation: z.string().nullable(),
          dimension: z.enum(dimensions),
          severity: z.enum(severities),
          field: z.string().nullable(),
          fields: z.array(z.string()).describe('All that the rule speaks about, the one to mend first'),
          foundAt: z.iso.datetime(),
        }),
      ),
    }),
  },
})
