import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, pageShape } from '../../../platform/contract/shapes.ts'
import { listQueryShape } from '../../../platform/entities/list-query.ts'
import { originShape, recordShape } from './base-shapes.ts'

const tag = 'Bases'
const permission = 'matching.manage'

export const baseRecordEndpoints = contract({
  baseRecords: {
    name: 'matching.base-record.list',
    method: 'GET',
    path: '/matching/base-records',
    tag,
    summary: 'Records of bases, filtered, sorted, page by page',
    permission,
    query: listQueryShape,
    reply: pageShape,
  },
  countBaseRecords: {
    name: 'matching.base-record.count',
    method: 'GET',
    path: '/matching/base-records/count',
    tag,
    summary: 'The exact number of records of bases that a filter matches',
    permission,
    query: z.object({ filter: z.string().max(20_000).optional(), q: z.string().max(200).optional() }),
    reply: z.object({ total: z.int() }),
  },
  baseRecord: {
    name: 'matching.base-record.get',
    method: 'GET',
    path: '/matching/base-records/:id',
    tag,
    summary: 'A record of a base beside the customer it may be',
    permission,
    params: idParams,
    reply: recordShape,
  },
  decideRecords: {
    name: 'matching.base-record.decide',
    method: 'POST',
    path: '/matching/base-records/verdicts',
    tag,
    summary:
      'Say what free records of a base are: new, or the same as the customer they were found to be like',
    permission,
    body: z.strictObject({
      ids: z.array(id).min(1).max(1000),
      verdict: z.enum(['new', 'same']),
      matchId: id.optional().describe('Another customer; only for a single record'),
    }),
    reply: z.object({ decided: z.int(), batchId: id }),
    act: 'matching.act.base-decided',
    errors: ['matching.nobody-found', 'matching.one-at-a-time'],
  },
  origins: {
    name: 'matching.customer.origins',
    method: 'GET',
    path: '/customers/:id/origins',
    tag,
    summary: 'From which bases a customer came, with the words they had for it',
    permission: 'customers.read',
    params: idParams,
    reply: z.object({ items: z.array(originShape) }),
  },
})
