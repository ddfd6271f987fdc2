import { canonicalEmail, codeOf, phoneDigits, siteOf } from './normalise/contacts.ts'
import { isoDate } from './normalise/dates.ts'
import { foldKnown } from './normalise/fold.ts'
import { companyWords, hasLegalForm, soundOf, takeApart, withoutTitles } from './normalise/names.ts'
import { splitStreet } from './normalise/places.ts'
import { customerSchema, type MatchRecord, type OtherKind, type Schema } from './record.ts'

/** One normalised thing known about a record. Empty lists are null. */
export type Trait = string | number | readonly string[] | null

/** What is compared: the normalised traits of one record, by name. A missing trait is not known. */
export type Features = {
  id: string
  kind: 'person' | 'organisation' | null
  traits: Readonly<Record<string, Trait | undefined>>
}

export type TraitType = 'text' | 'number' | 'list'

const named: Readonly<Record<string, TraitType>> = {
  kind: 'text',
  given: 'text',
  givenInitial: 'text',
  family: 'text',
  familyInitial: 'text',
  familySound: 'text',
  familyStart: 'text',
  company: 'text',
  companyWords: 'list',
  companySound: 'text',
  nameKey: 'text',
  birth: 'text',
  birthSwapped: 'text',
  birthYear: 'text',
  emails: 'list',
  mailbox: 'text',
  phones: 'list',
  house: 'text',
  street: 'text',
  postcode: 'text',
  city: 'text',
  region: 'text',
  country: 'text',
  orgNumber: 'text',
  externalId: 'text',
  site: 'text',
}

const otherTypes: Readonly<Record<OtherKind, TraitType>> = {
  identifier: 'text',
  category: 'text',
  number: 'number',
  label: 'text',
  text: 'text',
}

/** Name of the trait of a column without a name of its own. */
export const otherTrait = (column: string): string => `other:${column}`

/** Name of the trait with the words of such a column. */
export const wordsTrait = (column: string): string => `words:${column}`

/** All traits that records of a schema can have, with their types. */
export function traitsOf(schema: Schema): Readonly<Record<string, TraitType>> {
  const others = Object.entries(schema.others).flatMap(([column, kind]): [string, TraitType][] =>
    kind === 'label' || kind === 'text'
      ? [
          [otherTrait(column), otherTypes[kind]],
          [wordsTrait(column), 'list'],
        ]
      : [[otherTrait(column), otherTypes[kind]]],
  )
  return { ...named, ...Object.fromEntries(others) }
}

/** The normalised traits of a record, the only thing that live and batch matching look at. */
export function featuresOf(record: MatchRecord, schema: Schema = customerSchema): Features {
  const traits: Traits = { ...nothing, kind: record.kind }
  addPerson(traits, record)
  addWays(traits, record)
  addPlace(traits, record)
  addOthers(traits, { record, schema })
  return { id: record.id, kind: record.kind, traits }
}

type Traits = Record<string, Trait>

/** All traits in one object from the start: putting four together took as long as finding out what they are. */
const nothing: Traits = Object.fromEntries(Object.keys(named).map(trait => [trait, null]))

function addPerson(traits: Traits, record: MatchRecord): void {
  const birth = isoDate(record.birthDate)
  if (birth !== null) {
    traits['birth'] = birth
    traits['birthSwapped'] = `${birth.slice(0, 4)}-${birth.slice(8)}-${birth.slice(5, 7)}`
    traits['birthYear'] = birth.slice(0, 4)
  }
  traits['orgNumber'] = codeOf(record.orgNumber)
  traits['externalId'] = codeOf(record.externalId)
  let given = personal(record.givenName)
  let family = personal(record.familyName)
  const name = foldKnown(record.name)
  if (given === null && family === null && name !== null) {
    const isCompany = record.kind === 'organisation' || (record.kind === null && hasLegalForm(name))
    if (isCompany || record.kind === null) return addCompany(traits, name)
    ;({ given, family } = takeApart(record.name ?? '', name))
  } else if (record.kind === 'organisation' && name !== null) {
    return addCompany(traits, name)
  }
  addNames(traits, given, family)
}

function personal(text: string | null | undefined): string | null {
  const folded = foldKnown(text)
  return folded === null ? null : withoutTitles(folded)
}

function addNames(traits: Traits, given: string | null, family: string | null): void {
  if (given !== null) {
    traits['given'] = given
    traits['givenInitial'] = given.slice(0, 1)
  }
  if (family !== null) {
    traits['family'] = family
    traits['familyInitial'] = family.slice(0, 1)
    traits['familySound'] = soundOf(family)
    traits['familyStart'] = family.slice(0, 4)
  }
  if (given !== null && family !== null) traits['nameKey'] = bothNames(given, family)
}

function addCompany(traits: Traits, folded: string): void {
  const words = companyWords(folded)
  traits['company'] = words.join(' ')
  traits['companyWords'] = [...new Set(words)]
  traits['companySound'] = soundOf(words[0] ?? '')
  traits['nameKey'] = sorted(words)
}

function addWays(traits: Traits, { emails = [], phones = [], website }: MatchRecord): void {
  const addresses = distinct(emails, canonicalEmail)
  const first = addresses?.[0]
  const mailbox = first?.slice(0, first.indexOf('@'))
  traits['emails'] = addresses
  // Short mailboxes (“info”, “office”) are shared by the world.
  if (mailbox !== undefined && mailbox.length >= 6) traits['mailbox'] = mailbox
  traits['phones'] = distinct(phones, phoneDigits)
  if (website) traits['site'] = siteOf(website)
}

function addPlace(traits: Traits, record: MatchRecord): void {
  const line = foldKnown(record.street)
  const split = line === null ? null : splitStreet(line)
  traits['house'] = codeOf(record.houseNumber) ?? split?.house ?? null
  traits['street'] = split?.street ?? null
  traits['postcode'] = codeOf(record.postcode)
  traits['city'] = foldKnown(record.city)
  traits['region'] = foldKnown(record.region)
  traits['country'] = foldKnown(record.country)
}

function addOthers(traits: Traits, { record, schema }: { record: MatchRecord; schema: Schema }): void {
  const { other = {} } = record
  for (const [column, kind] of Object.entries(schema.others)) {
    const text = other[column]
    if (!text) continue
    if (kind === 'number') traits[otherTrait(column)] = numberOf(text)
    else if (kind === 'identifier') traits[otherTrait(column)] = codeOf(text)
    else {
      const folded = foldKnown(text)
      traits[otherTrait(column)] = folded
      if (kind !== 'category' && folded) traits[wordsTrait(column)] = [...new Set(folded.split(' '))]
    }
  }
}

function numberOf(text: string): number | null {
  const number = Number(
    text
      .replaceAll(/[^\d.,-]/g, '')
      .replace(/,(?=\d{1,2}$)/, '.')
      .replaceAll(',', ''),
  )
  return text.trim() !== '' && Number.isFinite(number) ? number : null
}

function distinct(texts: readonly string[], canonical: (text: string) => string | null): string[] | null {
  if (texts.length < 2) {
    const only = texts[0] === undefined ? null : canonical(texts[0])
    return only === null ? null : [only]
  }
  const found = new Set<string>()
  for (const text of texts) {
    const value = canonical(text)
    if (value !== null) found.add(value)
  }
  return found.size > 0 ? [...found] : null
}

/** The words of two names in one order, whichever comes first. */
function bothNames(given: string, family: string): string {
  if (given.includes(' ') || family.includes(' ')) return sorted(`${given} ${family}`.split(' '))
  return given < family ? `${given} ${family}` : `${family} ${given}`
}

const sorted = (words: readonly string[]) => [...words].sort((a, b) => (a < b ? -1 : 1)).join(' ')
