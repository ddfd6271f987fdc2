import type { Handlers } from '../../../../platform/module.ts'
import type { operationEndpoints } from '../../contract/operations.ts'
import { decideMany, decideOperation } from './deciding.ts'
import { operationCounts, operationsOf, stuckOperations } from './stuck.queries.ts'

export const operationHandlers: Handlers<typeof operationEndpoints> = {
  operations: (ctx, { query }) => stuckOperations(ctx, query),
  operationCounts: ctx => operationCounts(ctx),
  decideMany: (ctx, { body }) => decideMany(ctx, body),
  ofCustomer: async (ctx, { params }) => ({ items: await operationsOf(ctx, params.id) }),
  decideOperation: async (ctx, { params, body }) => {
    await decideOperation(ctx, { ...params, ...body })
    return { items: await operationsOf(ctx, params.id) }
  },
}
