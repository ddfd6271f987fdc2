import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, nothing, text } from '../../../platform/contract/shapes.ts'
import { childParams } from './shapes.ts'

const tag = 'Customers'

export const contactPointInput = z.strictObject({
  kind: z.enum(['email', 'phone', 'address', 'web']),
  value: text(1000)
    .optional()
    .describe('E-mail address, telephone number or web address; for an address leave out'),
  label: text(60).nullish(),
  primary: z.boolean().optional(),
  address: z
    .strictObject({
      lines: text(500).nullish(),
      postcode: text(30).nullish(),
      city: text(200).nullish(),
      region: text(200).nullish(),
      country: text(100).nullish(),
    })
    .optional(),
})
export type ContactPointInput = z.output<typeof contactPointInput>

export const contactPoint = z.object({
  id,
  version: z.int(),
  kind: z.string(),
  value: z.string(),
  given: z.string().nullable(),
  label: z.string().nullable(),
  primary: z.boolean(),
  problem: z.string().nullable(),
  address: z.unknown(),
  customerId: id,
})

export const contactPointEndpoints = contract({
  addContactPoint: {
    name: 'customers.contact-points.add',
    method: 'POST',
    path: '/customers/:id/contact-points',
    tag,
    summary: 'Add an e-mail address, telephone number or postal address',
    permission: 'customers.write',
    params: idParams,
    body: contactPointInput,
    reply: contactPoint,
    status: 201,
    act: 'customers.act.contact-point-added',
  },
  changeContactPoint: {
    name: 'customers.contact-points.change',
    method: 'PATCH',
    path: '/customers/:id/contact-points/:childId',
    tag,
    summary: 'Change a contact point',
    permission: 'customers.write',
    params: childParams,
    body: contactPointInput.omit({ kind: true }).partial(),
    reply: contactPoint,
    ifMatch: 'optional',
    act: 'customers.act.contact-point-changed',
  },
  removeContactPoint: {
    name: 'customers.contact-points.remove',
    method: 'DELETE',
    path: '/customers/:id/contact-points/:childId',
    tag,
    summary: 'Remove a contact point; can be undone',
    permission: 'customers.write',
    params: childParams,
    reply: nothing,
    act: 'customers.act.contact-point-removed',
  },
})
