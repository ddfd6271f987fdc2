/**
 * How postcodes look, by country. 9 is a digit, A a letter, ? either; a blank or dash is where one is printed. Facts as
 * published by the postal operators through the Universal Postal Union (“Postal addressing systems”) and in Unicode CLDR.
 * Countries without postcodes, and those that are not here, take anything.
 */
const layouts: Readonly<Record<string, string>> = {
  AD: 'AD999',
  AT: '9999',
  AU: '9999',
  BE: '9999',
  BG: '9999',
  BR: '99999-999',
  BY: '999999',
  CA: 'A9A 9A9',
  CH: '9999',
  CL: '9999999|999-9999',
  CN: '999999',
  CY: '9999',
  CZ: '999 99',
  DE: '99999',
  DK: '9999',
  EE: '99999',
  ES: '99999',
  FI: '99999',
  FO: '999',
  FR: '99999',
  GB: 'A9 9AA|A99 9AA|AA9 9AA|AA99 9AA|A9A 9AA|AA9A 9AA|AAA 9AA',
  GE: '9999',
  GL: '9999',
  GR: '999 99',
  HR: '99999',
  HU: '9999',
  ID: '99999',
  IE: 'A99 ????|A9A ????',
  IL: '9999999|99999',
  IN: '999999|999 999',
  IS: '999',
  IT: '99999',
  JP: '999-9999',
  KR: '99999',
  LI: '9999',
  LT: '99999',
  LU: '9999',
  LV: '9999',
  MA: '99999',
  MC: '99999',
  MD: '9999',
  ME: '99999',
  MK: '9999',
  MT: 'AAA 9999|AAA 999',
  MX: '99999',
  MY: '99999',
  NL: '9999 AA',
  NO: '9999',
  NZ: '9999',
  PL: '99-999',
  PT: '9999-999',
  RO: '999999',
  RS: '99999|999999',
  RU: '999999',
  SA: '99999|99999-9999',
  SE: '999 99',
  SG: '999999',
  SI: '9999',
  SJ: '9999',
  SK: '999 99',
  SM: '99999',
  TH: '99999',
  TN: '9999',
  TR: '99999',
  TW: '999|99999|999999',
  UA: '99999',
  US: '99999|99999-9999',
  UY: '99999',
  VA: '99999',
  VN: '999999|99999',
  ZA: '9999',
}

/** Prefixes that stand before the code in mail from abroad (“DK-2100”, “L-1009”) and belong to no postcode. */
const prefixes: Readonly<Record<string, readonly string[]>> = {
  AT: ['A', 'AT'],
  BE: ['B', 'BE'],
  CH: ['CH'],
  DE: ['D', 'DE'],
  DK: ['DK'],
  ES: ['E', 'ES'],
  FI: ['FI', 'FIN', 'SF'],
  FR: ['F', 'FR'],
  IT: ['I', 'IT'],
  LI: ['FL', 'LI'],
  LT: ['LT'],
  LU: ['L', 'LU'],
  LV: ['LV'],
  NO: ['N', 'NO'],
  SE: ['S', 'SE'],
}

const solid = (text: string) => text.replaceAll(/[\s-]/gu, '')

/** The layouts of a country; undefined where it takes anything. */
function layoutsOf(country: string): readonly string[] | undefined {
  return layouts[country]?.split('|')
}

function fits(code: string, layout: string): boolean {
  const plain = solid(layout)
  return (
    code.length === plain.length &&
    [...plain].every((sign, at) => {
      const given = code[at] as string
      if (sign === '9') return /\d/.test(given)
      if (sign === '?') return /[A-Z\d]/.test(given)
      // AD is the one country whose code begins with fixed letters.
      return sign === 'A' ? /[A-Z]/.test(given) : sign === given
    })
  )
}

/**
 * A postcode as its country prints it: “1234ab” → “1234 AB” (NL), “S-12345” → “123 45” (SE). Null where it does not fit the
 * country, the text itself in capitals where the country takes anything.
 */
export function postcodeOf(text: string, country: string): string | null {
  const given = text.normalize('NFKC').trim().toUpperCase()
  const candidates = layoutsOf(country)
  if (!candidates) return given.replaceAll(/\s+/gu, ' ')
  const prefix = prefixes[country]?.find(start => new RegExp(`^${start}[\\s-]*\\d`, 'u').test(given))
  const code = solid(prefix ? given.slice(prefix.length) : given)
  const layout = candidates.find(candidate => fits(code, candidate))
  return layout === undefined ? null : printed(code, layout)
}

function printed(code: string, layout: string): string {
  let at = 0
  return [...layout].map(sign => (sign === ' ' || sign === '-' ? sign : code[at++])).join('')
}

/** Countries with a layout, and every layout as `NO:9999`, without blanks and dashes: what SQL compares a postcode with. */
export function postcodeShapes(): { countries: string[]; shapes: string[] } {
  const shapes = Object.entries(layouts).flatMap(([country, all]) =>
    all
      .split('|')
      .flatMap(layout => spelledOut(solid(layout)))
      .map(shape => `${country}:${shape.replaceAll(/[B-Z]/g, 'A')}`),
  )
  return { countries: Object.keys(layouts), shapes }
}

/** A layout with every “?” as a digit and as a letter. */
function spelledOut(layout: string): string[] {
  const at = layout.indexOf('?')
  if (at < 0) return [layout]
  return ['9', 'A'].flatMap(sign => spelledOut(layout.slice(0, at) + sign + layout.slice(at + 1)))
}
