import { type Actor, unitsOf } from '../../../platform/access/actor.ts'
import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/database/statement.ts'
import { findRecord, findRecordJson } from '../../../platform/entities/list.ts'
import type { RecordView } from '../../../platform/entities/projection.ts'
import { Conflict, NotFound, Refusal } from '../../../platform/errors.ts'
import { openBatch, recordChanges } from '../../../platform/history/record.ts'
import { removeRoots, removeRows } from '../../../platform/history/removal.ts'
import { changeRow, insertQuietly, lockShown, type Row } from '../../../platform/history/rows.ts'
import type { RawJson } from '../../../platform/module.ts'
import { newId } from '../../../platform/ids.ts'
import { learnWords } from '../../../platform/search/words.ts'
import type { ContactPointInput, CustomerPatch, NewCustomer } from '../contract.ts'
import { customer } from '../entities.ts'
import { assertCustom, assertWritable, familyScope, requireCustomer } from './access.ts'
import { insertContactPoints, mirrored, mirrorOf, newContactPoints, setPrimary } from './contact-points.ts'
import { deriveFamilies, settle, tellFamilies } from './family/deriving.ts'
import { leaveFamilies } from './family/removing.ts'
import { nameColumns, type NameParts, wordsIn } from './names.ts'
import { beginOwnership, changeOwner } from './ownership.ts'
import { customerTable, relationshipTable } from './tables.ts'

/** One customer as this actor may see it; throws `NotFound`. */
export async function getCustomer(ctx: Context, id: string): Promise<RecordView> {
  const found = await findRecord(ctx.db, viewOf(ctx), id)
  if (found) return found
  await requireCustomer(ctx, id)
  return (await findRecord(ctx.db, viewOf(ctx, throughRoot(ctx.actor)), id)) as RecordView
}

/** The same as JSON text, as the database wrote it. */
export async function customerJson(ctx: Context, id: string): Promise<RawJson> {
  const found = await findRecordJson(ctx.db, viewOf(ctx), id)
  if (found) return found
  await requireCustomer(ctx, id)
  return (await findRecordJson(ctx.db, viewOf(ctx, throughRoot(ctx.actor)), id)) as RawJson
}

function viewOf(ctx: Context, actor = ctx.actor) {
  const entity = ctx.catalogue.entity('customer')
  return { registry: ctx.catalogue.registry(), entity, actor, now: ctx.now }
}

/** Whose rows no longer matter since he sees the root of the family; which fields he sees matters still. */
function throughRoot(actor: Actor): Actor {
  return { ...actor, scopes: new Map([...actor.scopes, ['customer', 'all']]) }
}

/** Put together from other values (the name) or mirrored from contact points, and so not stored as they are given. */
const workedOut = ['name', 'email', 'phone']
const stored = customer.fields.flatMap(({ key, column, readOnly }) =>
  column && !readOnly && !workedOut.includes(key) ? [{ key: key as keyof CustomerPatch, column }] : [],
)

/** The columns a patch sets, apart from those that are worked out. */
export function columnsOf(patch: CustomerPatch): Row {
  const set: Row = {}
  for (const { key, column } of stored) {
    const value = patch[key]
    if (value !== undefined) set[column] = value === '' ? null : value
  }
  if (set.tags) set.tags = [...new Set(set.tags as string[])]
  return set
}

/** Without a word on it: whoever has a given or family name, or nothing of an organisation, is a person. */
export function kindOf(input: CustomerPatch): 'person' | 'organisation' {
  if (input.kind) return input.kind
  if (input.givenName || input.familyName) return 'person'
  return input.orgNumber || input.industry || input.employees != null ? 'organisation' : 'person'
}

function partsOf(input: CustomerPatch): NameParts {
  return {
    kind: kindOf(input),
    name: input.name ?? null,
    givenName: input.givenName ?? null,
    familyName: input.familyName ?? null,
  }
}

/** Creates a customer with its contact points and first owner. */
export async function createCustomer(ctx: Context, input: NewCustomer): Promise<RecordView> {
  const entity = ctx.catalogue.entity('customer')
  assertWritable(ctx, entity, input)
  assertCustom(entity, input.custom)
  const id = newId()
  const names = nameColumns(partsOf(input))
  const own = Object.fromEntries(Object.entries(input.custom ?? {}).filter(([, value]) => value !== null))
  const points = await newContactPoints(ctx, id, contactPointsOf(input))
  const mirror = mirrorOf(points.toSorted((a, b) => Number(b.is_primary) - Number(a.is_primary)))
  const columns = columnsOf(input)
  const values = {
    ...mirror,
    ...columns,
    city: columns.city ?? mirror.city,
    postcode: columns.postcode ?? mirror.postcode,
    country: columns.country ?? mirror.country,
    kind: kindOf(input),
    ...names,
    custom: own,
    id,
    unit_id: unitsOf(ctx.actor)[0],
  }
  await insertQuietly(ctx, customerTable, values)
  await insertContactPoints(ctx, points)
  if (input.owner) await beginOwnership(ctx, id, input.owner)
  await learnWords(ctx.db, wordsIn(names.words))
  await recordChanges(ctx, [{ entity: 'customer', rootId: id, recordId: id, action: 'created' }])
  await ctx.emit({ kind: 'customer.created', entity: 'customer', rootId: id, recordId: id })
  return seen(ctx, id)
}

function contactPointsOf(input: NewCustomer): ContactPointInput[] {
  const points = [...(input.contactPoints ?? [])]
  if (input.email) points.unshift({ kind: 'email', value: input.email })
  if (input.phone) points.unshift({ kind: 'phone', value: input.phone })
  return points
}

/** The answer to a write. A write may take a record out of its author's sight; then he sees its id and version. */
async function seen(ctx: Context, id: string): Promise<RecordView> {
  try {
    return await getCustomer(ctx, id)
  } catch (error) {
    if (error instanceof NotFound) return { id, version: 1 }
    throw error
  }
}

/** Changes fields. `version` is what the caller has read; two people who change different fields do not collide. */
export async function changeCustomer(
  ctx: Context,
  change: { id: string; patch: CustomerPatch; version?: number | undefined },
): Promise<RecordView> {
  const { id, version } = change
  const entity = ctx.catalogue.entity('customer')
  assertWritable(ctx, entity, change.patch)
  assertCustom(entity, change.patch.custom)
  const { own: before, shown } = await lockShown(ctx, customerTable, {
    rootId: id,
    id,
    visible: sql => familyScope(ctx, { alias: 't', root: 'r', sql }),
  })
  const patch = completed(change.patch, { before, shown })
  const set = columnsOf(patch)
  if (patch.custom) set.custom = mergedCustom(before.custom as Row, patch.custom)
  Object.assign(set, renamed({ ...before, ...namesOf(shown, change.patch) }, patch))
  for (const kind of ['email', 'phone'] as const) {
    if (patch[kind] !== undefined) await setPrimary(ctx, id, { kind, value: patch[kind] || null })
  }
  if (patch.email !== undefined || patch.phone !== undefined) {
    const { email, phone } = await mirrored(ctx, id)
    if (patch.email !== undefined) set.email = email
    if (patch.phone !== undefined) set.phone = phone
  }
  if (patch.owner !== undefined) await changeOwner(ctx, id, patch.owner)
  const { changed } = await withCurrent(ctx, id, () =>
    changeRow(ctx, customerTable, { key: { rootId: id, id }, set, version, locked: before }),
  )
  if (typeof set.words === 'string') await learnWords(ctx.db, wordsIn(set.words))
  await settle(ctx, [id], writtenIn(change.patch))
  if (changed)
    await ctx.emit({
      kind: 'customer.changed',
      entity: 'customer',
      rootId: id,
      recordId: id,
      data: { fields: fieldsIn(patch) },
    })
  return seen(ctx, id)
}

const nameParts = ['name', 'givenName', 'familyName']

/** The fields that a patch may change; of a person the shown name follows its parts. */
function fieldsIn(patch: CustomerPatch): string[] {
  const given = Object.keys(patch)
  return given.some(field => nameParts.includes(field)) ? [...new Set([...given, ...nameParts])] : given
}

/** The parts of the name as the record shows them, where one of them changes. */
function namesOf(shown: Row, { name, givenName, familyName }: CustomerPatch): Row {
  if (name === undefined && givenName === undefined && familyName === undefined) return {}
  return { name: shown.name, given_name: shown.given_name, family_name: shown.family_name }
}

/** What somebody wrote: columns, and own fields one by one. */
function writtenIn(patch: CustomerPatch): string[] {
  const { name, givenName, familyName, custom } = patch
  const named = name !== undefined || givenName !== undefined || familyName !== undefined
  const mirrors = (['email', 'phone'] as const).filter(kind => patch[kind] !== undefined)
  const own = Object.keys(custom ?? {}).map(key => `custom.${key}`)
  return [...Object.keys(columnsOf(patch)), ...(named ? ['name'] : []), ...mirrors, ...own]
}

/** Fields that say one thing together: who changes one of them means the others as he sees them. */
const together = [
  {
    when: ['name', 'givenName', 'familyName'],
    columns: { givenName: 'given_name', familyName: 'family_name' },
  },
  {
    when: ['city', 'postcode', 'country'],
    columns: { city: 'city', postcode: 'postcode', country: 'country' },
  },
] as const

/** The patch with the other parts of a name or place, where the record shows those of another member of its family. */
function completed(patch: CustomerPatch, { before, shown }: { before: Row; shown: Row }): CustomerPatch {
  if (before === shown) return patch
  const more: Record<string, unknown> = {}
  for (const { when, columns } of together) {
    if (when.every(key => patch[key] === undefined)) continue
    for (const [key, column] of Object.entries(columns))
      if (shown[column] !== before[column]) more[key] = shown[column]
  }
  return { ...more, ...patch }
}

/** A conflict shows the record as the actor may see it, not the row. */
async function withCurrent<T>(ctx: Context, id: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof Conflict && error instanceof Refusal)) throw error
    await settle(ctx, [id])
    throw new Conflict(error.message, await getCustomer(ctx, id))
  }
}

function mergedCustom(before: Row, patch: Row): Row {
  const merged = { ...before, ...patch }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
}

/** Shown name, sort key and words, where a part of the name changes. A shown name that was put together follows its parts. */
function renamed(before: Row, patch: CustomerPatch): Row {
  if (
    patch.name === undefined &&
    patch.givenName === undefined &&
    patch.familyName === undefined &&
    patch.kind === undefined
  )
    return {}
  const given = patch.givenName === undefined ? (before.given_name as string | null) : patch.givenName
  const family = patch.familyName === undefined ? (before.family_name as string | null) : patch.familyName
  const composed = [before.given_name, before.family_name].filter(Boolean).join(' ') === before.name
  const name = patch.name ?? (composed && (given || family) ? null : (before.name as string))
  const columns = nameColumns({
    kind: (patch.kind ?? before.kind) as NameParts['kind'],
    name,
    givenName: given,
    familyName: family,
  })
  const same =
    wordsIn(before.words as string)
      .sort()
      .join() === wordsIn(columns.words).sort().join()
  return same ? { name: columns.name, sort_name: columns.sort_name } : columns
}

/**
 * Removes customers with everything that belongs to them, and their side of relationships with others; a root takes its
 * whole family along, of the family of a member the rest stays together. Undo brings all back.
 */
export async function removeCustomers(ctx: Context, ids: readonly string[]): Promise<number> {
  await openBatch(ctx)
  const { all, left } = await leaveFamilies(ctx, ids)
  const mirrorRows = await rows<{ customer_id: string; id: string }>(
    ctx.db,
    'select customer_id, id from customers.relationship where other_id = any($1::uuid[]) and customer_id <> all($1::uuid[])',
    [all],
  )
  await removeRows(ctx.db, relationshipTable, {
    roots: mirrorRows.map(row => row.customer_id),
    ids: mirrorRows.map(row => row.id),
    batchId: ctx.batch.id,
  })
  const removed = await removeRoots(ctx, ctx.history, { entity: 'customer', ids: all })
  await tellFamilies(ctx, await deriveFamilies(ctx, left), 'unlinked')
  await settle(ctx, left)
  for (const id of ids.slice(0, 100))
    await ctx.emit({ kind: 'customer.removed', entity: 'customer', rootId: id, recordId: id })
  return removed
}

/** Removes one customer; throws `NotFound` where the actor does not see it. */
export async function removeCustomer(ctx: Context, id: string): Promise<number> {
  await requireCustomer(ctx, id)
  return removeCustomers(ctx, [id])
}
