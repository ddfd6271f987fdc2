import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id } from '../../../platform/contract/shapes.ts'
import { dimensions, severities, shareShape } from './rules.ts'

const tag = 'Quality board'

const filter = z.unknown().describe('The customers behind the number, as a filter of the list of customers')
const point = z.object({ day: z.iso.date(), share: z.number() })

const dimensionShape = z.object({
  dimension: z.enum(dimensions),
  share: shareShape.describe('Of the questions that the rules asked, how many were answered well'),
  trend: z.array(point),
  rules: z.int().describe('How many rules stand behind it'),
  filter: filter.nullable(),
})

const fieldShape = z.object({
  field: z.string(),
  share: shareShape,
  reasons: z.array(z.enum(['list', 'view', 'rule', 'changed'])),
  filter,
})

const partShape = z.object({
  id: z.string().nullable(),
  name: z.string().nullable(),
  share: shareShape,
  filter: filter.nullable(),
})

const boardShape = z.object({
  reach: z
    .enum(['all', 'units', 'own'])
    .describe('Whose customers the numbers are about; `own` is counted now and has no trend'),
  day: z.iso.date().nullable().describe('The day that was counted; null: not yet'),
  customers: z.int(),
  dimensions: z.array(dimensionShape),
  fields: z.array(fieldShape),
  teams: z.array(partShape),
  sources: z.array(partShape),
})
export type Board = z.output<typeof boardShape>

const debtShape = z.object({
  rule: z.object({
    id,
    name: z.string(),
    dimension: z.enum(dimensions),
    severity: z.enum(severities),
    field: z.string().nullable(),
  }),
  owner: z
    .object({ kind: z.enum(['user', 'team']), id, name: z.string() })
    .nullable()
    .describe('Who mends: whom the rule names, else who looks after the customers; null: nobody'),
  open: z.int(),
  oldest: z.iso.datetime(),
  added: z.int().describe('Found in the last seven days and still open'),
  mended: z.int().describe('Mended in the last seven days'),
  filter,
})
export type Debt = z.output<typeof debtShape>

export const boardEndpoints = contract({
  board: {
    name: 'data-quality.board.read',
    method: 'GET',
    path: '/quality/board',
    tag,
    summary: 'How good the data is, by dimension, field, team and source, with twelve weeks of trend',
    permission: 'data-quality.read',
    query: z.object({
      team: id.optional().describe('Only customers whose owner is in this team'),
      source: z.string().max(200).optional().describe('Only customers from this source'),
    }),
    reply: boardShape,
  },
  debts: {
    name: 'data-quality.debts.list',
    method: 'GET',
    path: '/quality/debts',
    tag,
    summary: 'What is to be mended and by whom: findings by rule and owner',
    permission: 'data-quality.read',
    query: z.object({ mine: z.enum(['true', 'false']).optional(), dimension: z.enum(dimensions).optional() }),
    reply: z.object({ items: z.array(debtShape), open: z.int() }),
  },
})
