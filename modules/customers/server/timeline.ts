import type { Context } from '../../../platform/context.ts'
import { keptPlan } from '../../../platform/database/prepared.ts'
import { sentAhead } from '../../../platform/database/sending.ts'
import { sqlWriter } from '../../../platform/database/sql-writer.ts'
import { rows, run } from '../../../platform/database/statement.ts'
import type { Event } from '../../../platform/events/event.ts'
import { invalid, NotFound, Refused } from '../../../platform/errors.ts'
import { recordChanges } from '../../../platform/history/record.ts'
import { changeRow, insertRow, lockRow, removeRow, type Row } from '../../../platform/history/rows.ts'
import { newId } from '../../../platform/ids.ts'
import type { TimelineEntry } from '../contract.ts'
import { customerScope, requireCustomer } from './access.ts'
import type { ChildChange } from './contact-points.ts'
import { lowered } from './family/showing.ts'
import { requireOwner } from './ownership.ts'
import { mentionTable, timelineTable } from './tables.ts'

/** Kinds that people write; all others are fed by modules and cannot be edited here. */
export const writtenKinds = ['note', 'call', 'meeting', 'email', 'visit'] as const
/** Kinds that count as a contact with the customer. */
const contacts = new Set(['call', 'meeting', 'email', 'visit'])

export type EntryInput = {
  kind: (typeof writtenKinds)[number]
  title?: string | undefined
  body?: string | null | undefined
  at?: string | undefined
  endsAt?: string | null | undefined
  direction?: 'in' | 'out' | null | undefined
  mentions?: string[] | undefined
}

/** Something a module feeds into the timeline of a customer. */
export type FedEntry = {
  customerId: string
  kind: string
  title: string
  body?: string | null
  at?: Date
  data?: Record<string, unknown>
  about?: { entity: string; id: string }
}

/** Puts an entry on a customer's timeline for a higher module, in the transaction of its write. */
export async function feedTimeline(ctx: Context, entry: FedEntry): Promise<string> {
  const [id] = await feedMany(ctx, [entry])
  return id as string
}

const addFed = sentAhead(
  keptPlan(`insert into customers.timeline_entry (customer_id, id, at, kind, title, body, actor_id, data, about_entity, about_id)
    select customer_id, id, at, kind, title, body, actor_id, data, about_entity, about_id
    from jsonb_populate_recordset(null::customers.timeline_entry, $1::jsonb)`),
)

/** The same for many entries at once, of whichever customers; answers their ids in the order given. */
export async function feedMany(ctx: Context, entries: readonly FedEntry[]): Promise<string[]> {
  if (entries.length === 0) return []
  const fed = entries.map(entry => ({
    customer_id: entry.customerId,
    id: newId(),
    at: entry.at ?? ctx.now,
    kind: entry.kind,
    title: entry.title,
    body: entry.body ?? null,
    actor_id: ctx.actor.id,
    data: entry.data ?? null,
    about_entity: entry.about?.entity ?? null,
    about_id: entry.about?.id ?? null,
  }))
  await run(ctx.db, addFed, [JSON.stringify(fed)])
  await recordChanges(
    ctx,
    fed.map(({ customer_id: rootId, id: recordId }) => ({
      entity: timelineTable.entity,
      action: 'created',
      rootId,
      recordId,
    })),
  )
  return fed.map(({ id }) => id)
}

/** Writes a note or logs a call, meeting, mail or visit; a contact moves the customer's last contact on. */
export async function addEntry(ctx: Context, customerId: string, input: EntryInput): Promise<TimelineEntry> {
  await requireCustomer(ctx, customerId)
  if (!input.title?.trim() && !input.body?.trim())
    throw invalid('body', 'customers.entry-empty', 'Write something first.')
  const id = newId()
  const at = input.at ? new Date(input.at) : ctx.now
  const row = await insertRow(ctx, timelineTable, {
    customer_id: customerId,
    id,
    at,
    ends_at: input.endsAt ? new Date(input.endsAt) : null,
    kind: input.kind,
    title: input.title ?? '',
    body: input.body ?? null,
    actor_id: ctx.actor.id,
    direction: input.direction ?? null,
  })
  await nameUsers(ctx, { customerId, entryId: id, users: input.mentions ?? [] })
  if (contacts.has(input.kind) && at <= ctx.now) await noteContact(ctx, customerId, at)
  await ctx.emit({
    kind: 'timeline.added',
    entity: 'timeline-entry',
    rootId: customerId,
    recordId: id,
    data: { kind: input.kind },
  })
  return { ...view(row), actor: { id: ctx.actor.id, name: ctx.actor.name } }
}

/** The customer's last contact follows the newest one; it is derived, so it has no history of its own. */
async function noteContact(ctx: Context, customerId: string, at: Date): Promise<void> {
  await lowered(ctx, [customerId], () =>
    run(
      ctx.db,
      'update customers.customer set last_contact_at = $2 where id = $1 and (last_contact_at is null or last_contact_at < $2)',
      [customerId, at],
    ),
  )
}

/** Works the last contact out of what stands on the timeline now, for customers where an entry moved or went. */
async function renewContact(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await lowered(ctx, customerIds, () =>
    run(
      ctx.db,
      `update customers.customer c set last_contact_at = (
       select max(e.at) from customers.timeline_entry e where e.customer_id = c.id and e.kind = any($2) and e.at <= $3)
     where c.id = any($1::uuid[])`,
      [customerIds, [...contacts], ctx.now],
    ),
  )
}

/** After an undo: the customers whose entries it took away or brought back. */
export async function renewContactsAfterUndo(ctx: Context, { recordId }: Event): Promise<void> {
  const touched = await rows<{ id: string }>(
    ctx.db,
    `select distinct root_id as id from platform.change where batch_id = $1 and entity = 'timeline-entry'`,
    [recordId],
  )
  if (touched.length > 0)
    await renewContact(
      ctx,
      touched.map(({ id }) => id),
    )
}

async function nameUsers(
  ctx: Context,
  { customerId, entryId, users }: { customerId: string; entryId: string; users: readonly string[] },
): Promise<void> {
  for (const userId of new Set(users)) {
    await requireOwner(ctx, userId, 'mentions')
    await insertRow(ctx, mentionTable, {
      customer_id: customerId,
      id: newId(),
      entry_id: entryId,
      user_id: userId,
    })
    await ctx.emit({
      kind: 'user.mentioned',
      entity: 'user',
      rootId: customerId,
      recordId: userId,
      data: { entryId },
    })
  }
}

async function requireWritten(ctx: Context, key: { rootId: string; id: string }): Promise<Row> {
  const row = await lockRow(ctx, timelineTable, key)
  if ((writtenKinds as readonly string[]).includes(String(row.kind))) return row
  throw new Refused(
    'customers.entry-is-fed',
    'This entry comes from another part of the product and is changed there.',
  )
}

export type EntryPatch = Partial<Omit<EntryInput, 'kind'>> & { pinned?: boolean | undefined }

/** Changes an entry written by a person. */
export async function changeEntry(
  ctx: Context,
  { id, childId, input, version }: ChildChange<EntryPatch>,
): Promise<TimelineEntry> {
  await requireCustomer(ctx, id)
  const key = { rootId: id, id: childId }
  await requireWritten(ctx, key)
  const set: Row = {}
  for (const name of ['title', 'body', 'direction'] as const)
    if (input[name] !== undefined) set[name] = input[name]
  if (input.at !== undefined) set.at = new Date(input.at)
  if (input.endsAt !== undefined) set.ends_at = input.endsAt ? new Date(input.endsAt) : null
  if (input.pinned !== undefined) set.pinned_at = input.pinned ? ctx.now : null
  const { row } = await changeRow(ctx, timelineTable, { key, set, version, show: view })
  if (input.at !== undefined && contacts.has(String(row.kind))) await renewContact(ctx, [id])
  if (input.mentions) await nameUsers(ctx, { customerId: id, entryId: childId, users: input.mentions })
  await ctx.emit({ kind: 'timeline.changed', entity: 'timeline-entry', rootId: id, recordId: childId })
  return view(row)
}

/** Removes an entry written by a person. */
export async function removeEntry(ctx: Context, id: string, childId: string): Promise<void> {
  await requireCustomer(ctx, id)
  const { kind } = await requireWritten(ctx, { rootId: id, id: childId })
  // Mentions would go with their entry by the foreign key, but without history: undo could not bring them back.
  const named = await rows<{ id: string }>(
    ctx.db,
    'select id from customers.mention where customer_id = $1 and entry_id = $2',
    [id, childId],
  )
  for (const mention of named) await removeRow(ctx, mentionTable, { rootId: id, id: mention.id })
  await removeRow(ctx, timelineTable, { rootId: id, id: childId })
  if (contacts.has(String(kind))) await renewContact(ctx, [id])
  await ctx.emit({ kind: 'timeline.removed', entity: 'timeline-entry', rootId: id, recordId: childId })
}

function view(row: Row): TimelineEntry {
  const iso = (value: unknown) => (value instanceof Date ? value.toISOString() : null)
  return {
    id: String(row.id),
    version: Number(row.version),
    customerId: String(row.customer_id),
    at: iso(row.at) ?? '',
    endsAt: iso(row.ends_at),
    kind: String(row.kind),
    title: String(row.title),
    body: row.body as string | null,
    direction: row.direction as string | null,
    actor: row.actor_id ? { id: String(row.actor_id), name: null } : null,
    data: row.data ?? null,
    aboutEntity: row.about_entity as string | null,
    aboutId: row.about_id as string | null,
    pinnedAt: iso(row.pinned_at),
  }
}

type MentionRow = {
  id: string
  customerId: string
  customerName: string
  entryId: string
  body: string | null
  by: string | null
  at: Date
}

/** Where I was named and have not read it, newest first, at most 100; only in notes of customers that I see. */
export async function unreadMentions(ctx: Context): Promise<(Omit<MentionRow, 'at'> & { at: string })[]> {
  const sql = sqlWriter()
  const me = sql.bind(ctx.actor.id, 'uuid')
  const seen = customerScope(ctx, { alias: 'c', sql })
  const found = await rows<MentionRow>(
    ctx.db,
    `select m.id, m.customer_id as "customerId", c.name as "customerName", m.entry_id as "entryId", e.body, u.name as by, m.created_at as at
     from customers.mention m join customers.customer c on c.id = m.customer_id
     join customers.timeline_entry e on e.customer_id = m.customer_id and e.id = m.entry_id
     left join staff.v_user u on u.id = e.actor_id
     where m.user_id = ${me} and m.read_at is null and ${seen} order by m.created_at desc limit 100`,
    sql.values,
  )
  return found.map(mention => ({ ...mention, at: mention.at.toISOString() }))
}

/** Marks my mention as read; throws `NotFound` for somebody else's. */
export async function readMention(ctx: Context, customerId: string, id: string): Promise<void> {
  await requireCustomer(ctx, customerId)
  const mine = await run(
    ctx.db,
    'update customers.mention set read_at = coalesce(read_at, $4) where customer_id = $1 and id = $2 and user_id = $3',
    [customerId, id, ctx.actor.id, ctx.now],
  )
  if (mine === 0) throw new NotFound('mention')
}
