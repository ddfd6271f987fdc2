import { unitsOf } from '../../../platform/access/actor.ts'
import type { Context } from '../../../platform/context.ts'
import { rows, run } from '../../../platform/database/statement.ts'
import { recordChanges } from '../../../platform/history/record.ts'
import { newId } from '../../../platform/ids.ts'
import { wordsOf } from '../../../platform/search/fold.ts'
import { learnWords } from '../../../platform/search/words.ts'
import { demoStory } from './demo/story.ts'
import type { DemoCustomer, DemoRelationship, DemoStory } from './demo/story-shape.ts'
import { nameColumns } from './names.ts'

type Row = Record<string, unknown>

/** Writes the demo company's customers as part of the current act, set by set, so that undoing it clears them all. */
export async function demoCustomers(ctx: Context, story: { seed: number; today: Date }): Promise<void> {
  const colleagues = await rows<{ id: string; name: string }>(
    ctx.db,
    'select id, name from staff.v_user order by email',
  )
  const users = colleagues.length > 0 ? colleagues : [{ id: ctx.actor.id, name: ctx.actor.name }]
  const told = demoStory({ ...story, users: users.map(user => ({ ...user, role: 'agent' })) })
  const unitId = unitsOf(ctx.actor)[0] as string
  await insertStory(ctx, told, unitId)
  await recordChanges(
    ctx,
    [...told.organisations, ...told.persons].map(({ id }) => ({
      entity: 'customer',
      rootId: id,
      recordId: id,
      action: 'created' as const,
    })),
  )
}

async function insertStory(ctx: Context, story: DemoStory, unitId: string): Promise<void> {
  const customers = [...story.organisations, ...story.persons]
  const last = lastContacts(story, ctx.now)
  await insert(
    ctx,
    'customer',
    customers.map(one => customerRow(one, { unitId, lastContactAt: last.get(one.id) ?? null })),
  )
  await learnWords(
    ctx.db,
    customers.flatMap(({ name, givenName, familyName }) =>
      wordsOf([name, givenName, familyName].filter(Boolean).join(' ')),
    ),
  )
  await insert(ctx, 'contact_point', customers.flatMap(contactPointRows))
  await insert(ctx, 'ownership', customers.flatMap(ownershipRow))
  await insert(
    ctx,
    'relationship',
    story.relationships.flatMap(tie => relationshipRows(tie, ctx.now)),
  )
  await insert(
    ctx,
    'timeline_entry',
    story.entries.map(({ customerId, endsAt, actorId, pinned, ...entry }) => ({
      ...entry,
      customer_id: customerId,
      id: newId(),
      ends_at: endsAt,
      actor_id: actorId,
      version: 1,
      pinned_at: pinned ? entry.at : null,
    })),
  )
  await insert(
    ctx,
    'task',
    story.tasks.map(({ customerId, dueAt, assigneeId, completedAt, createdAt, ...task }) => ({
      ...task,
      customer_id: customerId,
      id: newId(),
      due_at: dueAt,
      assignee_id: assigneeId,
      version: 1,
      completed_at: completedAt,
      completed_by: completedAt && assigneeId,
      created_by: assigneeId,
      created_at: createdAt,
      updated_at: completedAt ?? createdAt,
    })),
  )
}

/** One statement per table; the rows carry every column that has no null. */
async function insert(ctx: Context, table: string, values: readonly Row[]): Promise<void> {
  const first = values[0]
  if (!first) return
  const columns = Object.keys(first)
    .map(name => `"${name}"`)
    .join(', ')
  await run(
    ctx.db,
    `insert into customers.${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::customers.${table}, $1::jsonb)`,
    [JSON.stringify(values)],
  )
}

function customerRow(
  one: DemoCustomer,
  { unitId, lastContactAt }: { unitId: string; lastContactAt: string | null },
): Row {
  const primary = (kind: string) =>
    one.contactPoints.find(point => point.kind === kind && point.isPrimary)?.value ?? null
  return {
    id: one.id,
    kind: one.kind,
    given_name: one.givenName,
    family_name: one.familyName,
    job_title: one.jobTitle,
    birth_date: one.birthDate,
    org_number: one.orgNumber,
    industry: one.industry,
    employees: one.employees,
    website: one.website,
    level: one.level,
    language: one.language,
    city: one.city,
    postcode: one.postcode,
    country: one.country,
    owner_id: one.ownerId,
    unit_id: unitId,
    tags: one.tags,
    external_id: one.externalId,
    source: one.source,
    last_contact_at: lastContactAt,
    custom: {},
    version: 1,
    created_at: one.createdAt,
    updated_at: lastContactAt ?? one.createdAt,
    email: primary('email'),
    phone: primary('phone'),
    ...nameColumns(one),
  }
}

function contactPointRows(one: DemoCustomer): Row[] {
  return one.contactPoints.map(({ address, isPrimary, ...point }) => ({
    ...point,
    customer_id: one.id,
    id: newId(),
    is_primary: isPrimary,
    version: 1,
    given: point.kind === 'address' ? null : point.given,
    address: address && {
      lines: address.street,
      postcode: address.postcode,
      city: address.city,
      country: address.country,
    },
    created_at: one.createdAt,
    updated_at: one.createdAt,
  }))
}

function ownershipRow(one: DemoCustomer): Row[] {
  if (!one.ownerId) return []
  return [{ customer_id: one.id, id: newId(), user_id: one.ownerId, role: 'owner', from_at: one.createdAt }]
}

/** Each relationship stands twice, once under each customer, with the same id. */
function relationshipRows(tie: DemoRelationship, now: Date): Row[] {
  const shared = {
    id: newId(),
    kind: tie.kind,
    title: tie.title,
    from_date: tie.fromDate,
    to_date: tie.toDate,
    version: 1,
    created_at: now,
    updated_at: now,
  }
  return [
    { ...shared, customer_id: tie.from, other_id: tie.to, role: tie.role },
    { ...shared, customer_id: tie.to, other_id: tie.from, role: tie.reverseRole },
  ]
}

/** When each customer was last spoken with: notes are no contact, and what is to come has not happened. */
function lastContacts(story: DemoStory, now: Date): Map<string, string> {
  const latest = new Map<string, string>()
  for (const { customerId, kind, at } of story.entries) {
    if (kind === 'note' || at > now.toISOString()) continue
    const known = latest.get(customerId)
    if (!known || known < at) latest.set(customerId, at)
  }
  return latest
}
