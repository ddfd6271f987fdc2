import { isDeepStrictEqual } from 'node:util'
import { nameColumns } from '../names.ts'
import { addressLine, type Columns, type Existing, type Incoming, type Point, primaryOf } from './record.ts'

/** Columns by which other systems know the customer: a value that is there is never replaced. */
const identities = ['external_id', 'org_number']
const derived = new Set(['unit_id', 'name', 'sort_name', 'words', 'email', 'phone', 'kind'])

/**
 * Puts the values of a row on a customer that is there; true when it differs from what it was. With `fill` only what is
 * empty gets a value.
 */
export function changeExisting(old: Existing, from: Incoming, fill: boolean): boolean {
  putOn(old, from, fill)
  return differs(old)
}

/** Puts the values of a later row of the file on a customer that an earlier one creates. */
export function absorb(first: Incoming, later: Incoming, fill: boolean): void {
  putOn(first, later, fill)
  if (later.tags && !(fill && first.tags?.length)) first.tags = union(first.tags ?? [], later.tags)
  if (later.custom) first.custom = merged(first.custom ?? {}, later.custom, fill)
}

function putOn(record: Incoming | Existing, from: Incoming, fill: boolean): void {
  const { columns } = record
  const hadStandIn = isStandIn(columns.name, columns)
  for (const [column, value] of Object.entries(from.columns)) {
    if (derived.has(column) || (identities.includes(column) && columns[column])) continue
    if (fill && (columns[column] ?? null) !== null) continue
    columns[column] = value
  }
  putNames(columns, from, fill && !hadStandIn)
  const filled = new Set(fill ? usablePoints(record.points) : [])
  for (const point of from.points) if (!filled.has(point.kind)) putPoint(record.points, point)
  for (const kind of ['email', 'phone'] as const) {
    const primary = primaryOf(record.points, kind)
    if (primary) columns[kind] = primary.value
  }
  if ('before' in record) putOwn(columns, from, fill)
}

/** Kinds of contact points of which the customer has one that can be used. */
function usablePoints(points: readonly Point[]): Point['kind'][] {
  return points.filter(point => !point.problem).map(({ kind }) => kind)
}

function isStandIn(name: unknown, { email, phone, external_id: externalId }: Columns): boolean {
  return (name ?? null) !== null && (name === email || name === phone || name === externalId)
}

/** A name that the file only stands in for (an e-mail address) does not replace one; nor does any where it shall stay. */
function putNames(columns: Columns, from: Incoming, stays: boolean): void {
  const { given_name: given, family_name: family } = from.columns
  const name = stays ? (columns.name as string) : isStandIn(from.name, from.columns) ? null : from.name
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

function putOwn(columns: Columns, from: Incoming, fill: boolean): void {
  const tags = columns.tags as string[]
  if (from.tags && !(fill && tags.length)) columns.tags = union(tags, from.tags)
  if (from.custom) columns.custom = merged(columns.custom as Columns, from.custom, fill)
}

function union(tags: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...tags, ...more])]
}

function merged(custom: Columns, more: Columns, fill: boolean): Columns {
  return fill ? { ...more, ...custom } : { ...custom, ...more }
}

/** Whether any column or contact point is not what it was. */
export function differs(old: Existing): boolean {
  return (
    changedColumns(old).length > 0 ||
    removedPoints(old).length > 0 ||
    old.points.some(point => isNew(old, point) || pointChange(old, point) !== null)
  )
}

/** Names of the columns whose value changes; the database orders the keys of an object as it likes. */
export function changedColumns({ before, columns }: Existing): string[] {
  return Object.keys(columns).filter(column => {
    const [was, is] = [before[column] ?? null, columns[column] ?? null]
    if (was === is) return false
    return !isDeepStrictEqual(was, is)
  })
}

/** Contact points that the record had and shall have no more. */
export function removedPoints({ points, pointsBefore }: Existing): Point[] {
  const kept = new Set(points.map(({ id }) => id))
  return [...pointsBefore.values()].filter(({ id }) => !kept.has(id))
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
  for (const [column, key] of pointColumns) {
    if (isDeepStrictEqual(was[key], point[key])) continue
    before[column] = was[key]
    after[column] = point[key]
  }
  return Object.keys(after).length ? { before, after } : null
}

const pointColumns: readonly (readonly [string, keyof Point])[] = [
  ['value', 'value'],
  ['given', 'given'],
  ['label', 'label'],
  ['is_primary', 'primary'],
  ['problem', 'problem'],
  ['address', 'address'],
]
