/** A postal address in its parts, as contact points keep it; `lines` is street and number, one line each. */
export type Address = {
  lines?: string | undefined
  postcode?: string | undefined
  city?: string | undefined
  region?: string | undefined
  country?: string | undefined
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

const names = new Intl.DisplayNames(['en'], { type: 'region' })
const spaced = (...words: (string | undefined)[]) => words.filter(Boolean).join(' ')

/**
 * An address as it is printed on a letter from abroad: its lines in the order of its country (as the national posts and the
 * Universal Postal Union publish them), which stands last in English. A country that is no code is printed as it is written.
 */
export function printedAddress(address: Address): string[] {
  const country = address.country && /^[A-Z]{2}$/.test(address.country) ? address.country : null
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
  const name = country ? names.of(country) : address.country
  return [...(address.lines?.split('\n') ?? []), ...placed[layout], name ?? ''].filter(line => line !== '')
}
