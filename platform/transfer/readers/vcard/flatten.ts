import type { Card } from './cards.ts'
import type { Property } from './property.ts'

/** Left to right as a person fills a card; what repeats gets `_2`, `_3`, … after its first part. */
const order = [
  'fn',
  'family_name',
  'given_name',
  'additional_name',
  'prefix',
  'suffix',
  'nickname',
  'org',
  'department',
  'title',
  'role',
  'email',
  'tel',
  'adr',
  'url',
  'impp',
  'bday',
  'anniversary',
  'gender',
  'lang',
  'note',
  'categories',
  'uid',
  'kind',
  'rev',
]
const nameParts = ['family_name', 'given_name', 'additional_name', 'prefix', 'suffix']
const addressParts = ['po_box', 'extended', 'street', 'locality', 'region', 'postal_code', 'country']
const frame = new Set([
  'VERSION',
  'PRODID',
  'BEGIN',
  'END',
  'X-ABLABEL',
  'X-ABADR',
  'X-ABSHOWAS',
  'AGENT',
  'XML',
  'CLIENTPIDMAP',
  'LABEL',
  'X-ABUID',
])
const repeating = new Set(['EMAIL', 'TEL', 'ADR', 'URL', 'IMPP'])
const maxRepeats = 20

/** A card as named values: `fn`, `email`, `email_types`, `email_2`, `adr_street`, … */
export function flattenCard(card: Card): Map<string, string> {
  const flat = new Map<string, string>()
  const counts = new Map<string, number>()
  for (const property of preferredFirst(card.properties)) {
    const { name } = property
    if (frame.has(name)) continue
    if (repeating.has(name)) {
      const count = (counts.get(name) ?? 0) + 1
      if (addRepeating(flat, property, { count, label: labelOf(property, card) })) counts.set(name, count)
    } else addSingle(flat, property)
  }
  if (!flat.has('fn')) put(flat, 'fn', nameFrom(flat))
  return flat
}

function addSingle(flat: Map<string, string>, property: Property): void {
  const { name, components, text } = property
  if (name === 'N')
    for (const [at, part] of nameParts.entries()) put(flat, part, (components[at] ?? []).join(' '))
  else if (name === 'ORG') {
    put(flat, 'org', components[0]?.join(', '))
    put(
      flat,
      'department',
      components
        .slice(1)
        .map(part => part.join(', '))
        .filter(Boolean)
        .join(', '),
    )
  } else if (name === 'BDAY' || name === 'ANNIVERSARY') put(flat, name.toLowerCase(), isoDate(text))
  else if (name === 'CATEGORIES' || name === 'NICKNAME')
    append(flat, name.toLowerCase(), components.flat().join(', '), ', ')
  else append(flat, columnName(name), text, '\n')
}

/** False when there is nothing in it. */
function addRepeating(
  flat: Map<string, string>,
  property: Property,
  as: { count: number; label: string },
): boolean {
  if (as.count > maxRepeats) return false
  const column = property.name.toLowerCase() + (as.count > 1 ? `_${as.count}` : '')
  if (property.name === 'ADR') {
    const parts = addressParts.map((_, at) => (property.components[at] ?? []).join(', ').trim())
    if (!parts.some(Boolean)) return false
    for (const [at, part] of addressParts.entries()) put(flat, `${column}_${part}`, parts[at])
  } else {
    const value = property.text
      .replace(/^(tel|mailto):/i, '')
      .replace(/;ext=/i, ' ext. ')
      .trim()
    if (!value) return false
    put(flat, column, value)
  }
  put(flat, `${column}_types`, as.label)
  return true
}

/** `TYPE=pref` of 2.1 and 3.0, `PREF=1` of 4.0; otherwise as written. */
function preferredFirst(properties: Property[]): Property[] {
  const rank = ({ params }: Property) =>
    Number(params['PREF']?.[0] ?? (params['TYPE']?.some(type => type.toLowerCase() === 'pref') ? 1 : 101))
  return properties.toSorted((a, b) => rank(a) - rank(b))
}

/** Types of a contact point, or the label a person gave it (`item1.X-ABLabel`, Apple's `_$!<Home>!$_`). */
function labelOf(property: Property, card: Card): string {
  const types = (property.params['TYPE'] ?? []).map(type => type.trim().toLowerCase())
  const plain = types.filter(type => type !== '' && type !== 'pref' && type !== 'internet')
  const label = property.group
    ? card.properties.find(other => other.name === 'X-ABLABEL' && other.group === property.group)?.text
    : undefined
  if (label) plain.push(label.replace(/^_\$!<(.*)>!\$_$/, '$1').toLowerCase())
  return [...new Set(plain)].join(', ')
}

function nameFrom(flat: Map<string, string>): string {
  const parts = ['prefix', 'given_name', 'additional_name', 'family_name', 'suffix'].map(
    part => flat.get(part) ?? '',
  )
  return parts.filter(Boolean).join(' ') || flat.get('nickname') || flat.get('org') || flat.get('email') || ''
}

function isoDate(text: string): string {
  return text.trim().replace(/^(\d{4})(\d{2})(\d{2})(?=$|T)/, '$1-$2-$3')
}

function columnName(name: string): string {
  return name.toLowerCase().replaceAll('-', '_')
}

function put(flat: Map<string, string>, column: string, value: string | undefined): void {
  const text = value?.trim()
  if (text && !flat.has(column)) flat.set(column, text)
}

function append(flat: Map<string, string>, column: string, value: string, between: string): void {
  const text = value.trim()
  if (text) flat.set(column, flat.has(column) ? `${flat.get(column)}${between}${text}` : text)
}

/** Sorts columns the way a person fills a card; those of other programs come last, by name. */
export function orderColumns(columns: Iterable<string>): string[] {
  const key = (column: string) => {
    const [, base = column, n = '1', part = ''] =
      /^(email|tel|adr|url|impp)(?:_(\d+))?(?:_(.+))?$/.exec(column) ?? []
    const at = order.indexOf(base)
    return [
      at < 0 ? order.length : at,
      Number(n),
      part === 'types' ? 99 : addressParts.indexOf(part),
    ] as const
  }
  return [...columns].toSorted((a, b) => {
    const [x, y] = [key(a), key(b)]
    return x[0] - y[0] || x[1] - y[1] || x[2] - y[2] || (a < b ? -1 : 1)
  })
}
