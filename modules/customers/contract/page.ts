import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, recordShape } from '../../../platform/contract/shapes.ts'
import { contactPoint } from './contact-points.ts'
import { linkShape } from './family.ts'
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

const member = z.object({
  id,
  name: z.string(),
  kind: z.string(),
  source: z.string().nullable(),
  externalId: z.string().nullable(),
  createdAt: z.string(),
})

const customerPage = z.object({
  record: recordShape.describe('The root of the family, also where the page of another member is asked for'),
  family: z.array(member).describe('Records merged into this one, with their own values'),
  elsewhere: z
    .array(z.object({ id, name: z.string() }))
    .describe('Records of other business units that are linked to these; each unit keeps its own'),
  ownName: z.string().describe('What the root itself is called; the record shows the name of the family'),
  links: z.array(linkShape).describe('What joins the records of the family'),
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
