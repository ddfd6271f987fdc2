import { newId } from '../../../../platform/ids.ts'
import { type Random, randomFrom } from '../../../../platform/random.ts'

/** A customer of ours as the other firm may know it too. */
export type Known = {
  kind: 'person' | 'organisation'
  name: string
  givenName: string | null
  familyName: string | null
  orgNumber: string | null
  city: string | null
  postcode: string | null
  country: string | null
  email: string | null
  phone: string | null
}

/** What the other firm's list says of one of its customers. */
export type Listed = Known & {
  industry: string | null
  level: string
  owner: string
  externalId: string
}

const given = ['Torbjørg', 'Eilert', 'Signe', 'Halvdan', 'Ragna', 'Oddbjørn', 'Solveig', 'Anfinn', 'Bergljot']
const family = ['Skjeggestad', 'Rønnebu', 'Tveitnes', 'Oppheim', 'Lunderøy', 'Valderhaug', 'Brekkhus']
const firms = ['Rørservice', 'Kulde og Varme', 'Ventilasjon', 'Byggdrift', 'Energimontasje']
const places = [
  ['Ålesund', '6003'],
  ['Molde', '6413'],
  ['Volda', '6100'],
  ['Ørsta', '6150'],
] as const
const industries = ['Property', 'Craft', 'Fish', 'Hotel & rest.']
const keepers = ['Kari B.', 'Stig', 'Office']
const strangers = 38

/**
 * The customer list of a small firm that was bought, in its own words: `known` are those it shares with us, most of them as
 * they are, some spelled otherwise and known by less, the others are new to us.
 */
export function customersOfTheFirm(known: readonly Known[], seed: number): Listed[] {
  const random = randomFrom(seed)
  const shared = known.map((one, at) => asTheyWriteIt(one, at))
  const fresh = Array.from({ length: strangers }, (_, at) => stranger(random, at))
  return [...shared, ...fresh].map((one, at) => ({
    ...one,
    industry: one.kind === 'organisation' ? random.pick(industries) : null,
    level: random.pick(['A', 'B', 'B', 'C', 'C', 'C']),
    owner: random.pick(keepers),
    externalId: `FV${String(2001 + at * 3)}`,
  }))
}

function asTheyWriteIt(one: Known, at: number): Known {
  // Every third is known by name and place only: a person has to look.
  if (at % 3 === 2) return { ...one, orgNumber: null, email: null, phone: null }
  if (one.kind === 'organisation')
    return { ...one, name: at % 2 ? one.name.toUpperCase() : one.name.replace(/ (AS|AB|ASA)$/, '') }
  return { ...one, postcode: null }
}

function stranger(random: Random, at: number): Known {
  const [city, postcode] = random.pick(places)
  const base = { city, postcode, country: 'NO', orgNumber: null }
  const phone = `+47701${String(20_100 + at * 37)}`
  if (at % 3 === 0) {
    const name = `${family[at % family.length] as string} ${firms[at % firms.length] as string} AS`
    const email = `post@${plain(name)}.example`
    return { ...base, kind: 'organisation', name, givenName: null, familyName: null, email, phone }
  }
  const [first, last] = [given[at % given.length] as string, family[(at * 3 + 1) % family.length] as string]
  const email = at % 4 ? `${plain(first)}.${plain(last)}${at}@nett.example` : null
  return {
    ...base,
    kind: 'person',
    name: `${first} ${last}`,
    givenName: first,
    familyName: last,
    email,
    phone,
  }
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('å', 'a')
    .replaceAll(/[^a-z]+/g, '-')

/** The contact points of a record, each with an id as those that are read from a file. */
export function pointsOf({ email, phone }: Known) {
  const point = (kind: string, value: string | null) =>
    value
      ? [{ id: newId(), kind, value, given: value, label: null, primary: true, problem: null, address: null }]
      : []
  return [...point('email', email), ...point('phone', phone)]
}
