import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { day, id } from '../../../platform/contract/shapes.ts'
import { minor } from './shapes.ts'

const tag = 'Pictures of sales'

/** Which deals a picture is of; never more than the row scope of who asks. */
export const pictured = z.object({
  pipeline: id.optional().describe('The first in use where none is said'),
  whose: z.enum(['mine', 'team', 'all']).default('all'),
  owner: id.optional(),
  by: z.enum(['opened', 'closed']).default('opened').describe('Which of their days lies within the range'),
  from: day.optional(),
  to: day.optional().describe('The last day; days are those of UTC'),
})
export type Pictured = z.output<typeof pictured>

/** A number of deals, and the filter by which the list shows just these. */
const figure = z.object({
  n: z.int(),
  filter: z.string().describe('As for the list of opportunities (JSON)'),
})
export type Figure = z.output<typeof figure>

const share = z.number().nullable().describe('0 to 1; null where nothing is decided')
const days = z.number().nullable()

const summary = z.object({
  pipeline: id.nullable(),
  pipelines: z.array(z.object({ id, name: z.string() })),
  currency: z.string().describe('The firm’s; all amounts are in its minor units'),
  deals: figure,
  open: figure,
  won: figure,
  lost: figure,
  winRate: share.describe('Won ÷ (won + lost)'),
  cycle: z.object({ median: days, mean: days }).describe('Days from opening to winning, of won deals'),
  openValue: z.int(),
  wonValue: z.int(),
  averageValue: z.int().nullable().describe('Of won deals whose amount is known in the firm’s currency'),
  velocity: z.int().nullable().describe('Open deals × average value × win rate ÷ mean cycle, a day'),
  notConverted: figure.describe('Deals with an amount for which there is no rate; in no sum'),
  coverage: z
    .number()
    .nullable()
    .describe('Open value ÷ what is missing to the target; null without or when it is reached'),
})
export type PictureSummary = z.output<typeof summary>

const stageFigures = z.object({
  id,
  name: z.string(),
  entered: figure,
  onward: figure.describe('Went to a later stage'),
  won: figure.describe('Won out of this stage'),
  lost: figure.describe('Lost out of this stage'),
  open: figure.describe('Still in it'),
  back: figure.describe('Went back or to another pipeline'),
  conversion: share.describe('(Onward + won) ÷ (entered − still in it)'),
  days: z
    .object({
      n: z.int().describe('Stays that were read: of one deal in staysOfOneIn'),
      q1: days,
      median: days,
      q3: days,
    })
    .describe('Days that deals stayed, of those that left'),
})
export type StageFigures = z.output<typeof stageFigures>

const funnel = z.object({
  stages: z.array(stageFigures),
  staysOfOneIn: z
    .int()
    .describe(
      'Days were counted of one deal in so many, chosen by chance; 1: of all, where there are not too many',
    ),
})
export type PictureFunnel = z.output<typeof funnel>

const reason = z.object({
  outcome: z.enum(['won', 'lost']),
  id: id.nullable(),
  name: z.string().nullable().describe('Null: no reason given'),
  deals: figure,
  value: z.int(),
})
export type ReasonFigures = z.output<typeof reason>

const cohort = z.object({
  month: z.string().describe('YYYY-MM in which the deals were opened'),
  opened: figure,
  won: figure,
  lost: figure,
  open: figure,
  winRate: share,
})
export type Cohort = z.output<typeof cohort>

const permission = 'sales.read'

export const pictureEndpoints = contract({
  pictureSummary: {
    name: 'sales.pictures.summary',
    method: 'GET',
    path: '/sales/pictures/summary',
    tag,
    summary: 'Win rate, cycle, velocity and coverage of a pipeline',
    permission,
    query: pictured.extend({
      target: z.coerce
        .number()
        .pipe(minor)
        .optional()
        .describe('What is to be won, in minor units of the firm’s currency'),
    }),
    reply: summary,
  },
  pictureFunnel: {
    name: 'sales.pictures.funnel',
    method: 'GET',
    path: '/sales/pictures/funnel',
    tag,
    summary: 'What became of the deals that entered each stage, and how long they stayed',
    permission,
    query: pictured,
    reply: funnel,
  },
  pictureReasons: {
    name: 'sales.pictures.reasons',
    method: 'GET',
    path: '/sales/pictures/reasons',
    tag,
    summary: 'Why deals were won and lost',
    permission,
    query: pictured,
    reply: z.object({ reasons: z.array(reason) }),
  },
  pictureCohorts: {
    name: 'sales.pictures.cohorts',
    method: 'GET',
    path: '/sales/pictures/cohorts',
    tag,
    summary: 'What became of the deals opened in each month',
    permission,
    query: pictured,
    reply: z.object({ months: z.array(cohort) }),
  },
})
