import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, nothing } from '../../../platform/contract/shapes.ts'

const tag = 'Tasks'

const appointment = z.object({
  id,
  customerId: id,
  customerName: z.string(),
  kind: z.string(),
  title: z.string(),
  at: z.string(),
  endsAt: z.string().nullable(),
})

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
      appointments: z.array(appointment),
      recent: z.array(z.object({ id, name: z.string(), kind: z.string(), city: z.string().nullable() })),
    }),
  },
  appointments: {
    name: 'customers.my-day.appointments',
    method: 'GET',
    path: '/my-day/appointments',
    tag,
    summary: 'My meetings and visits between two days, past ones too',
    permission: 'customers.read',
    query: z.object({
      from: z.iso.date().describe('First day, in my time zone'),
      until: z.iso.date().describe('The day after the last'),
    }),
    reply: z.object({ items: z.array(appointment).describe('At most 500, the earliest first') }),
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
