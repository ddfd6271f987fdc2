import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, nothing } from '../../../platform/contract/shapes.ts'

const tag = 'Tasks'

export const myDayEndpoints = contract({
  myDay: {
    name: 'customers.my-day',
    method: 'GET',
    path: '/my-day',
    tag,
    summary: 'My coming meetings and visits, and the customers I looked at last',
    permission: 'customers.read',
    query: z.object({
      recent: z
        .string()
        .max(37 * 20)
        .transform(list => list.split(','))
        .pipe(z.array(id).max(20))
        .optional()
        .describe('Ids with commas between them; those I may see are answered with their names'),
    }),
    reply: z.object({
      appointments: z.array(
        z.object({
          id,
          customerId: id,
          customerName: z.string(),
          kind: z.string(),
          title: z.string(),
          at: z.string(),
          endsAt: z.string().nullable(),
        }),
      ),
      recent: z.array(z.object({ id, name: z.string(), kind: z.string(), city: z.string().nullable() })),
    }),
  },
  digest: {
    name: 'customers.digest.read',
    method: 'GET',
    path: '/my-day/digest',
    tag,
    summary: 'Whether I get a mail in the morning with what is due',
    permission: 'customers.read',
    reply: z.object({
      wanted: z.boolean(),
      possible: z.boolean().describe('Whether this installation can send mail'),
    }),
  },
  chooseDigest: {
    name: 'customers.digest.choose',
    method: 'PUT',
    path: '/my-day/digest',
    tag,
    summary: 'Ask for the mail in the morning, or stop it',
    permission: 'customers.read',
    body: z.strictObject({ wanted: z.boolean() }),
    reply: nothing,
  },
})
