/** A contact point as an import sees it. */
export type Point = {
  id: string
  kind: 'email' | 'phone' | 'address'
  value: string
  given: string | null
  label: string | null
  primary: boolean
  problem: string | null
  address: Record<string, string> | null
}

/** Columns of `customers.customer` that an import writes, by name. */
export type Columns = Record<string, unknown>

/** A customer as a row of the file gives it. `columns` has only what the row says. */
export type Incoming = {
  id: string
  /** Names as given; what follows from them is worked out when the record is complete. */
  name: string | null
  columns: Columns
  points: Point[]
  tags: string[] | null
  custom: Record<string, unknown> | null
  /** Name of the organisation where the person works. */
  employer: string | null
}

/** A customer that is there, with the values it shall get. `before` holds what it had. */
export type Existing = {
  id: string
  before: Columns
  columns: Columns
  points: Point[]
  pointsBefore: ReadonlyMap<string, Point>
}

/** The columns in the order in which they are stored. */
export const storedColumns = [
  'kind',
  'name',
  'given_name',
  'family_name',
  'job_title',
  'birth_date',
  'org_number',
  'industry',
  'employees',
  'website',
  'level',
  'language',
  'city',
  'postcode',
  'country',
  'email',
  'phone',
  'owner_id',
  'unit_id',
  'tags',
  'external_id',
  'source',
  'custom',
  'sort_name',
  'words',
] as const

/** An address in one line, as it prints. */
export function addressLine(address: Record<string, string>): string {
  const { lines, postcode, city, region, country } = address
  return [lines, [postcode, city].filter(Boolean).join(' '), region, country].filter(Boolean).join(', ')
}

/** The first of a kind that is primary, else the first. */
export function primaryOf(points: readonly Point[], kind: Point['kind']): Point | undefined {
  let first: Point | undefined
  for (const point of points) {
    if (point.kind !== kind) continue
    if (point.primary) return point
    first ??= point
  }
  return first
}

/** The columns of a customer as it will be stored, with its contact points beside them. */
export function columnsOf(record: Incoming | Existing): Columns {
  const own = 'before' in record ? {} : { tags: record.tags ?? [], custom: record.custom ?? {} }
  return { ...record.columns, ...own, points: record.points, id: record.id }
}
