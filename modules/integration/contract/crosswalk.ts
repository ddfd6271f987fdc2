import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, text } from '../../../platform/contract/shapes.ts'

const tag = 'Systems'
const moment = z.iso.datetime()

const page = {
  cursor: z.string().max(1500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

const crosswalkState = z.enum(['alone', 'linked', 'waiting', 'gone'])
export type CrosswalkState = z.output<typeof crosswalkState>

const crosswalkLine = z.object({
  systemId: id,
  systemName: z.string(),
  objectId: id,
  objectName: z.string(),
  key: z.string().describe('Its key there'),
  title: z.string().nullable().describe('What it is called there'),
  customer: z.object({ id, name: z.string() }).describe('The record here'),
  root: z
    .object({ id, name: z.string() })
    .nullable()
    .describe('The customer it belongs to, where it is linked'),
  state: crosswalkState,
  since: moment.describe('When it came here'),
  link: z
    .object({
      method: z.string(),
      score: z.number().nullable(),
      by: z.string().nullable(),
      at: moment,
    })
    .nullable()
    .describe('The newest link of the record'),
  pair: z.string().nullable().describe('The pair that waits, as the steward’s queue names it'),
  goneAt: moment.nullable(),
})
export type CrosswalkLine = z.output<typeof crosswalkLine>

const comparison = z.object({
  id,
  systemId: id,
  systemName: z.string(),
  objectId: id,
  objectName: z.string(),
  reason: z.enum(['nightly', 'asked']),
  askedAt: moment,
  endedAt: moment.nullable(),
  failure: z.string().nullable(),
  cancelledAt: moment.nullable(),
  read: z.int(),
  missing: z.int().describe('Stood there and not in our copy'),
  other: z.int().describe('Stood there otherwise'),
  gone: z.int().describe('Stood in our copy only'),
})
export type Comparison = z.output<typeof comparison>

const difference = z.object({
  key: z.string(),
  kind: z.enum(['missing', 'other', 'gone']),
  fields: z.array(z.string()).describe('Fields there'),
  customer: z.object({ id, name: z.string() }).nullable(),
})
export type Difference = z.output<typeof difference>

export const crosswalkEndpoints = contract({
  crosswalk: {
    name: 'integration.crosswalk',
    method: 'GET',
    path: '/integration/crosswalk',
    tag,
    summary: 'Which record of which system is which customer here',
    permission: 'integration.read',
    query: z.strictObject({
      q: text(200).optional().describe('The beginning of its key there, or words of its name here'),
      system: id.optional(),
      state: crosswalkState.optional(),
      ...page,
    }),
    reply: z.object({ items: z.array(crosswalkLine), next: z.string().nullable() }),
  },
  comparisons: {
    name: 'integration.comparisons',
    method: 'GET',
    path: '/integration/comparisons',
    tag,
    summary: 'Comparisons of our copy with the systems, the newest first, and what they found by week',
    permission: 'integration.read',
    query: z.strictObject({ system: id.optional() }),
    reply: z.object({
      items: z.array(comparison),
      weeks: z.array(
        z.object({ week: z.iso.date(), objectId: id, comparisons: z.int(), differences: z.int() }),
      ),
    }),
  },
  differences: {
    name: 'integration.differences',
    method: 'GET',
    path: '/integration/comparisons/:id/differences',
    tag,
    summary: 'What one comparison found different and mended, of customers that the reader sees',
    permission: 'integration.read',
    params: idParams,
    query: z.strictObject(page),
    reply: z.object({ items: z.array(difference), next: z.string().nullable() }),
  },
})
