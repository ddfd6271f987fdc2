import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams } from '../../../platform/contract/shapes.ts'

const share = z.object({
  to: z.object({ id, name: z.string().nullable() }).nullable().describe('null: nobody is found'),
  why: z
    .enum(['owner', 'territory', 'manager'])
    .nullable()
    .describe('Whose the customer is, whose the territory is today, or who manages the unit of the customer'),
  customers: z.int().describe('0: only deals, with customers of others'),
  deals: z.int().describe('Open deals of who left with these customers'),
})

const leaver = z.object({
  id,
  name: z.string().nullable(),
  leftAt: z.string(),
  shares: z.array(share),
})
export type Leaver = z.output<typeof leaver>

const managing = { tag: 'Territories', permission: 'sales.manage' } as const

export const leaverEndpoints = contract({
  leavers: {
    ...managing,
    name: 'sales.leavers.list',
    method: 'GET',
    path: '/sales/leavers',
    summary:
      'Who left, is over the holdout and still has customers that I see or open deals with such, and to whom these would go',
    reply: z.object({ items: z.array(leaver) }),
  },
  dealOut: {
    ...managing,
    name: 'sales.leavers.deal-out',
    method: 'POST',
    path: '/sales/leavers/:id/dealing',
    summary: 'Deal out what somebody left, as the list says, in one act; what goes to nobody stays',
    params: idParams,
    reply: z.object({
      customers: z.int(),
      deals: z.int().describe('Open deals, with these customers and those of others'),
      stay: z.int().describe('Customers for whom nobody is found'),
    }),
    errors: ['sales.held-out', 'sales.nothing-to-hand-over', 'sales.too-much-to-hand-over'],
    act: 'sales.act.leaver-dealt-out',
  },
})
