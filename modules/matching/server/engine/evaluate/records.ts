import type { Table } from '../../../../../platform/transfer/readers/table.ts'
import type { MatchRecord, OtherKind, Schema } from '../record.ts'
import type { Role } from './roles.ts'

const others: readonly string[] = ['identifier', 'category', 'number', 'label', 'text'] satisfies OtherKind[]

/** The schema of columns with these roles. */
export function schemaOf(roleOf: Readonly<Record<string, Role>>): Schema {
  const kinds = Object.entries(roleOf).flatMap(([column, role]): [string, OtherKind][] => {
    if (role === 'gender') return [[column, 'category']]
    return others.includes(role) ? [[column, role as OtherKind]] : []
  })
  return { others: Object.fromEntries(kinds) }
}

/** Where the columns of each role stand, and those without a role of their own. */
export type Places = {
  of: ReadonlyMap<Role, readonly number[]>
  others: readonly (readonly [string, number])[]
}

/** Finds the places once, since every row needs them. */
export function placesOf(columns: readonly string[], roleOf: Readonly<Record<string, Role>>): Places {
  const of = new Map<Role, number[]>()
  const places: [string, number][] = []
  columns.forEach((column, at) => {
    const role = roleOf[column] ?? 'ignore'
    if (role === 'gender' || others.includes(role)) places.push([column, at])
    else of.set(role, [...(of.get(role) ?? []), at])
  })
  return { of, others: places }
}

/** One row as a record: several columns of one role are joined. `id` is the place of the row, which says nothing. */
export function recordOf(
  cells: readonly (string | null)[],
  { of, others: rest }: Places,
  id: string,
): MatchRecord {
  const all = (role: Role) => {
    const found: string[] = []
    for (const at of of.get(role) ?? []) {
      const cell = cells[at]?.trim()
      if (cell) found.push(cell)
    }
    return found
  }
  const joined = (role: Role): string | null => {
    const places = of.get(role)
    if (places === undefined) return null
    if (places.length === 1) return cells[places[0] as number]?.trim() || null
    return all(role).join(' ') || null
  }
  const fullName = joined('fullName')
  const given = joined('givenName')
  const family = joined('familyName')
  return {
    id,
    kind: fullName || given || family ? 'person' : null,
    name: fullName ?? joined('name'),
    givenName: given,
    familyName: family,
    birthDate:
      joined('birthDate') ?? dateOfParts(joined('birthYear'), joined('birthMonth'), joined('birthDay')),
    emails: all('email'),
    phones: all('phone'),
    street: joined('street'),
    houseNumber: joined('houseNumber'),
    postcode: joined('postcode'),
    city: joined('city'),
    region: joined('region'),
    country: joined('country'),
    orgNumber: joined('orgNumber'),
    externalId: joined('externalId'),
    website: joined('website'),
    other: Object.fromEntries(rest.map(([column, at]) => [column, cells[at] ?? null])),
  }
}

function dateOfParts(year: string | null, month: string | null, day: string | null): string | null {
  return year && month && day
    ? `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    : null
}

/** The rows of a table as records, numbered from `first` on; `note` sees each row. */
export async function* recordsOf(
  table: Table,
  {
    roleOf,
    first,
    note,
  }: { roleOf: Readonly<Record<string, Role>>; first: number; note: (cells: (string | null)[]) => void },
): AsyncGenerator<MatchRecord[]> {
  let next = first
  const places = placesOf(table.columns, roleOf)
  for await (const rows of table.rows()) {
    yield rows.map(({ cells }) => {
      note(cells)
      return recordOf(cells, places, String(next++))
    })
  }
}
