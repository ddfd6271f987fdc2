import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { pageShape } from '../../../platform/contract/shapes.ts'
import { listQueryShape } from '../../../platform/entities/list-query.ts'

const tag = 'Customers'

export const listEndpoints = contract({
  list: {
    name: 'customers.list',
    method: 'GET',
    path: '/customers',
    tag,
    summary: 'Customers, filtered, sorted, page by page',
    permission: 'customers.read',
    query: listQueryShape,
    reply: pageShape,
  },
  count: {
    name: 'customers.count',
    method: 'GET',
    path: '/customers/count',
    tag,
    summary: 'The exact number of customers a filter matches',
    permission: 'customers.read',
    query: z.object({ filter: z.string().max(20_000).optional(), q: z.string().max(200).optional() }),
    reply: z.object({ total: z.int() }),
  },
  groups: {
    name: 'customers.groups',
    method: 'GET',
    path: '/customers/groups',
    tag,
    summary: 'How many customers each value of a field has',
    permission: 'customers.read',
    query: z.object({
      by: z.string().max(100),
      filter: z.string().max(20_000).optional(),
      q: z.string().max(200).optional(),
    }),
    reply: z.object({
      groups: z.array(z.object({ value: z.union([z.string(), z.null()]), total: z.int() })),
    }),
  },
  tags: {
    name: 'customers.tags',
    method: 'GET',
    path: '/customers/tags',
    tag,
    summary: 'Tags in use',
    permission: 'customers.read',
    query: z.object({ q: z.string().max(60).optional() }),
    reply: z.object({ items: z.array(z.string()) }),
  },
})
