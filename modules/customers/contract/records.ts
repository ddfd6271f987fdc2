import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import {
  customShape,
  day,
  id,
  idParams,
  recordShape,
  text,
  words,
} from '../../../platform/contract/shapes.ts'
import { contactPointInput } from './contact-points.ts'

const tag = 'Customers'

const fields = {
  kind: z.enum(['person', 'organisation']),
  name: words(500),
  givenName: text(200).nullable(),
  familyName: text(200).nullable(),
  jobTitle: text(200).nullable(),
  birthDate: day.nullable(),
  orgNumber: text(60).nullable(),
  industry: text(200).nullable(),
  employees: z.int().min(0).max(2_000_000_000).nullable(),
  website: text(500).nullable(),
  level: z.enum(['gold', 'silver', 'bronze']).nullable(),
  language: text(35).nullable(),
  email: text(320).nullable().describe('The primary e-mail address'),
  phone: text(100).nullable().describe('The primary telephone number'),
  city: text(200).nullable(),
  postcode: text(30).nullable(),
  country: text(100).nullable(),
  owner: id.nullable(),
  tags: z.array(words(60)).max(100),
  externalId: text(200).nullable(),
  source: text(200).nullable(),
  custom: customShape,
}

/** What a form or a program may set on a customer. */
export const customerPatch = z.strictObject(fields).partial()
export type CustomerPatch = z.output<typeof customerPatch>

const newCustomer = z
  .strictObject({
    ...z.strictObject(fields).partial().shape,
    contactPoints: z.array(contactPointInput).max(100).optional(),
  })
  .refine(given => given.name || given.givenName || given.familyName, {
    path: ['name'],
    message: 'a customer needs a name',
  })
export type NewCustomer = z.output<typeof newCustomer>

export const recordEndpoints = contract({
  create: {
    name: 'customers.create',
    method: 'POST',
    path: '/customers',
    tag,
    summary: 'Create a customer with its contact points',
    permission: 'customers.write',
    body: newCustomer,
    reply: recordShape,
    status: 201,
    act: 'customers.act.created',
  },
  get: {
    name: 'customers.get',
    method: 'GET',
    path: '/customers/:id',
    tag,
    summary: 'One customer',
    permission: 'customers.read',
    params: idParams,
    reply: recordShape,
  },
  change: {
    name: 'customers.change',
    method: 'PATCH',
    path: '/customers/:id',
    tag,
    summary: 'Change fields of a customer',
    permission: 'customers.write',
    params: idParams,
    body: customerPatch,
    reply: recordShape,
    ifMatch: 'optional',
    act: 'customers.act.changed',
  },
  remove: {
    name: 'customers.remove',
    method: 'DELETE',
    path: '/customers/:id',
    tag,
    summary: 'Remove a customer; can be undone',
    permission: 'customers.delete',
    params: idParams,
    reply: z.object({ removed: z.int(), batchId: id }),
    act: 'customers.act.removed',
  },
  everything: {
    name: 'customers.everything',
    method: 'GET',
    path: '/customers/:id/everything',
    tag,
    summary: 'Everything known about one customer, as one JSON file',
    permission: 'customers.export',
    params: idParams,
    download: 'stream',
  },
})
