import { z } from 'zod'
import { contract } from '../../platform/contract/endpoint.ts'
import {
  customShape,
  day,
  id,
  idParams,
  nothing,
  pageShape,
  recordShape,
  text,
  time,
  words,
} from '../../platform/contract/shapes.ts'
import { listQueryShape } from '../../platform/entities/list-query.ts'

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

export const newCustomer = z
  .strictObject({
    ...z.strictObject(fields).partial().shape,
    contactPoints: z.array(contactPointInput).max(100).optional(),
  })
  .refine(given => given.name || given.givenName || given.familyName, {
    path: ['name'],
    message: 'a customer needs a name',
  })
export type NewCustomer = z.output<typeof newCustomer>

const contactPoint = z.object({
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
const relationship = z.object({
  id,
  version: z.int(),
  customerId: id,
  otherId: id,
  otherName: z.string().nullable(),
  otherKind: z.string().nullable(),
  kind: z.string(),
  role: z.string(),
  title: z.string().nullable(),
  fromDate: z.string().nullable(),
  toDate: z.string().nullable(),
})
export const entryShape = z.object({
  id,
  version: z.int(),
  customerId: id,
  at: z.string(),
  endsAt: z.string().nullable(),
  kind: z.string(),
  title: z.string(),
  body: z.string().nullable(),
  direction: z.string().nullable(),
  actor: z.object({ id, name: z.string().nullable() }).nullable(),
  data: z.unknown(),
  aboutEntity: z.string().nullable(),
  aboutId: id.nullable(),
  pinnedAt: z.string().nullable(),
})
export type TimelineEntry = z.output<typeof entryShape>
const taskShape = recordShape
const attachment = z.object({
  id,
  customerId: id,
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  createdAt: z.string(),
  version: z.int(),
})
const ownership = z.object({
  userId: id,
  userName: z.string().nullable(),
  role: z.string(),
  from: z.string(),
  to: z.string().nullable(),
})

const timelineQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.string().max(200).optional().describe('`next` of the page before'),
  kind: z.string().max(200).optional().describe('Kinds, comma separated'),
})

export const customerPage = z.object({
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

const childParams = z.strictObject({ id, childId: id })
const selection = {
  ids: z.array(id).max(10_000).optional(),
  filter: z
    .string()
    .max(20_000)
    .optional()
    .describe('All rows that match this filter (JSON), instead of ids'),
  q: z.string().max(200).optional(),
  except: z.array(id).max(10_000).optional().describe('Rows that match but are left as they are'),
}
const bulkReply = z.object({ changed: z.int(), batchId: id })

const entryInput = {
  kind: z.enum(['note', 'call', 'meeting', 'email', 'visit']),
  title: text(300).optional(),
  body: text(50_000).nullish(),
  at: time.optional(),
  endsAt: time.nullish(),
  direction: z.enum(['in', 'out']).nullish(),
  mentions: z.array(id).max(50).optional().describe('Users named in the text'),
}

const taskInput = {
  title: words(300),
  body: text(20_000).nullish(),
  dueAt: time.nullish(),
  assignee: id.nullish(),
  priority: z.enum(['low', 'normal', 'high']).optional(),
}

const relationshipInput = {
  otherId: id,
  kind: z.enum(['employment', 'membership', 'ownership', 'family', 'partner', 'other']),
  role: words(100).describe('What the other one is to this customer: “employer”, “purchaser”'),
  reverseRole: words(100).optional().describe('What this customer is to the other one'),
  title: text(200).nullish(),
  fromDate: day.nullish(),
  toDate: day.nullish(),
}

/** Customers over HTTP. */
export const customersContract = contract({
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
  bulkChange: {
    name: 'customers.bulk-change',
    method: 'POST',
    path: '/customers/bulk-changes',
    tag,
    summary: 'Change many customers at once; can be undone',
    permission: 'customers.write',
    body: z.strictObject({
      ...selection,
      set: customerPatch
        .omit({
          email: true,
          phone: true,
          name: true,
          givenName: true,
          familyName: true,
          custom: true,
          tags: true,
        })
        .optional(),
      addTags: z.array(words(60)).max(20).optional(),
      removeTags: z.array(words(60)).max(20).optional(),
    }),
    reply: bulkReply,
    act: 'customers.act.bulk-changed',
    errors: ['customers.nothing-selected'],
  },
  bulkRemove: {
    name: 'customers.bulk-remove',
    method: 'POST',
    path: '/customers/bulk-removals',
    tag,
    summary: 'Remove many customers at once; can be undone',
    permission: 'customers.delete',
    body: z.strictObject(selection),
    reply: z.object({ removed: z.int(), batchId: id }),
    act: 'customers.act.bulk-removed',
    errors: ['customers.nothing-selected', 'customers.too-many'],
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

  timeline: {
    name: 'customers.timeline',
    method: 'GET',
    path: '/customers/:id/timeline',
    tag,
    summary: 'What happened with a customer, newest first',
    permission: 'customers.read',
    params: idParams,
    query: timelineQuery,
    reply: z.object({ items: z.array(entryShape), next: z.string().nullable() }),
  },
  addEntry: {
    name: 'customers.entries.add',
    method: 'POST',
    path: '/customers/:id/timeline',
    tag,
    summary: 'Write a note, or log a call, meeting, mail or visit',
    permission: 'customers.write',
    params: idParams,
    body: z.strictObject(entryInput),
    reply: entryShape,
    status: 201,
    act: 'customers.act.entry-added',
  },
  changeEntry: {
    name: 'customers.entries.change',
    method: 'PATCH',
    path: '/customers/:id/timeline/:childId',
    tag,
    summary: 'Change an entry written by a person',
    permission: 'customers.write',
    params: childParams,
    body: z
      .strictObject(entryInput)
      .omit({ kind: true })
      .partial()
      .extend({ pinned: z.boolean().optional() }),
    reply: entryShape,
    ifMatch: 'optional',
    act: 'customers.act.entry-changed',
    errors: ['customers.entry-is-fed'],
  },
  removeEntry: {
    name: 'customers.entries.remove',
    method: 'DELETE',
    path: '/customers/:id/timeline/:childId',
    tag,
    summary: 'Remove an entry written by a person; can be undone',
    permission: 'customers.write',
    params: childParams,
    reply: nothing,
    act: 'customers.act.entry-removed',
    errors: ['customers.entry-is-fed'],
  },

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

  addRelationship: {
    name: 'customers.relationships.add',
    method: 'POST',
    path: '/customers/:id/relationships',
    tag,
    summary: 'Relate two customers',
    permission: 'customers.write',
    params: idParams,
    body: z.strictObject(relationshipInput),
    reply: relationship,
    status: 201,
    act: 'customers.act.related',
    errors: ['customers.related-to-itself'],
  },
  changeRelationship: {
    name: 'customers.relationships.change',
    method: 'PATCH',
    path: '/customers/:id/relationships/:childId',
    tag,
    summary: 'Change a relationship’s role or dates',
    permission: 'customers.write',
    params: childParams,
    body: z.strictObject(relationshipInput).omit({ otherId: true, kind: true, reverseRole: true }).partial(),
    reply: relationship,
    ifMatch: 'optional',
    act: 'customers.act.relationship-changed',
  },
  removeRelationship: {
    name: 'customers.relationships.remove',
    method: 'DELETE',
    path: '/customers/:id/relationships/:childId',
    tag,
    summary: 'Remove a relationship from both sides; can be undone',
    permission: 'customers.write',
    params: childParams,
    reply: nothing,
    act: 'customers.act.relationship-removed',
  },

  tasks: {
    name: 'customers.tasks.list',
    method: 'GET',
    path: '/tasks',
    tag: 'Tasks',
    summary: 'Tasks, filtered, sorted, page by page',
    permission: 'customers.read',
    query: listQueryShape,
    reply: pageShape,
  },
  addTask: {
    name: 'customers.tasks.add',
    method: 'POST',
    path: '/customers/:id/tasks',
    tag: 'Tasks',
    summary: 'Add a task for a customer',
    permission: 'customers.write',
    params: idParams,
    body: z.strictObject(taskInput),
    reply: taskShape,
    status: 201,
    act: 'customers.act.task-added',
  },
  changeTask: {
    name: 'customers.tasks.change',
    method: 'PATCH',
    path: '/customers/:id/tasks/:childId',
    tag: 'Tasks',
    summary: 'Change a task',
    permission: 'customers.write',
    params: childParams,
    body: z.strictObject(taskInput).partial(),
    reply: taskShape,
    ifMatch: 'optional',
    act: 'customers.act.task-changed',
  },
  completeTask: {
    name: 'customers.tasks.complete',
    method: 'POST',
    path: '/customers/:id/tasks/:childId/completion',
    tag: 'Tasks',
    summary: 'Complete a task',
    permission: 'customers.write',
    params: childParams,
    reply: taskShape,
    act: 'customers.act.task-completed',
  },
  reopenTask: {
    name: 'customers.tasks.reopen',
    method: 'DELETE',
    path: '/customers/:id/tasks/:childId/completion',
    tag: 'Tasks',
    summary: 'Open a completed task again',
    permission: 'customers.write',
    params: childParams,
    reply: taskShape,
    act: 'customers.act.task-reopened',
  },
  removeTask: {
    name: 'customers.tasks.remove',
    method: 'DELETE',
    path: '/customers/:id/tasks/:childId',
    tag: 'Tasks',
    summary: 'Remove a task; can be undone',
    permission: 'customers.write',
    params: childParams,
    reply: nothing,
    act: 'customers.act.task-removed',
  },

  addFile: {
    name: 'customers.files.add',
    method: 'POST',
    path: '/customers/:id/files',
    tag: 'Files',
    summary: 'Attach a file (multipart, part “file”)',
    permission: 'customers.write',
    params: idParams,
    upload: 'multipart',
    reply: attachment,
    status: 201,
    act: 'customers.act.file-added',
  },
  readFile: {
    name: 'customers.files.read',
    method: 'GET',
    path: '/customers/:id/files/:childId',
    tag: 'Files',
    summary: 'Download an attached file',
    permission: 'customers.read',
    params: childParams,
    download: 'stream',
  },
  removeFile: {
    name: 'customers.files.remove',
    method: 'DELETE',
    path: '/customers/:id/files/:childId',
    tag: 'Files',
    summary: 'Remove an attached file; can be undone',
    permission: 'customers.write',
    params: childParams,
    reply: nothing,
    act: 'customers.act.file-removed',
  },

  myDay: {
    name: 'customers.my-day',
    method: 'GET',
    path: '/my-day',
    tag: 'Tasks',
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
    tag: 'Tasks',
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
    tag: 'Tasks',
    summary: 'Ask for the mail in the morning, or stop it',
    permission: 'customers.read',
    body: z.strictObject({ wanted: z.boolean() }),
    reply: nothing,
  },

  mentions: {
    name: 'customers.mentions.list',
    method: 'GET',
    path: '/mentions',
    tag: 'Tasks',
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
    tag: 'Tasks',
    summary: 'Mark a mention as read',
    permission: 'customers.read',
    params: idParams,
    body: z.strictObject({ customerId: id }),
    reply: nothing,
  },
})
