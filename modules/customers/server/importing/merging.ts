import { nameColumns } from '../names.ts'
import { addressLine, type Columns, type Existing, type Incoming, type Point, primaryOf } from './record.ts'

/** Columns by which other systems know the customer: a value that is there is never replaced. */
const identities = ['external_id', 'org_number']
const derived = new Set(['unit_id', 'name', 'sort_name', 'words', 'email', 'phone', 'kind'])

/** Puts the values of a row on a customer that is there; true when it differs from what it was. */
export function changeExisting(old: Existing, from: Incoming): boolean {
  putOn(old, from)
  return differs(old)
}

/** Puts the values of a later row of the file on a customer that an earlier one creates. */
export function absorb(first: Incoming, later: Incoming): void {
  putOn(first, later)
  if (later.tags) first.tags = [...new Set([...(first.tags ?? []), ...later.tags])]
  if (later.custom) first.custom = { ...first.custom, ...later.custom }
}

function putOn(record: Incoming | Existing, from: Incoming): void {
  const { columns } = record
  for (const [column, value] of Object.entries(from.columns)) {
    if (derived.has(column) || (identities.includes(column) && columns[column])) continue
    columns[column] = value
  }
  putNames(columns, from)
  for (const point of from.points) putPoint(record.points, point)
  for (const kind of ['email', 'phone'] as const) {
    const primary = primaryOf(record.points, kind)
    if (primary) columns[kind] = primary.value
  }
  if ('before' in record) putOwn(columns, from)
}

/** A name that the file only stands in for (an e-mail address) does not replace one. */
function putNames(columns: Columns, from: Incoming): void {
  const { given_name: given, family_name: family } = from.columns
  const standIn =
    from.name !== null &&
    (from.name === from.columns.email ||
      from.name === from.columns.phone ||
      from.name === from.columns.external_id)
  const name = standIn ? null : from.name
  if (!name && !given && !family) return
  const parts = {
    kind: columns.kind as 'person',
    name,
    givenName: (columns.given_name as string | null) ?? null,
    familyName: (columns.family_name as string | null) ?? null,
  }
  const names = nameColumns(parts)
  if (names.name !== columns.name || names.sort_name !== columns.sort_name) Object.assign(columns, names)
}

function putPoint(points: Point[], point: Point): void {
  const same = points.find(known => known.kind === point.kind && known.value === point.value)
  if (same) return
  const primary = primaryOf(points, point.kind)
  if (point.kind === 'address' && primary) {
    const address = { ...primary.address, ...point.address }
    const value = addressLine(address)
    if (value !== primary.value) Object.assign(primary, { address, value, given: null })
    return
  }
  if (point.primary) for (const known of points) if (known.kind === point.kind) known.primary = false
  points.push({ ...point })
}

function putOwn(columns: Columns, from: Incoming): void {
  if (from.tags) columns.tags = [...new Set([...(columns.tags as string[]), ...from.tags])]
  if (from.custom) columns.custom = { ...(columns.custom as Columns), ...from.custom }
}

/** Whether any column or contact point is not what it was. */
function differs(old: Existing): boolean {
  return (
    changedColumns(old).length > 0 ||
    old.points.some(point => isNew(old, point) || pointChange(old, point) !== null)
  )
}

/** Names of the columns whose value changes. */
export function changedColumns({ before, columns }: Existing): string[] {
  return Object.keys(columns).filter(column => {
    const [was, is] = [before[column] ?? null, columns[column] ?? null]
    if (was === is) return false
    if (column === 'custom') return differsWithin(was as Columns, is as Columns)
    return typeof is !== 'object' || JSON.stringify(was) !== JSON.stringify(is)
  })
}

/** The database orders the keys of an object as it likes. */
function differsWithin(was: Columns, is: Columns): boolean {
  return Object.keys(is).some(key => JSON.stringify(was[key] ?? null) !== JSON.stringify(is[key] ?? null))
}

export function isNew(old: Existing, point: Point): boolean {
  return !old.pointsBefore.has(point.id)
}

/** Column images of a contact point that changes, or null. */
export function pointChange(old: Existing, point: Point): { before: Columns; after: Columns } | null {
  const was = old.pointsBefore.get(point.id)
  if (!was) return null
  const before: Columns = {}
  const after: Columns = {}
  if (was.primary !== point.primary) {
    before.is_primary = was.primary
    after.is_primary = point.primary
  }
  if (was.value !== point.value) {
    Object.assign(before, { value: was.value, given: was.given, address: was.address })
    Object.assign(after, { value: point.value, given: point.given, address: point.address })
  }
  return Object.keys(after).length ? { before, after } : null
}
