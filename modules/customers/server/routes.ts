import { routes } from '../../../platform/module.ts'
import { customersContract } from '../contract.ts'
import { attach, detach, readAttachment } from './attachments.ts'
import { changeMany, removeMany } from './bulk.ts'
import {
  addContactPoint,
  changeContactPoint,
  contactPointView,
  removeContactPoint,
} from './contact-points.ts'
import { changeCustomer, createCustomer, customerJson, removeCustomer } from './customers.ts'
import { chooseDigest, digestChoice } from './digest.ts'
import { everythingAbout } from './everything.ts'
import { linkCustomers } from './family/linking.ts'
import { familyChanges } from './family/members.queries.ts'
import { dissolve, takeOut, unlink } from './family/parting.ts'
import { count, groups, list, tagsInUse } from './lists.ts'
import { customerPage, timelinePage } from './page.queries.ts'
import { appointmentsBetween, myDay } from './my-day.queries.ts'
import { changeRelationship, relate, unrelate } from './relationships.ts'
import { addTask, changeTask, completeTask, removeTask, reopenTask } from './tasks.ts'
import { addEntry, changeEntry, readMention, removeEntry, unreadMentions } from './timeline.ts'
import type { UploadedFile } from '../../../platform/http/transfer-types.ts'

export const customersRoutes = routes(customersContract, {
  list: (ctx, { query }) => list(ctx, 'customer', query),
  count: (ctx, { query }) => count(ctx, query),
  groups: (ctx, { query }) => groups(ctx, query),
  create: (ctx, { body }) => createCustomer(ctx, body),
  get: (ctx, { params }) => customerJson(ctx, params.id),
  page: (ctx, { params }) => customerPage(ctx, params.id),
  change: (ctx, { params, body, ifMatch }) =>
    changeCustomer(ctx, { id: params.id, patch: body, version: ifMatch }),
  remove: async (ctx, { params }) => ({
    removed: await removeCustomer(ctx, params.id),
    batchId: ctx.batch.id,
  }),
  everything: (ctx, { params }) => everythingAbout(ctx, params.id),
  bulkChange: async (ctx, { body: { set, addTags, removeTags, ...selection } }) => ({
    changed: await changeMany(ctx, { selection, set, addTags, removeTags }),
    batchId: ctx.batch.id,
  }),
  bulkRemove: async (ctx, { body }) => ({ removed: await removeMany(ctx, body), batchId: ctx.batch.id }),
  tags: (ctx, { query }) => tagsInUse(ctx, query.q),

  timeline: (ctx, { params, query }) => timelinePage(ctx, params.id, query),
  changes: (ctx, { params, query }) => familyChanges(ctx, params.id, query),
  addEntry: (ctx, { params, body }) => addEntry(ctx, params.id, body),
  changeEntry: (ctx, { params, body, ifMatch }) =>
    changeEntry(ctx, { ...params, input: body, version: ifMatch }),
  removeEntry: (ctx, { params }) => done(removeEntry(ctx, params.id, params.childId)),

  addContactPoint: async (ctx, { params, body }) =>
    contactPointView(await addContactPoint(ctx, params.id, body)),
  changeContactPoint: async (ctx, { params, body, ifMatch }) =>
    contactPointView(await changeContactPoint(ctx, { ...params, input: body, version: ifMatch })),
  removeContactPoint: (ctx, { params }) => done(removeContactPoint(ctx, params.id, params.childId)),

  addRelationship: (ctx, { params, body }) => relate(ctx, params.id, body),
  changeRelationship: (ctx, { params, body, ifMatch }) =>
    changeRelationship(ctx, { ...params, input: body, version: ifMatch }),
  removeRelationship: (ctx, { params }) => done(unrelate(ctx, params.id, params.childId)),

  link: async (ctx, { params, body }) => ({
    families: await linkCustomers(ctx, {
      ids: [params.id, ...body.ids],
      method: 'hand',
      reason: body.reason ?? null,
    }),
  }),
  unlink: async (ctx, { params }) => ({ families: await unlink(ctx, params.childId) }),
  takeOut: async (ctx, { params }) => ({ families: await takeOut(ctx, params.id) }),
  dissolve: async (ctx, { params }) => ({ families: await dissolve(ctx, params.id) }),

  tasks: (ctx, { query }) => list(ctx, 'task', query),
  addTask: (ctx, { params, body }) => addTask(ctx, params.id, body),
  changeTask: (ctx, { params, body, ifMatch }) =>
    changeTask(ctx, { ...params, input: body, version: ifMatch }),
  completeTask: (ctx, { params }) => completeTask(ctx, params.id, params.childId),
  reopenTask: (ctx, { params }) => reopenTask(ctx, params.id, params.childId),
  removeTask: (ctx, { params }) => done(removeTask(ctx, params.id, params.childId)),

  addFile: (ctx, { params, file }) => attach(ctx, params.id, file as UploadedFile),
  readFile: (ctx, { params }) => readAttachment(ctx, params.id, params.childId),
  removeFile: (ctx, { params }) => done(detach(ctx, params.id, params.childId)),

  myDay: (ctx, { query }) => myDay(ctx, query.recent ?? []),
  appointments: async (ctx, { query }) => ({ items: await appointmentsBetween(ctx, query) }),
  digest: ctx => digestChoice(ctx),
  chooseDigest: (ctx, { body }) => done(chooseDigest(ctx, body.wanted)),

  mentions: async ctx => ({ items: await unreadMentions(ctx) }),
  readMention: (ctx, { params, body }) => done(readMention(ctx, body.customerId, params.id)),
})

async function done(work: Promise<void>): Promise<null> {
  await work
  return null
}
