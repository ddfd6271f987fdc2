import type { ContactValue } from '../../../../platform/formats/contacts.ts'
import { newId } from '../../../../platform/ids.ts'
import type { ImportSetup, ParsedRow, RowRefusal } from '../../../../platform/transfer/target.ts'
import type { Value } from '../../../../platform/transfer/values/value.ts'
import { contactProblem } from '../contact-problems.ts'
import { nameColumns } from '../names.ts'
import { keyOf } from './employment.ts'
import { addressLine, type Incoming, type Point } from './record.ts'

/** Users by e-mail address and by name, lower case; null where a name is not unique. */
export type Owners = ReadonlyMap<string, string | null>

export type Composer = {
  setup: ImportSetup
  owners: Owners
  unitId: string
  /** Fields that are stored in the column of their descriptor as they are. */
  plain: readonly { key: string; column: string }[]
  /** Kind of a record that says nothing about itself. */
  usualKind: 'person' | 'organisation'
  /** Whether some column says how records are called. */
  named: boolean
}

/** Makes a customer of a row, or says why the row cannot be one. */
export function composeCustomer(row: ParsedRow, composer: Composer): Incoming | RowRefusal {
  const { values } = row
  const incoming: Incoming = {
    id: newId(),
    name: null,
    columns: {},
    points: [],
    tags: null,
    custom: row.custom,
    employer: (values.employer as string | undefined) ?? null,
  }
  for (const { key, column } of composer.plain)
    if (values[key] !== undefined) incoming.columns[column] = values[key]
  addContacts(incoming, { kind: 'email', given: values.email, titles: composer.setup.columns.get('email') })
  addContacts(incoming, { kind: 'phone', given: values.phone, titles: composer.setup.columns.get('phone') })
  addAddress(incoming, values)
  if (values.tags) incoming.tags = [...new Set((values.tags as string[][]).flat())]
  incoming.columns.unit_id = composer.unitId
  const owner = ownerOf(row, composer)
  if (owner && typeof owner !== 'string') return owner
  if (owner) incoming.columns.owner_id = owner
  incoming.columns.kind ??= kindOf(incoming, values.name, composer)
  return nameOf(incoming, row, composer) ?? incoming
}

type Contacts = {
  kind: 'email' | 'phone'
  given: Value | Value[] | undefined
  titles: readonly string[] | undefined
}

function addContacts(incoming: Incoming, { kind, given, titles }: Contacts): void {
  if (!Array.isArray(given)) return
  given.forEach((contact, at) => {
    const { value, given: text, problem } = contact as ContactValue
    if (incoming.points.some(point => point.kind === kind && point.value === value)) return
    const primary = !incoming.points.some(point => point.kind === kind)
    // The title of a column says what a second address is for ("Mobile", "E-mail 2"); that of the first says nothing.
    const label = titles && titles.length > 1 ? (titles[at]?.slice(0, 100) ?? null) : null
    incoming.points.push({
      id: newId(),
      kind,
      value,
      given: text,
      label,
      primary,
      problem: contactProblem(problem),
      address: null,
    })
    if (primary) incoming.columns[kind] = value
  })
}

function addAddress(incoming: Incoming, values: ParsedRow['values']): void {
  const lines = [values.street, values.street2].filter(Boolean).join('\n')
  const { city, postcode, region, country } = values as Record<string, string | undefined>
  if (!lines && !city && !postcode && !region) return
  const address: Record<string, string> = {}
  if (lines) address.lines = lines
  if (postcode) address.postcode = postcode
  if (city) address.city = city
  if (region) address.region = region
  if (country) address.country = country
  incoming.points.push({
    id: newId(),
    kind: 'address',
    value: addressLine(address),
    given: null,
    label: null,
    primary: true,
    problem: null,
    address,
  })
}

function ownerOf(row: ParsedRow, { owners }: Composer): string | null | RowRefusal {
  const { owner } = row.values
  if (typeof owner !== 'string') return null
  const found = owners.get(owner.toLowerCase())
  if (found) return found
  const reason = found === null ? 'several users have this name' : 'no user has this name or e-mail address'
  return {
    code: found === null ? 'customers.owner-not-unique' : 'customers.no-such-user',
    message: `Row ${row.number}: the owner “${owner.slice(0, 60)}” is unknown: ${reason}.`,
    field: 'owner',
    params: { row: row.number, owner },
  }
}

function kindOf({ columns, employer }: Incoming, name: unknown, { usualKind }: Composer): string {
  if (columns.given_name || columns.family_name) return 'person'
  // The card of an organisation names it twice: as who it is and as where it belongs.
  if (employer && typeof name === 'string' && keyOf(name) === keyOf(employer)) return 'organisation'
  // A person column of this row counts, not one of the file: a mixed file leaves the cells of the other kind empty.
  if (columns.org_number || columns.industry || columns.employees !== undefined) return 'organisation'
  if (columns.birth_date || columns.job_title) return 'person'
  return usualKind
}

function nameOf(incoming: Incoming, row: ParsedRow, { named, setup }: Composer): RowRefusal | null {
  const { columns, points } = incoming
  incoming.name = (row.values.name as string | undefined) ?? null
  if (incoming.name || columns.given_name || columns.family_name) return setNames(incoming)
  const stand = primaryOfKind(points, 'email') ?? primaryOfKind(points, 'phone') ?? columns.external_id
  incoming.name =
    (stand as string | undefined) ??
    (named ? null : `${setup.fileName.replace(/\.[a-z0-9]{1,5}$/i, '')} ${row.number}`.slice(-500))
  if (incoming.name) return setNames(incoming)
  // A line that says no more than where somebody works is about that organisation.
  if (incoming.employer && row.values.kind === undefined) {
    columns.kind = 'organisation'
    incoming.name = incoming.employer
    return setNames(incoming)
  }
  const message = `Row ${row.number}: there is no name, and nothing else to call the record by.`
  return { code: 'customers.name-missing', message, field: 'name', params: { row: row.number } }
}

function primaryOfKind(points: readonly Point[], kind: string): string | undefined {
  return points.find(point => point.kind === kind)?.value
}

function setNames(incoming: Incoming): null {
  const { columns } = incoming
  Object.assign(
    columns,
    nameColumns({
      kind: columns.kind as 'person',
      name: incoming.name,
      givenName: (columns.given_name as string | undefined) ?? null,
      familyName: (columns.family_name as string | undefined) ?? null,
    }),
  )
  return null
}
