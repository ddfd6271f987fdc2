import type { Random } from '../../../../platform/random.ts'
import { fold } from '../../../../platform/search/fold.ts'
import { type Author, daysFrom } from './author.ts'
import { german, nordic, swedish } from './names.ts'
import { type Place, phoneIn, places, postcodeOf, streetIn } from './places.ts'
import type { DemoContactPoint, DemoCustomer } from './story-shape.ts'

type Trade = {
  industry: string
  share: number
  employees: readonly [number, number]
  tags: readonly string[]
  /** `%` stands for a family name, `*` for a word of the landscape. */
  names: Readonly<Record<'NO' | 'SE' | 'DK' | 'DE', readonly string[]>>
}

const trades: readonly Trade[] = [
  {
    industry: 'Housing',
    share: 30,
    employees: [2, 40],
    tags: ['housing', 'heat pump'],
    names: {
      NO: ['Borettslaget *', 'Sameiet *', '* Borettslag', 'Boligsameiet *'],
      SE: ['Bostadsrättsföreningen *', 'Brf *', '% Fastigheter AB'],
      DK: ['Andelsboligforeningen *', 'Boligselskabet *'],
      DE: ['Wohnungsgenossenschaft *', 'Hausverwaltung % GmbH'],
    },
  },
  {
    industry: 'Food',
    share: 12,
    employees: [4, 180],
    tags: ['cold storage', 'maintenance'],
    names: {
      NO: ['% Bakeri AS', '* Meieri', '% Fisk AS', '*fisk AS'],
      SE: ['% Bageri AB', '* Mejeri', '% Chark AB'],
      DK: ['% Bageri ApS', '* Mejeri A/S'],
      DE: ['Bäckerei %', '% Feinkost GmbH'],
    },
  },
  {
    industry: 'Hotels',
    share: 8,
    employees: [8, 220],
    tags: ['ventilation', 'maintenance'],
    names: {
      NO: ['Hotell *', '* Fjellstue', '% Gjestegård'],
      SE: ['Hotell *', '* Värdshus', '% Pensionat'],
      DK: ['Hotel *', '* Kro'],
      DE: ['Hotel *', 'Gasthof %'],
    },
  },
  {
    industry: 'Manufacturing',
    share: 14,
    employees: [12, 600],
    tags: ['framework', 'energy audit'],
    names: {
      NO: ['% Plast AS', '* Mekaniske AS', '% & Sønner Verksted AS', '* Trelast AS'],
      SE: ['% Plåt AB', '* Verkstad AB', '% Snickeri AB'],
      DK: ['% Maskinfabrik A/S', '* Savværk ApS'],
      DE: ['% Maschinenbau GmbH', 'Metallbau % GmbH & Co. KG'],
    },
  },
  {
    industry: 'Public administration',
    share: 10,
    employees: [40, 900],
    tags: ['public sector', 'tender'],
    names: {
      NO: ['* skole', '* barnehage', '* sykehjem', '* idrettshall'],
      SE: ['* skola', '* förskola', '* äldreboende', '* simhall'],
      DK: ['* Skole', '* Plejehjem', '* Svømmehal'],
      DE: ['Grundschule *', 'Stadthalle *', 'Seniorenhaus *'],
    },
  },
  {
    industry: 'Retail',
    share: 12,
    employees: [3, 120],
    tags: ['solar'],
    names: {
      NO: ['% Jernvare AS', '* Hagesenter', '% Møbler AS', '* Bokhandel'],
      SE: ['% Järnhandel AB', '* Trädgård AB', '% Möbler AB'],
      DK: ['% Byggemarked A/S', '* Planteskole'],
      DE: ['% Möbelhaus GmbH', 'Gärtnerei %'],
    },
  },
  {
    industry: 'Construction',
    share: 14,
    employees: [3, 260],
    tags: ['reseller', 'framework'],
    names: {
      NO: ['% Bygg AS', 'Rørlegger % AS', '% Elektro AS', '* Entreprenør AS'],
      SE: ['% Bygg AB', '% Rör AB', '* El AB'],
      DK: ['% Byg ApS', 'VVS %'],
      DE: ['% Bau GmbH', '% Haustechnik GmbH', 'Elektro %'],
    },
  },
]

const landscape: Readonly<Record<'NO' | 'SE' | 'DK' | 'DE', readonly string[]>> = {
  NO: 'Solbakken Bjørkelia Fjordgløtt Havblikk Granåsen Lyngmyra Tyttebærlia Nordlia Elvesletta Vinterbro Kvernhus Måneset Sildevika Storhaugen Åsbråten Rypefjell Seljelia Stornes Vårsol Ørneberget'.split(
    ' ',
  ),
  SE: 'Björkdungen Ekbacken Solängen Sjöstaden Granliden Lingonet Norrsken Ängsgården Tallåsen Havsörnen Vintergatan Midsommar Åkerbäret Smultronstället Höjden'.split(
    ' ',
  ),
  DK: 'Bøgelunden Strandgården Lærkebo Solsikken Havbo Egeskoven Rosengården Vibevej Kløvermarken'.split(' '),
  DE: 'Lindenhof Seeblick Birkenallee Sonnenberg Am_Deich Rosenpark Kastanienhof Möwenweg Eichengrund'
    .split(' ')
    .map(word => word.replace('_', ' ')),
}
const familyNames = { NO: nordic, SE: swedish, DK: nordic, DE: german }
const languages: Record<string, string> = { NO: 'nb', SE: 'sv', DK: 'da', DE: 'de' }

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
    language: languages[place.country] ?? 'en',
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
  const country = place.country as 'NO' | 'SE' | 'DK' | 'DE'
  const pattern = random.pick(trade.names[country])
  const family = random.pick(familyNames[country].families).native
  return pattern.replace('%', family).replace('*', random.pick(landscape[country]))
}

function tradeBy(random: Random): Trade {
  let at = random.next() * trades.reduce((sum, { share }) => sum + share, 0)
  return trades.find(({ share }) => (at -= share) < 0) ?? (trades[0] as Trade)
}
