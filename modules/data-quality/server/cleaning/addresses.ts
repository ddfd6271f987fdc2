import { countryOf } from './countries.ts'
import { caseOf, properCase } from './letter-case.ts'
import { postcodeOf } from './postcodes.ts'

/** A postal address in its parts, as contact points keep it; `lines` is street and number, one line each. */
export type Address = {
  lines?: string | undefined
  postcode?: string | undefined
  city?: string | undefined
  region?: string | undefined
  country?: string | undefined
}

export type AddressReason = 'address-country' | 'address-postcode' | 'address-case' | 'address-blanks'
export type CleanedAddress = { address: Address; why: AddressReason; confidence: number }

const parts = ['lines', 'postcode', 'city', 'region', 'country'] as const

/**
 * A better way to write an address, or null: the country as its code, the postcode as its country prints it, no shouting.
 * `home` is the country of addresses that name none; it decides the postcode only and is not written into the address.
 */
export function cleanAddress(given: Address, home: string | null): CleanedAddress | null {
  const address: Address = {}
  for (const part of parts) if (given[part] !== undefined) address[part] = tidy(given[part])
  const reasons: { why: AddressReason; confidence: number }[] = []
  if (parts.some(part => address[part] !== given[part]))
    reasons.push({ why: 'address-blanks', confidence: 0.98 })
  const code = address.country ? countryOf(address.country) : null
  if (code && code !== address.country) {
    address.country = code
    reasons.push({ why: 'address-country', confidence: 0.96 })
  }
  const country = code ?? (address.country ? null : home)
  const postcode =
    country && address.postcode ? postcodeOf(repairedDigits(address.postcode, country), country) : null
  if (postcode && postcode !== address.postcode) {
    reasons.push({
      why: 'address-postcode',
      confidence: solid(postcode) === solid(address.postcode ?? '') ? 0.96 : 0.8,
    })
    address.postcode = postcode
  }
  // British post towns and Irish ones are printed in capitals on purpose.
  if (
    address.city &&
    caseOf(address.city) !== null &&
    address.city.length > 3 &&
    country !== 'GB' &&
    country !== 'IE'
  ) {
    address.city = properCase(address.city)
    reasons.push({ why: 'address-case', confidence: 0.9 })
  }
  const [first] = reasons
  if (!first || parts.every(part => address[part] === given[part])) return null
  return { address, why: first.why, confidence: Math.min(...reasons.map(({ confidence }) => confidence)) }
}

const tidy = (text: string | undefined) =>
  text
    ?.split('\n')
    .map(line => line.replaceAll(/[ \t\u00A0\u200B]+/gu, ' ').trim())
    .filter(Boolean)
    .join('\n')

const solid = (text: string) => text.replaceAll(/[\s-]/gu, '').toUpperCase()

/** The letter O for a nought and I for a one, where the country's postcodes have digits only. */
function repairedDigits(postcode: string, country: string): string {
  if (postcodeOf(postcode, country) !== null) return postcode
  const repaired = postcode.replaceAll(/[Oo]/g, '0').replaceAll(/[Il]/g, '1')
  return postcodeOf(repaired, country) === null ? postcode : repaired
}

/** Where the postcode stands to the place, and the region, in the lines of an address. */
type Layout =
  | 'code-city'
  | 'city-code'
  | 'city-region-code'
  | 'own-line'
  | 'code-city-region'
  | 'city-newline-code'

const layouts: Readonly<Record<Layout, string>> = {
  'code-city':
    'AT BE BG CH CZ DE DK EE ES FI FO FR GL GR HR HU IS IT LI LT LU MA MC MD ME MK NL NO PL PT RO RS SE SI SJ SK SM TN TR VA',
  'city-code': 'BH GE ID IL JO LB LV MT MY NZ SA SG TH UA',
  'city-region-code': 'AU CA US PR',
  'own-line': 'GB IE GG JE IM ZA',
  'code-city-region': 'CL CN JP KR MX TW',
  'city-newline-code': 'IN RU BY KZ PK VN',
}

const layoutOf = new Map<string, Layout>()
for (const [layout, countries] of Object.entries(layouts))
  for (const country of countries.split(' ')) layoutOf.set(country, layout as Layout)

const spaced = (...words: (string | undefined)[]) => words.filter(Boolean).join(' ')

/** An address as it is printed on a letter from abroad: its lines in the order of its country, which stands last in English. */
export function printedAddress(address: Address): string[] {
  const country = address.country ? (countryOf(address.country) ?? null) : null
  const layout = (country && layoutOf.get(country)) || 'code-city'
  const { postcode, city, region } = address
  const placed: Record<Layout, string[]> = {
    'code-city': [spaced(postcode, city)],
    'city-code': [spaced(city, postcode)],
    'city-region-code': [
      [city, spaced(region, postcode)].filter(Boolean).join(country === 'US' ? ', ' : ' '),
    ],
    'own-line': [city ?? '', postcode ?? ''],
    'code-city-region': [spaced(postcode, city), region ?? ''],
    'city-newline-code': [city ?? '', spaced(region, postcode)],
  }
  const name = country ? new Intl.DisplayNames(['en'], { type: 'region' }).of(country) : address.country
  return [...(address.lines?.split('\n') ?? []), ...placed[layout], name ?? ''].filter(line => line !== '')
}
