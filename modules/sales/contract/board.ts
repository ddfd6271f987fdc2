import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id } from '../../../platform/contract/shapes.ts'
import { category } from './shapes.ts'

const tag = 'Opportunities'

/** Whose deals a board shows; never more than the row scope of who asks. */
export const whose = z.enum(['mine', 'team', 'all'])

const narrowing = {
  whose: whose.default('all'),
  q: z.string().max(200).optional().describe('Words to look for'),
  filter: z.string().max(20_000).optional().describe('As for the list of opportunities (JSON)'),
}

const titled = z.object({ id, title: z.string().nullable() })

const card = z.object({
  id,
  version: z.int(),
  name: z.string(),
  customer: titled,
  amount: z.int().nullable().describe('Minor units of the currency'),
  currency: z.string(),
  expectedClose: z.string().nullable(),
  category: category.nullable().describe('The owner’s own word; null: that of the stage'),
  nextStep: z.string().nullable(),
  nextStepAt: z.string().nullable(),
  stageSince: z.string(),
  owner: titled.nullable(),
})
export type BoardCard = z.output<typeof card>

export const criterion = z.object({ key: z.string(), text: z.string() })

const column = z.object({
  id,
  name: z.string(),
  probability: z.number().describe('0 to 1'),
  category,
  stalledAfter: z.int().nullable().describe('Days; null: never'),
  criteria: z.array(criterion),
  retired: z.boolean().describe('Out of use; shown because deals are still in it'),
  count: z.int(),
  sum: z.int().describe('Minor units of the currency of the firm'),
  weighted: z.int().describe('The same by the probability of the stage'),
  notConverted: z.int().describe('Deals whose amount is in no sum, because there is no rate'),
  cards: z.array(card).describe('The first 50, by expected close; those without come last'),
  next: z.string().nullable().describe('Cursor of further cards of this stage; null at the end'),
})
export type BoardColumn = z.output<typeof column>

const board = z.object({
  pipelines: z.array(z.object({ id, name: z.string() })),
  pipeline: id.nullable().describe('The one that is shown; null where there is none'),
  currency: z.string().describe('ISO 4217: that of the firm, of every sum'),
  stages: z.array(column),
})
export type Board = z.output<typeof board>

export const boardEndpoints = contract({
  board: {
    name: 'sales.board.read',
    method: 'GET',
    path: '/sales/board',
    tag,
    summary: 'The open deals of a pipeline, stage by stage, with what they add up to',
    permission: 'sales.read',
    query: z.object({
      pipeline: id.optional().describe('The first in use where nothing is said'),
      ...narrowing,
    }),
    reply: board,
  },
  boardCards: {
    name: 'sales.board.cards',
    method: 'GET',
    path: '/sales/board/:stage',
    tag,
    summary: 'Further cards of a stage',
    permission: 'sales.read',
    params: z.strictObject({ stage: id }),
    query: z.object({ ...narrowing, cursor: z.string().max(100).optional().describe('`next` of the stage') }),
    reply: z.object({ cards: z.array(card), next: z.string().nullable() }),
  },
})
