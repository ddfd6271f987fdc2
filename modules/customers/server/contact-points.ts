import type { Context } from '../../../platform/context.ts'
import { keptPlan } from '../../../platform/database/prepared.ts'
import { sentAhead } from '../../../platform/database/sending.ts'
import { row, rows, run } from '../../../platform/database/statement.ts'
import { changeRow, insertRow, lockRow, removeRow, type Row } from '../../../platform/history/rows.ts'
import { invalid } from '../../../platform/errors.ts'
import { parseEmail, parsePhone } from '../../../platform/formats/contacts.ts'
import { newId } from '../../../platform/ids.ts'
import { settingOf } from '../../../platform/settings.ts'
import type { ContactPointInput } from '../contract.ts'
import { requireCustomer } from './access.ts'
import { contactProblem } from './contact-problems.ts'
import { settle } from './family/deriving.ts'
import { contactPointTable, customerTable } from './tables.ts'

export type ContactPointRow = {
  customer_id: string
  id: string
  kind: 'email' | 'phone' | 'address' | 'web'
  value: string
  given: string | null
  label: string | null
  is_primary: boolean
  problem: string | null
  address: unknown
  version: number
}

/** The country by which telephone numbers without a prefix are read; an administrator sets it. */
export function homeCountry(ctx: Context): Promise<string | null> {
  return settingOf<string | null>(ctx.db, 'organisation.country', null)
}

type Written = Pick<ContactPointRow, 'value' | 'given' | 'problem' | 'address'>

/** Value, normalised, with the address as it prints in one line. */
function written(kind: string, input: Partial<ContactPointInput>, country: string | null): Written {
  const given = input.value ?? ''
  if (kind === 'address') {
    const address = input.address ?? { lines: given }
    const { lines, postcode, city, region, country: land } = address
    const line = [lines, [postcode, city].filter(Boolean).join(' '), region, land].filter(Boolean).join(', ')
    if (!line)
      throw invalid('address', 'customers.address-empty', 'An address needs at least one line or a place.')
    return { value: line, given: null, problem: null, address }
  }
  if (!given) throw invalid('value', 'customers.contact-point-empty', 'Give the address or number.')
  if (kind !== 'email' && kind !== 'phone') return { value: given, given: null, problem: null, address: null }
  const text = given.trim()
  const { value, problem } = kind === 'email' ? parseEmail(text) : parsePhone(text, country ?? undefined)
  return { value, given, problem: contactProblem(problem), address: null }
}

/** A telephone number that says by itself in which country it is needs no other. */
function isNational({ kind, value }: Partial<ContactPointInput>): boolean {
  return kind === 'phone' && !value?.trim().startsWith('+')
}

/** A contact point that nobody has stored yet. */
export type NewPoint = Omit<ContactPointRow, 'version'>

/** Contact points of a customer that is being created in the same act; the first of each kind is primary. */
export async function newContactPoints(
  ctx: Context,
  customerId: string,
  inputs: readonly ContactPointInput[],
): Promise<NewPoint[]> {
  const country = inputs.some(isNational) ? await homeCountry(ctx) : null
  const seen = new Set<string>()
  return inputs.map(input => {
    const first = !seen.has(input.kind) && !inputs.some(other => other.kind === input.kind && other.primary)
    seen.add(input.kind)
    return {
      customer_id: customerId,
      id: newId(),
      kind: input.kind,
      label: input.label ?? null,
      is_primary: input.primary ?? first,
      ...written(input.kind, input, country),
    }
  })
}

const addPoints = sentAhead(
  keptPlan(`insert into customers.contact_point (customer_id, id, kind, value, given, label, is_primary, problem, address)
    select customer_id, id, kind, value, given, label, is_primary, problem, address
    from jsonb_populate_recordset(null::customers.contact_point, $1::jsonb)`),
)

/** Stores the contact points of a customer that is created in the same act, whose history entry stands for them. */
export async function insertContactPoints(ctx: Context, points: readonly NewPoint[]): Promise<void> {
  if (points.length === 0) return
  await run(ctx.db, addPoints, [JSON.stringify(points)])
}

/** What lists show of the contact points: the mirrored columns of the customer row. */
export async function mirrored(ctx: Context, customerId: string): Promise<Row> {
  const points = await rows<ContactPointRow>(
    ctx.db,
    'select * from customers.contact_point where customer_id = $1 order by is_primary desc, id',
    [customerId],
  )
  return mirrorOf(points)
}

/** The same of points at hand, the primary ones first. */
export function mirrorOf(points: readonly NewPoint[]): Row {
  const first = (kind: string) => points.find(point => point.kind === kind)
  const set: Row = { email: first('email')?.value ?? null, phone: first('phone')?.value ?? null }
  const address = first('address')?.address as
    | { city?: string; postcode?: string; country?: string }
    | undefined
  if (address) {
    if (address.city) set.city = address.city
    if (address.postcode) set.postcode = address.postcode
    if (address.country) set.country = address.country
  }
  return set
}

/** Only what depends on this kind: a new telephone number says nothing about the place. */
async function mirror(ctx: Context, customerId: string, kind: ContactPointRow['kind']): Promise<void> {
  const { email, phone, ...place } = await mirrored(ctx, customerId)
  const byKind: Record<ContactPointRow['kind'], Row> = {
    email: { email },
    phone: { phone },
    address: place,
    web: {},
  }
  const set = byKind[kind]
  const { changed } = await changeRow(ctx, customerTable, {
    key: { rootId: customerId, id: customerId },
    set,
  })
  await settle(ctx, [customerId], changed ? Object.keys(set) : [])
}

async function demoteOthers(ctx: Context, point: ContactPointRow): Promise<void> {
  const others = await rows<{ id: string }>(
    ctx.db,
    'select id from customers.contact_point where customer_id = $1 and kind = $2 and is_primary and id <> $3',
    [point.customer_id, point.kind, point.id],
  )
  for (const other of others) {
    await changeRow(ctx, contactPointTable, {
      key: { rootId: point.customer_id, id: other.id },
      set: { is_primary: false },
    })
  }
}

/** Adds a contact point; the first of its kind becomes the primary one. */
export async function addContactPoint(
  ctx: Context,
  customerId: string,
  input: ContactPointInput,
): Promise<ContactPointRow> {
  await requireCustomer(ctx, customerId)
  await lockRow(ctx, customerTable, { rootId: customerId, id: customerId })
  const hasPrimary = await row(
    ctx.db,
    'select 1 as hit from customers.contact_point where customer_id = $1 and kind = $2 and is_primary',
    [customerId, input.kind],
  )
  const country = input.kind === 'phone' ? await homeCountry(ctx) : null
  const values = {
    customer_id: customerId,
    id: newId(),
    kind: input.kind,
    label: input.label ?? null,
    is_primary: input.primary ?? !hasPrimary,
    ...written(input.kind, input, country),
  }
  const point = (await insertRow(ctx, contactPointTable, values)) as ContactPointRow
  if (point.is_primary) await demoteOthers(ctx, point)
  await mirror(ctx, customerId, input.kind)
  await ctx.emit({ kind: 'customer.changed', entity: 'customer', rootId: customerId, recordId: customerId })
  return point
}

export type ChildChange<T> = { id: string; childId: string; input: T; version?: number | undefined }

/** Changes value, label or rank of a contact point. */
export async function changeContactPoint(
  ctx: Context,
  change: ChildChange<Partial<ContactPointInput>>,
): Promise<ContactPointRow> {
  const { id, childId, input, version } = change
  await requireCustomer(ctx, id)
  const before = (await lockRow(ctx, contactPointTable, { rootId: id, id: childId })) as ContactPointRow
  const set: Row = {}
  if (input.value !== undefined || input.address !== undefined) {
    Object.assign(set, written(before.kind, input, before.kind === 'phone' ? await homeCountry(ctx) : null))
  }
  if (input.label !== undefined) set.label = input.label
  if (input.primary !== undefined) set.is_primary = input.primary
  const { row: after } = await changeRow(ctx, contactPointTable, {
    key: { rootId: id, id: childId },
    set,
    version,
    show: current => contactPointView(current as ContactPointRow),
  })
  const point = after as ContactPointRow
  if (point.is_primary) await demoteOthers(ctx, point)
  await mirror(ctx, id, point.kind)
  await ctx.emit({ kind: 'customer.changed', entity: 'customer', rootId: id, recordId: id })
  return point
}

/** Removes a contact point; the next of its kind becomes the one that lists show. */
export async function removeContactPoint(ctx: Context, id: string, childId: string): Promise<void> {
  await requireCustomer(ctx, id)
  const gone = (await removeRow(ctx, contactPointTable, { rootId: id, id: childId })) as ContactPointRow
  await mirror(ctx, id, gone.kind)
  await ctx.emit({ kind: 'customer.changed', entity: 'customer', rootId: id, recordId: id })
}

/** Sets the primary e-mail address or telephone number as a list or form shows it; null removes it. */
export async function setPrimary(
  ctx: Context,
  customerId: string,
  { kind, value }: { kind: 'email' | 'phone'; value: string | null },
): Promise<void> {
  const primary = await row<ContactPointRow>(
    ctx.db,
    'select * from customers.contact_point where customer_id = $1 and kind = $2 order by is_primary desc, id limit 1',
    [customerId, kind],
  )
  const key = { rootId: customerId, id: primary?.id ?? '' }
  if (!value) {
    if (primary) await removeRow(ctx, contactPointTable, key)
    return
  }
  const set = written(kind, { value }, kind === 'phone' ? await homeCountry(ctx) : null)
  if (primary) await changeRow(ctx, contactPointTable, { key, set: { ...set, is_primary: true } })
  else
    await insertRow(ctx, contactPointTable, {
      customer_id: customerId,
      id: newId(),
      kind,
      is_primary: true,
      ...set,
    })
}

export function contactPointView(point: ContactPointRow) {
  const { customer_id, is_primary, ...rest } = point
  return { ...rest, customerId: customer_id, primary: is_primary }
}
