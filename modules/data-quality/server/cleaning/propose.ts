import type { CleaningKind } from '../../contract/cleaning.ts'
import type { Address } from '../../../../platform/i18n/postal-address.ts'
import { cleanAddress } from './addresses.ts'
import { countryOf } from './countries.ts'
import { cleanDate } from './dates.ts'
import { cleanEmail, type KnownDomains } from './emails.ts'
import { cleanOrganisationName } from './organisation-names.ts'
import { cleanPersonName } from './person-names.ts'
import type { CleaningRecord, PointRecord } from './record.ts'
import { cleanPhone } from './telephones.ts'

/** A better value. `patch` is what to set, `basis` what stood there: where that has changed, the proposal is void. */
export type Proposal = {
  customerId: string
  kind: CleaningKind
  field: string
  contactPointId: string | null
  before: string
  after: string
  patch: Record<string, unknown>
  basis: Record<string, unknown>
  why: string
  confidence: number
}

/** What is known apart from the customer. */
export type Knowledge = {
  domains: KnownDomains
  /** ISO code of the organisation's own country, for customers that name none. */
  home: string | null
  today: Date
  /** Keys of users' own fields that are dates. */
  dateFields: readonly string[]
}

/** Everything about a customer that could be written better. */
export function proposalsFor(record: CleaningRecord, knowledge: Knowledge): Proposal[] {
  const country = (record.country && countryOf(record.country)) || knowledge.home
  return [
    ...ofName(record, country),
    ...record.points.flatMap(point => ofPoint(record, point, { ...knowledge, country })),
    ...ofPlace(record, knowledge.home),
    ...ofDates(record, knowledge),
  ]
}

function ofName(record: CleaningRecord, country: string | null): Proposal[] {
  const { id: customerId, name, givenName, familyName } = record
  const common = { customerId, field: 'name', contactPointId: null, before: name }
  if (record.kind === 'organisation') {
    const found = cleanOrganisationName(name, country)
    if (!found) return []
    const { why, confidence } = found
    return [
      {
        ...common,
        kind: 'company',
        after: found.name,
        patch: { name: found.name },
        basis: { name },
        why,
        confidence,
      },
    ]
  }
  const found = cleanPersonName({ name, givenName, familyName })
  if (!found) return []
  const { why, confidence, ...patch } = found
  const before = found.name === name ? partsText(record) : name
  const after = found.name === name ? partsText(found) : found.name
  return [
    {
      ...common,
      kind: 'name',
      before,
      after,
      patch,
      basis: { name, givenName, familyName },
      why,
      confidence,
    },
  ]
}

/** Where only the parts change, they are what is shown. */
const partsText = ({ givenName, familyName }: { givenName: string | null; familyName: string | null }) =>
  [givenName, familyName].map(part => part ?? '–').join(' | ')

type AtPoint = Knowledge & { country: string | null }

function ofPoint({ id: customerId }: CleaningRecord, point: PointRecord, known: AtPoint): Proposal[] {
  const common = { customerId, contactPointId: point.id }
  if (point.kind === 'address') {
    const found = point.address && cleanAddress(point.address, known.home)
    if (!found) return []
    const { address, why, confidence } = found
    const [before, after] = [lineOf(point.address as Address), lineOf(address)]
    const basis = { address: point.address }
    return [
      {
        ...common,
        kind: 'address',
        field: 'address',
        before,
        after,
        patch: { address },
        basis,
        why,
        confidence,
      },
    ]
  }
  const given = point.problem ? (point.given ?? point.value) : point.value
  const found =
    point.kind === 'email'
      ? cleanEmail(given, known.domains)
      : point.problem
        ? cleanPhone(given, known.country)
        : null
  if (!found || found.value === point.value) return []
  const { value, why, confidence } = found
  const { kind } = point
  return [
    {
      ...common,
      kind,
      field: kind,
      before: point.value,
      after: value,
      patch: { value },
      basis: { value: point.value },
      why,
      confidence,
    },
  ]
}

/** An address in one line, every part in its place, so that what differs is seen. */
function lineOf({ lines, postcode, city, region, country }: Address): string {
  return [lines?.replaceAll('\n', ', '), [postcode, city].filter(Boolean).join(' '), region, country]
    .filter(Boolean)
    .join(', ')
}

/** Postcode, place and country of a customer without a postal address; with one they follow it. */
function ofPlace(record: CleaningRecord, home: string | null): Proposal[] {
  if (record.points.some(({ kind, address }) => kind === 'address' && address)) return []
  const { city, postcode, country } = record
  const given: Address = {
    ...(city === null ? {} : { city }),
    ...(postcode === null ? {} : { postcode }),
    ...(country === null ? {} : { country }),
  }
  const found = cleanAddress(given, home)
  if (!found) return []
  const { address, why, confidence } = found
  const [before, after] = [lineOf(given), lineOf(address)]
  const common = { customerId: record.id, contactPointId: null, basis: { city, postcode, country } }
  return [
    { ...common, kind: 'address', field: 'postcode', before, after, patch: { ...address }, why, confidence },
  ]
}

function ofDates({ id: customerId, custom }: CleaningRecord, { dateFields, today }: Knowledge): Proposal[] {
  return dateFields.flatMap(key => {
    const before = custom[key]
    const found = typeof before === 'string' ? cleanDate(before, today) : null
    if (!found || typeof before !== 'string') return []
    const { value: after, why, confidence } = found
    const common = { customerId, contactPointId: null, field: `custom.${key}`, before, after }
    return [
      {
        ...common,
        kind: 'date' as const,
        patch: { custom: { [key]: after } },
        basis: { custom: { [key]: before } },
        why,
        confidence,
      },
    ]
  })
}

/** Whether what the proposal was made of still stands there. */
export function stillHolds(
  { contactPointId, basis }: Pick<Proposal, 'contactPointId' | 'basis'>,
  record: CleaningRecord | undefined,
): boolean {
  if (!record) return false
  const now: Record<string, unknown> | undefined = contactPointId
    ? record.points.find(point => point.id === contactPointId)
    : record
  if (!now) return false
  return Object.entries(basis).every(([key, was]) =>
    key === 'custom'
      ? Object.entries(was as Record<string, unknown>).every(([own, value]) => record.custom[own] === value)
      : sameValue(now[key], was),
  )
}

/** JSON objects come back with their keys in another order. */
function sameValue(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) =>
    value && typeof value === 'object'
      ? JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : JSON.stringify(value ?? null)
  return plain(one) === plain(other)
}
