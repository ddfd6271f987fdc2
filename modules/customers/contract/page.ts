import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, recordShape } from '../../../platform/contract/shapes.ts'
import { contactPoint } from './contact-points.ts'
import { relationship } from './relationships.ts'
import { entryShape } from './timeline.ts'
import { attachment } from './files.ts'

const tag = 'Customers'

const ownership = z.object({
  userId: id,
  userName: z.string().nullable(),
  role: z.string(),
  from: z.string(),
  to: z.string().nullable(),
})

const customerPage = z.object({
  record: recordShape,
  family: z.array(z.object({ id, name: z.string() })).describe('Records merged into this one'),
  contactPoints: z.array(contactPoint),
  relationships: z.array(relationship),
  timeline: z.array(entryShape),
  timelineNext: z.string().nullable(),
  tasks: z.array(z.looseObject({ id })),
  attachments: z.array(attachment),
  ownership: z.array(ownership),
})
export type CustomerPage = z.output<typeof customerPage>

export const pageEndpoints = contract({
  page: {
    name: 'customers.page',
    method: 'GET',
    path: '/customers/:id/page',
    tag,
    summary: 'All that a customer’s page shows, in one request',
    permission: 'customers.read',
    params: idParams,
    reply: customerPage,
  },
})
