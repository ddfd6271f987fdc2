import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, nothing } from '../../../platform/contract/shapes.ts'

const tag = 'Tasks'

export const mentionEndpoints = contract({
  mentions: {
    name: 'customers.mentions.list',
    method: 'GET',
    path: '/mentions',
    tag,
    summary: 'Notes in which I was named and have not read',
    permission: 'customers.read',
    reply: z.object({
      items: z.array(
        z.object({
          id,
          customerId: id,
          customerName: z.string(),
          entryId: id,
          body: z.string().nullable(),
          by: z.string().nullable(),
          at: z.string(),
        }),
      ),
    }),
  },
  readMention: {
    name: 'customers.mentions.read',
    method: 'POST',
    path: '/mentions/:id/reading',
    tag,
    summary: 'Mark a mention as read',
    permission: 'customers.read',
    params: idParams,
    body: z.strictObject({ customerId: id }),
    reply: nothing,
  },
})
