import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { day, id, idParams, words } from '../../../platform/contract/shapes.ts'
import { period } from './forecast.ts'
import { minor } from './shapes.ts'

const tag = 'Targets'

export const targetKinds = ['team', 'seller'] as const
export type TargetKind = (typeof targetKinds)[number]

const person = z.object({ id, name: z.string().nullable() })

const holder = z.object({
  kind: z.enum(targetKinds),
  id,
  name: z.string(),
  active: z.boolean().describe('False: has left'),
  months: z.array(z.number().nullable()).length(12).describe('January to December; null: none set'),
  setBy: z.string().nullable().describe('Who set the latest of them'),
  setAt: z.string().nullable(),
})
export type TargetHolder = z.output<typeof holder>

const set = z.strictObject({
  kind: z.enum(targetKinds),
  holder: id,
  period: z
    .string()
    .regex(/^[1-9]\d{3}(-(0[1-9]|1[0-2]|Q[1-4]))?$/)
    .describe('A month (2026-11), a quarter (2026-Q4) or a year (2026), which is spread over its months'),
  amount: minor.nullable().describe('In minor units of the firm’s currency; null: no target'),
  was: minor
    .nullable()
    .optional()
    .describe('What stood there when it was typed over; refused where that is another amount by now'),
})
export type TargetSetting = z.output<typeof set>

const rate = z.int().min(0).max(10_000).describe('Hundredths of a percent')
const step = z.strictObject({
  fromPercent: z.int().min(1).max(1_000).describe('Of the target'),
  basisPoints: rate,
})
export type CommissionStep = z.output<typeof step>

const planFields = {
  name: words(120),
  per: z.enum(['month', 'quarter']).describe('Within what attainment is measured'),
  basisPoints: rate,
  steps: z.array(step).max(10).describe('Ascending; each holds for what is won beyond its percentage'),
}

const plan = z.object({
  id,
  name: z.string(),
  per: z.enum(['month', 'quarter']),
  basisPoints: z.int(),
  steps: z.array(step),
  fromOn: z.string().describe('Since when it holds for me'),
})
export type MyPlan = z.output<typeof plan>

const plans = plan.omit({ fromOn: true }).extend({
  madeBy: person,
  madeAt: z.string(),
  sellers: z.array(
    z.object({ id, name: z.string().nullable(), from: z.string(), until: z.string().nullable() }),
  ),
})
export type CommissionPlan = z.output<typeof plans>

const assigning = {
  sellers: z.array(id).min(1).max(500),
  fromOn: day.describe('Not in the past, but for who had no plan until then'),
}

const part = z.object({
  user: person.nullable(),
  percent: z.int(),
  amount: z.number(),
  why: z.enum(['owner', 'passed-on']),
  since: z.string().nullable(),
})
export type CreditPart = z.output<typeof part>

const deal = z.object({
  id,
  name: z.string().nullable().describe('Null: I do not see it any more'),
  customer: z.string().nullable(),
  seen: z.boolean().describe('Whether its page may be opened'),
  on: z.string().nullable().describe('Day of closing, or expected'),
  chance: z.number().nullable(),
  amount: z.number().describe('The whole'),
  credited: z.number().describe('My part of it'),
  commission: z.number().nullable().describe('What my part brought or would bring; null without a plan'),
  parts: z.array(part),
})
export type CreditedDeal = z.output<typeof deal>

const sum = z.object({ n: z.int(), amount: z.number(), filter: z.string() })

const myNumbers = z.object({
  period: z.object({ from: day, to: day, daysLeft: z.int() }),
  currency: z.string(),
  target: z.number().nullable(),
  months: z.array(
    z.object({ month: z.string(), amount: z.number(), setBy: z.string().nullable(), setAt: z.string() }),
  ),
  won: z.number().describe('Credited to me'),
  attainment: z.number().nullable().describe('Won ÷ target'),
  left: z.number().nullable().describe('Target − won, at least 0'),
  commit: sum.describe('Open deals of mine expected in the period, by my word or that of the stage'),
  weighted: sum.describe('Σ amount × chance of the stage, of my open deals expected in the period'),
  notConverted: z.int().describe('Deals whose amount has no rate; in no sum'),
  plan: plan.nullable().describe('The one that holds today, or on the last day of a period that is over'),
  commission: z.number().nullable().describe('Of what is won; null without a plan'),
  ifAllWon: z.number().nullable().describe('What all open deals together would add'),
  wonDeals: z.array(deal),
  openDeals: z.array(deal),
  captured: z
    .array(
      z.object({
        lead: id,
        name: z.string().nullable().describe('Null: I do not see it any more'),
        wonOn: z.string(),
        owner: z.string().nullable(),
      }),
    )
    .describe('Leads that I brought, and that others have won'),
})
export type MyNumbers = z.output<typeof myNumbers>

const covered = z.object({
  team: person.nullable().describe('Null: those who are in no team'),
  target: z.number().nullable(),
  won: sum,
  open: sum,
  coverage: z
    .number()
    .nullable()
    .describe('Open ÷ (target − won); null without a target or where nothing is left'),
})
export type Covered = z.output<typeof covered>

const manage = { tag, permission: 'sales.manage' } as const
const read = { tag, permission: 'sales.read' } as const

export const targetEndpoints = contract({
  targets: {
    ...read,
    name: 'sales.targets.list',
    method: 'GET',
    path: '/sales/targets',
    summary: 'Targets of a year by month: of teams and sellers that I see, my own at least',
    query: z.object({ year: z.coerce.number().int().min(1000).max(9999).optional() }),
    reply: z.object({
      year: z.int(),
      currency: z.string(),
      items: z.array(holder).describe('Teams first; at most 1,000'),
    }),
  },
  setTargets: {
    ...manage,
    name: 'sales.targets.set',
    method: 'PUT',
    path: '/sales/targets',
    summary: 'Set targets, many at once; all or none',
    body: z.strictObject({ items: z.array(set).min(1).max(6_000) }),
    reply: z.object({ added: z.int(), changed: z.int(), removed: z.int() }),
    errors: ['sales.target-changed-meanwhile'],
    act: 'sales.act.targets-set',
  },
  plans: {
    ...manage,
    name: 'sales.commission-plans.list',
    method: 'GET',
    path: '/sales/commission-plans',
    summary: 'Commission plans and for whom they hold; not what anybody got',
    reply: z.object({ items: z.array(plans) }),
  },
  addPlan: {
    ...manage,
    name: 'sales.commission-plans.add',
    method: 'POST',
    path: '/sales/commission-plans',
    summary: 'Make a commission plan, which holds for these sellers from a day on',
    body: z.strictObject({ ...planFields, ...assigning }),
    reply: z.object({ id }),
    status: 201,
    errors: ['sales.plan-in-past', 'sales.plan-that-day'],
    act: 'sales.act.commission-plan-added',
  },
  assignPlan: {
    ...manage,
    name: 'sales.commission-plans.assign',
    method: 'POST',
    path: '/sales/commission-plans/:id/sellers',
    summary: 'Let a commission plan hold for more sellers from a day on',
    params: idParams,
    body: z.strictObject(assigning),
    reply: z.object({ id }),
    errors: ['sales.plan-in-past', 'sales.plan-that-day'],
    act: 'sales.act.commission-plan-assigned',
  },
  myNumbers: {
    ...read,
    name: 'sales.my-numbers',
    method: 'GET',
    path: '/sales/my-numbers',
    summary: 'My target, what was credited to me, my commission, and what my open deals would bring',
    query: z.object({ period: period.optional() }),
    errors: ['sales.too-many-of-mine'],
    reply: myNumbers,
  },
  coverage: {
    ...read,
    name: 'sales.coverage',
    method: 'GET',
    path: '/sales/coverage',
    summary: 'Open pipeline of a period ÷ what is missing to the target, of all that I see and by team',
    query: z.object({ period: period.optional() }),
    reply: z.object({
      period: z.object({ from: day, to: day, daysLeft: z.int() }),
      currency: z.string(),
      total: covered,
      teams: z.array(covered),
    }),
  },
})

/** Splits minor units evenly over `n` months; what does not divide goes to the first ones. The parts add up to the whole. */
export function spread(amount: number, n: number): number[] {
  const rest = amount % n
  return Array.from({ length: n }, (_, at) => (amount - rest) / n + (at < rest ? 1 : 0))
}
