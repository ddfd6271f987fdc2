import { type ColumnRole, columnRoles } from '../../../contract/column-roles.ts'

export type Role = ColumnRole

/** Titles, folded to letters and digits with single spaces, in the languages of the product and the usual shorthand. */
const titles: readonly [Role, RegExp][] = [
  [
    'givenName',
    /^(first|given|fore|f) ?name\w*( c?\d)?$|^(first|given|forename|vorname|prenom|fname)( c?\d)?$/,
  ],
  [
    'familyName',
    /^(last|family|sur|l) ?name\w*( c?\d)?$|^(last|surname|nachname|familienname|nom|lname)( c?\d)?$/,
  ],
  ['fullName', /^(full|person|customer|contact) ?name$/],
  ['birthYear', /^(by|yob|birth ?year|year of birth|geburtsjahr)$/],
  ['birthMonth', /^(bm|mob|birth ?month|month of birth)$/],
  ['birthDay', /^(bd|birth ?day|day of birth)$/],
  ['birthDate', /^(dob|birth ?date|date of birth|birthday|born|geburtsdatum|geboren)$/],
  ['email', /e ?mail/],
  ['phone', /phone|^tel\b|^mobile|telefon|^fax$/],
  ['houseNumber', /^(street|house) ?(number|no|nr|num)$|^hausnummer$/],
  ['postcode', /^(post ?(al )?code|zip( ?code)?|plz|postleitzahl)$/],
  ['city', /^(city|town|suburb|locality|place|ort|stadt|municipality)$/],
  ['region', /^(state|region|province|county|bundesland|territory)$/],
  ['country', /^(country|land|nation)( ?code)?$/],
  ['street', /^(street|address|addr|road|strasse|str)( ?(1|line ?1|name|line))?$/],
  ['orgNumber', /^(vat|org|company|registration|tax)( id| ?number| no| nr)+$|^(ein|ust ?id)$/],
  ['website', /^(website|web|url|homepage|domain)$/],
  ['gender', /^(gender|sex|geschlecht)$/],
  [
    'identifier',
    /^(soc|ssn|social|nhs|passport|national|insurance|licen[cs]e)\b.*$|^(isbn|issn|ean|gtin|sku|mpn|upc)$/,
  ],
  ['name', /^(name|company|company ?name|organi[sz]ation|business ?name|firma|title of company)$/],
  ['id', /^(id|.* id|rec ?id|record ?id|unique ?id|uuid|key|row ?(id|number)?|nr)$/],
]

/** A sample of a column: the values of the first rows, null where empty. */
export type Sample = { column: string; values: readonly (string | null)[] }

/** Guesses what each column is, from its title, else from what stands in it. */
export function guessRoles(samples: readonly Sample[]): Record<string, Role> {
  const guessed = Object.fromEntries(samples.map(sample => [sample.column, guess(sample)]))
  const has = (role: Role) => Object.values(guessed).includes(role)
  // A name beside a date of birth is a person's; a name beside nothing personal may be anything.
  if (has('name') && !has('givenName') && (has('birthDate') || has('birthYear'))) {
    for (const [column, role] of Object.entries(guessed)) if (role === 'name') guessed[column] = 'fullName'
  }
  return guessed
}

function guess({ column, values }: Sample): Role {
  const title = (column.split(/[#/]/).at(-1) ?? column)
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  const byTitle = titles.find(([, pattern]) => pattern.test(title))?.[0]
  return byTitle ?? byContent(values.filter(value => value !== null && value !== ''))
}

function byContent(values: readonly (string | null)[]): Role {
  const texts = values.map(String)
  if (texts.length === 0) return 'ignore'
  const share = (pattern: RegExp) => texts.filter(text => pattern.test(text)).length / texts.length
  if (share(/^[^@\s]+@[^@\s]+\.[^@\s]+$/) > 0.8) return 'email'
  if (share(/^\s*(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4})/) > 0.8) return 'birthDate'
  const distinct = new Set(texts).size
  if (share(/^[^\d]{0,2}-?[\d.,]+\s*\D{0,3}$/) > 0.8) {
    const alike = new Set(texts.map(text => text.length)).size === 1
    return alike && (texts[0]?.length ?? 0) > 5 && distinct > texts.length / 2 ? 'identifier' : 'number'
  }
  if (distinct <= Math.max(20, texts.length / 20)) return 'category'
  const words = texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0) / texts.length
  return words > 12 ? 'text' : 'label'
}

/** Whether a text names a role. */
export const isRole = (text: unknown): text is Role => columnRoles.some(role => role === text)
