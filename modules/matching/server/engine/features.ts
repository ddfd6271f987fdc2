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
  const traits = {
    kind: record.kind,
    ...whoItIs(record),
    ...howToReach(record),
    ...whereItIs(record),
    ...whatElse(record, schema),
  }
  return { id: record.id, kind: record.kind, traits }
}

function whoItIs(record: MatchRecord) {
  const birth = isoDate(record.birthDate)
  const other = {
    birth,
    birthSwapped: birth === null ? null : `${birth.slice(0, 4)}-${birth.slice(8)}-${birth.slice(5, 7)}`,
    birthYear: birth?.slice(0, 4) ?? null,
    orgNumber: codeOf(record.orgNumber),
    externalId: codeOf(record.externalId),
  }
  let given = personal(record.givenName)
  let family = personal(record.familyName)
  const name = foldKnown(record.name)
  if (given === null && family === null && name !== null) {
    const isCompany = record.kind === 'organisation' || (record.kind === null && hasLegalForm(name))
    if (isCompany || record.kind === null) return { ...other, ...companyTraits(name) }
    ;({ given, family } = takeApart(record.name ?? '', name))
  } else if (record.kind === 'organisation' && name !== null) {
    return { ...other, ...companyTraits(name) }
  }
  return { ...other, ...personTraits(given, family) }
}

function personal(text: string | null | undefined): string | null {
  const folded = foldKnown(text)
  return folded === null ? null : withoutTitles(folded)
}

function personTraits(given: string | null, family: string | null) {
  return {
    given,
    givenInitial: given?.slice(0, 1) ?? null,
    family,
    familyInitial: family?.slice(0, 1) ?? null,
    familySound: family === null ? null : soundOf(family),
    familyStart: family?.slice(0, 4) ?? null,
    nameKey: given === null || family === null ? null : bothNames(given, family),
  }
}

function companyTraits(folded: string) {
  const words = companyWords(folded)
  return {
    company: words.join(' '),
    companyWords: [...new Set(words)],
    companySound: soundOf(words[0] ?? ''),
    nameKey: sorted(words),
  }
}

function howToReach({ emails = [], phones = [], website }: MatchRecord) {
  const addresses = distinct(emails, canonicalEmail)
  const [mailbox] = addresses?.[0]?.split('@') ?? []
  return {
    emails: addresses,
    // Short mailboxes (“info”, “office”) are shared by the world.
    mailbox: mailbox !== undefined && mailbox.length >= 6 ? mailbox : null,
    phones: distinct(phones, phoneDigits),
    site: website ? siteOf(website) : null,
  }
}

function whereItIs(record: MatchRecord) {
  const line = foldKnown(record.street)
  const split = line === null ? { house: null, street: null } : splitStreet(line)
  return {
    house: codeOf(record.houseNumber) ?? split.house,
    street: split.street,
    postcode: codeOf(record.postcode),
    city: foldKnown(record.city),
    region: foldKnown(record.region),
    country: foldKnown(record.country),
  }
}

function whatElse({ other = {} }: MatchRecord, schema: Schema): Record<string, Trait> {
  const traits: Record<string, Trait> = {}
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
  return traits
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
