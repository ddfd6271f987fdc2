import type { Random } from '../../../../platform/random.ts'
import { fold } from '../../../../platform/search/fold.ts'
import { type Author, daysFrom } from './author.ts'
import { type Place, phoneIn, places, postcodeOf, streetIn } from './places.ts'
import type { DemoContactPoint, DemoCustomer } from './story-shape.ts'
import { type Naming, namingOf, type Trade, trades } from './trades.ts'

export type Organisation = DemoCustomer & { domain: string; place: Place }

/** The organisations of the plot lines; they come first among all. */
export const cast = {
  renewal: { name: 'Solbakken Borettslag', industry: 'Housing' },
  outage: { name: 'Vinterbro Bakeri AS', industry: 'Food' },
  complaint: { name: 'Hotell Havblikk', industry: 'Hotels' },
  merging: { name: 'Bråten Plast AS', industry: 'Manufacturing' },
  merged: { name: 'Bråthen Plastindustri AS', industry: 'Manufacturing' },
  asleep: { name: 'Kvernes Fisk AS', industry: 'Food' },
} as const

/** Invents `count` organisations with different names, those of the plot lines first. */
export function inventOrganisations(author: Author, count: number): Organisation[] {
  const found = Object.values(cast).map(({ name, industry }, index) => {
    const trade = trades.find(one => one.industry === industry) as Trade
    return organisation(author, { name, trade, place: places[index] as Place, number: index + 1 })
  })
  const known = new Set(found.map(({ name }) => fold(name)))
  while (found.length < count) {
    const place = places[Math.floor(author.random.next() ** 1.8 * places.length)] as Place
    const trade = tradeBy(author.random)
    const name = organisationName(author.random, trade, place)
    if (known.has(fold(name))) continue
    known.add(fold(name))
    found.push(organisation(author, { name, trade, place, number: found.length + 1 }))
  }
  return found
}

function organisation(
  author: Author,
  { name, trade, place, number }: { name: string; trade: Trade; place: Place; number: number },
): Organisation {
  const { random } = author
  const [smallest, largest] = trade.employees
  const employees = Math.round(smallest + (largest - smallest) * random.next() ** 3)
  const domain = `${fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}.example`
  const createdAt = daysFrom(author.today, -random.between(40, 2900))
  const address = {
    street: streetIn(random, place.country),
    postcode: postcodeOf(random, place),
    city: place.city,
    country: place.country,
  }
  return {
    id: author.idAt(createdAt),
    kind: 'organisation',
    name,
    givenName: null,
    familyName: null,
    jobTitle: null,
    birthDate: null,
    orgNumber: `000 ${random.between(100, 999)} ${random.between(100, 999)}`,
    industry: trade.industry,
    employees,
    website: random.chance(0.8) ? `https://www.${domain}` : null,
    level: levelOf(random, employees),
    language: namingOf[place.country]?.language ?? 'en',
    city: address.city,
    postcode: address.postcode,
    country: address.country,
    ownerId: random.chance(0.93) ? random.pick(author.keepers).id : null,
    tags: random.some(trade.tags, random.between(0, 2)),
    externalId: `N-${String(10_000 + number * 7)}`,
    source: random.pick(['tender', 'recommendation', 'trade fair', 'website', 'old system', 'old system']),
    createdAt: createdAt.toISOString(),
    contactPoints: pointsOf(random, { domain, address, hasPhone: random.chance(0.94) }),
    domain,
    place,
  }
}

function pointsOf(
  random: Random,
  from: { domain: string; address: NonNullable<DemoContactPoint['address']>; hasPhone: boolean },
): DemoContactPoint[] {
  const { street, postcode, city, country } = from.address
  const mail = `${random.pick(['post', 'kontakt', 'info', 'drift'])}@${from.domain}`
  const points = [point('email', mail, mail)]
  if (from.hasPhone) points.push(phonePoint(phoneIn(random, country), 'office'))
  points.push({
    ...point('address', `${street}, ${postcode} ${city}`),
    address: from.address,
    label: 'visit',
  })
  return points
}

/** A primary contact point whose value could be read. */
export function point(kind: DemoContactPoint['kind'], value: string, given = value): DemoContactPoint {
  return { kind, value, given, label: null, isPrimary: true, problem: null, address: null }
}

/** A telephone number as written, with its E.164 form. */
export function phonePoint(given: string, label: string): DemoContactPoint {
  return { ...point('phone', given.replaceAll(' ', ''), given), label }
}

/** Large customers are more often gold. */
function levelOf(random: Random, employees: number): DemoCustomer['level'] {
  const luck = random.next() + Math.min(employees, 300) / 400
  if (luck > 1.05) return 'gold'
  if (luck > 0.7) return 'silver'
  return luck > 0.35 ? 'bronze' : null
}

function organisationName(random: Random, trade: Trade, place: Place): string {
  const naming = namingOf[place.country] as Naming
  const pattern = random.pick(naming.patterns[trade.industry])
  const family = random.pick(naming.families).native
  return pattern.replace('%', family).replace('*', random.pick(naming.landscape))
}

function tradeBy(random: Random): Trade {
  let at = random.next() * trades.reduce((sum, { share }) => sum + share, 0)
  return trades.find(({ share }) => (at -= share) < 0) ?? (trades[0] as Trade)
}
