/** ISO 3166-1 alpha-2, the officially assigned codes, and XK (Kosovo), which is in common use. */
const codes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
  'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
  'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT ' +
  'MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW ' +
  'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG ' +
  'UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'

export const countryCodes: readonly string[] = codes.split(' ')
const known = new Set(countryCodes)

/** Languages in which people write the names of countries into such fields. */
const languages =
  'en de nb nn sv da fi is fr nl es pt it pl cs sk sl hr hu ro bg el tr ru uk et lv lt ga ca ar fa he hi zh ja ko'

/** Names that no list of names has. */
const otherNames: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  usa: 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  america: 'US',
  holland: 'NL',
  'the netherlands': 'NL',
  brd: 'DE',
  'czech republic': 'CZ',
  uae: 'AE',
  russia: 'RU',
  'south korea': 'KR',
  turkey: 'TR',
}

let byName: ReadonlyMap<string, string> | undefined

/** Names of countries in many languages (Unicode CLDR, as the run time has it), folded, with their codes; made at first use. */
function names(): ReadonlyMap<string, string> {
  if (byName) return byName
  const map = new Map<string, string>()
  for (const language of languages.split(' ')) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const code of countryCodes) {
      const name = display.of(code)
      if (name && !map.has(folded(name))) map.set(folded(name), code)
    }
  }
  for (const [name, code] of Object.entries(otherNames)) map.set(name, code)
  byName = map
  return map
}

function folded(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase('en').replaceAll(/\s+/gu, ' ').trim()
}

/** The code of a country given as a code in any case or by its name in one of many languages; null when it is neither. */
export function countryOf(text: string): string | null {
  const plain = folded(text)
  const code = plain.toUpperCase()
  if (code !== 'UK' && known.has(code)) return code
  return names().get(plain) ?? null
}
