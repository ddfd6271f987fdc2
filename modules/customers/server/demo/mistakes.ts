import type { Random } from '../../../../platform/random.ts'
import { type Author, daysFrom } from './author.ts'
import { phonePoint, point } from './organisations.ts'
import type { DemoContactPoint, DemoCustomer } from './story-shape.ts'

/**
 * The bad data every company has, so that finding and repairing it can be shown: duplicates spelled otherwise, typing
 * errors, wrong post codes, addresses and numbers that cannot be read. Changes the customers and adds the duplicates.
 */
export function makeMistakes(
  author: Author,
  customers: { organisations: DemoCustomer[]; persons: DemoCustomer[] },
): void {
  const { random } = author
  const { organisations, persons } = customers
  for (const person of random.some(persons, 26)) persons.push(duplicate(author, person))
  for (const organisation of random.some(organisations, 12))
    organisations.push(duplicate(author, organisation))
  for (const customer of random.some([...organisations, ...persons], 90))
    random.pick(mistakes)(customer, random)
}

type Mistake = (customer: DemoCustomer, random: Random) => void

const mistakes: readonly Mistake[] = [
  customer => rename(customer, customer.name.toUpperCase()),
  (customer, random) => {
    customer.city = customer.city && misspell(random, customer.city)
  },
  customer => {
    customer.postcode = customer.postcode && customer.postcode.replace('0', 'O').slice(0, -1)
  },
  customer => {
    customer.postcode = '99999'
  },
  customer => {
    customer.country = customer.country === 'NO' ? 'Norway' : 'Sverige'
  },
  customer => {
    const phone = customer.contactPoints.find(({ kind }) => kind === 'phone')
    if (phone)
      Object.assign(phone, unreadable(phone.given.slice(-6).trim(), 'customers.phone-without-country'))
  },
  customer => {
    const mail = customer.contactPoints.find(({ kind }) => kind === 'email')
    if (mail) Object.assign(mail, unreadable(mail.given.replace('@', ' at '), 'customers.email-unreadable'))
  },
  customer => {
    customer.contactPoints = customer.contactPoints.filter(({ kind }) => kind !== 'phone')
  },
  customer => {
    customer.contactPoints.push({ ...phonePoint('+46 8 465 004 00', 'old'), isPrimary: false })
  },
  customer => {
    customer.birthDate = customer.kind === 'person' ? '1900-01-01' : null
  },
  customer => {
    const { givenName, familyName } = customer
    Object.assign(customer, { givenName: familyName, familyName: givenName })
  },
]

function unreadable(given: string, problem: string): Partial<DemoContactPoint> {
  return { value: given, given, problem }
}

/** The same customer again: spelled otherwise, with a part of the contact points, from another source. */
function duplicate(author: Author, original: DemoCustomer): DemoCustomer {
  const { random } = author
  const createdAt = daysFrom(author.today, -random.between(5, 700))
  const copy: DemoCustomer = {
    ...original,
    id: author.idAt(createdAt),
    createdAt: createdAt.toISOString(),
    source: 'trade fair',
    externalId: null,
    tags: [],
    level: null,
    ownerId: random.chance(0.5) ? random.pick(author.keepers).id : null,
    contactPoints: original.contactPoints.filter(() => random.chance(0.6)).map(found => ({ ...found })),
  }
  if (original.kind === 'person') spellPersonOtherwise(copy, random)
  else rename(copy, copy.name.replace(/ (AS|AB|GmbH|ApS|A\/S)$/, '').replace(/ & /, ' og '))
  if (copy.contactPoints.length === 0)
    copy.contactPoints.push(point('email', `${copy.id.slice(-8)}@mail.example`))
  return copy
}

function spellPersonOtherwise(copy: DemoCustomer, random: Random): void {
  const given = copy.givenName ?? ''
  const family = copy.familyName ?? ''
  const plain = (text: string) =>
    text.replace(/ø/g, 'oe').replace(/å/g, 'aa').replace(/ü/g, 'ue').replace(/ö/g, 'o').replace(/ss/g, 's')
  const [first, last] = random.pick([
    [`${Array.from(given)[0] ?? ''}.`, family],
    [given, misspell(random, family)],
    [plain(given), plain(family)],
    [given.toLowerCase(), family.toLowerCase()],
  ] as const)
  Object.assign(copy, { givenName: first, familyName: last, name: `${first} ${last}` })
}

function rename(customer: DemoCustomer, name: string): void {
  customer.name = name
}

/** Swaps two letters in the middle of a word. */
function misspell(random: Random, word: string): string {
  const letters = Array.from(word)
  if (letters.length < 4) return `${word}${letters.at(-1) ?? ''}`
  const at = random.between(1, letters.length - 3)
  const [one = '', two = ''] = [letters[at], letters[at + 1]]
  return [...letters.slice(0, at), two, one, ...letters.slice(at + 2)].join('')
}
