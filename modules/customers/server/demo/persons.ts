import type { Random } from '../../../../platform/random.ts'
import { fold } from '../../../../platform/search/fold.ts'
import { weightedIndex } from '../../../../platform/random.ts'
import { type Author, dayOf, daysFrom } from './author.ts'
import { type NameStock, fullName } from './name-stock.ts'
import { nameStocks } from './names.ts'
import { type Organisation, phonePoint, point } from './organisations.ts'
import { phoneIn, places, postcodeOf, streetIn } from './places.ts'
import type { DemoContactPoint, DemoCustomer, DemoRelationship } from './story-shape.ts'

const jobs = [
  'Managing director',
  'Head of purchasing',
  'Technical manager',
  'Caretaker',
  'Accountant',
  'Chair of the board',
  'Project manager',
  'Operations manager',
  'Office manager',
  'Plant manager',
  'Energy officer',
  'Board member',
]
const mailProviders = ['post.example', 'mail.example', 'nett.example']
const privateTags = ['heat pump', 'charging', 'solar', 'newsletter', 'maintenance']

const stockAt = weightedIndex(nameStocks.map(({ share }) => share))

/** Invents a name; most names fit the north, some come from far. */
export function inventName(random: Random): {
  stock: NameStock
  given: string
  family: string
  latin: string
} {
  const { stock } = nameStocks[stockAt(random.next())] as (typeof nameStocks)[number]
  const given = random.pick(random.chance(0.5) ? stock.women : stock.men)
  const family = random.pick(stock.families)
  return { stock, given: given.native, family: family.native, latin: `${given.latin} ${family.latin}` }
}

/** Invents persons: three of four work at one of the organisations, the others are private customers. */
export function inventPersons(
  author: Author,
  { organisations, count }: { organisations: readonly Organisation[]; count: number },
): { persons: DemoCustomer[]; relationships: DemoRelationship[] } {
  const persons: DemoCustomer[] = []
  const relationships: DemoRelationship[] = []
  while (persons.length < count) {
    const employer = author.random.chance(0.74) ? employerFor(author.random, organisations) : null
    const person = inventPerson(author, employer)
    persons.push(person)
    if (employer) relationships.push(...careerOf(author, { person, employer, organisations }))
    else if (author.random.chance(0.25)) {
      const partner = persons[persons.length - 2]
      if (partner && !partner.externalId) relationships.push(family(person.id, partner.id))
    }
  }
  return { persons, relationships }
}

/** One person, at work (`employer`) or at home. */
export function inventPerson(author: Author, employer: Organisation | null): DemoCustomer {
  const { random } = author
  const { stock, given, family, latin } = inventName(random)
  const place = employer?.place ?? random.pick(places)
  const createdAt = daysFrom(author.today, -random.between(20, 2600))
  const mailbox = fold(latin).replace(/[^a-z0-9]+/g, '.')
  const domain = employer?.domain ?? random.pick(mailProviders)
  const contactPoints: DemoContactPoint[] = []
  if (random.chance(employer ? 0.9 : 0.75)) contactPoints.push(point('email', `${mailbox}@${domain}`))
  if (random.chance(0.78)) contactPoints.push(phonePoint(phoneIn(random, place.country), 'mobile'))
  const home = { street: streetIn(random, place.country), postcode: postcodeOf(random, place) }
  if (!employer)
    contactPoints.push(addressPoint({ ...home, city: place.city, country: place.country }, 'home'))
  return {
    id: author.idAt(createdAt),
    kind: 'person',
    name: fullName(stock, given, family),
    givenName: given,
    familyName: family,
    jobTitle: employer ? random.pick(jobs) : null,
    birthDate: random.chance(0.3) ? dayOf(daysFrom(author.today, -random.between(8000, 27000))) : null,
    orgNumber: null,
    industry: null,
    employees: null,
    website: null,
    level: random.chance(0.25) ? random.pick(['silver', 'bronze', 'bronze'] as const) : null,
    language: stock.language,
    city: place.city,
    postcode: employer ? employer.postcode : home.postcode,
    country: place.country,
    ownerId: employer ? employer.ownerId : random.chance(0.6) ? random.pick(author.keepers).id : null,
    tags: employer ? [] : random.some(privateTags, random.between(0, 2)),
    externalId: employer ? null : `P-${random.between(100_000, 999_999)}`,
    source: random.pick(['recommendation', 'website', 'trade fair', 'old system']),
    createdAt: createdAt.toISOString(),
    contactPoints,
  }
}

export function addressPoint(
  address: NonNullable<DemoContactPoint['address']>,
  label: string,
): DemoContactPoint {
  const { street, postcode, city, country } = address
  return { ...point('address', `${street}, ${postcode} ${city}, ${country}`), address, label }
}

/** Where someone works, and for some where they worked before. */
function careerOf(
  author: Author,
  {
    person,
    employer,
    organisations,
  }: { person: DemoCustomer; employer: Organisation; organisations: readonly Organisation[] },
): DemoRelationship[] {
  const { random, today } = author
  const since = daysFrom(today, -random.between(60, 3600))
  const now = employment(person, employer, { from: dayOf(since), to: null })
  if (!random.chance(0.12)) return [now]
  const before = employerFor(random, organisations)
  if (before.id === employer.id) return [now]
  const from = dayOf(daysFrom(since, -random.between(300, 2400)))
  return [
    { ...employment(person, before, { from, to: dayOf(daysFrom(since, -20)) }), title: random.pick(jobs) },
    now,
  ]
}

export function employment(
  person: DemoCustomer,
  employer: DemoCustomer,
  time: { from: string | null; to: string | null },
): DemoRelationship {
  return {
    from: person.id,
    to: employer.id,
    kind: 'employment',
    role: 'employer',
    reverseRole: 'employee',
    title: person.jobTitle,
    fromDate: time.from,
    toDate: time.to,
  }
}

function family(one: string, other: string): DemoRelationship {
  return {
    from: one,
    to: other,
    kind: 'family',
    role: 'partner',
    reverseRole: 'partner',
    title: null,
    fromDate: null,
    toDate: null,
  }
}

/** Large organisations have more people we know. */
function employerFor(random: Random, organisations: readonly Organisation[]): Organisation {
  const [one, two] = [random.pick(organisations), random.pick(organisations)]
  return (one.employees ?? 0) > (two.employees ?? 0) ? one : two
}
