import { CallFailed } from '../failures.ts'
import { keyParts, type RemoteValue } from '../port.ts'
import type { EntitySet } from './metadata.ts'

/** Types whose values stand without quotes in a question (OData 4, part 2, 5.1.1.14); anything else could break out of it. */
const bare: Readonly<Record<string, RegExp>> = {
  Byte: /^\d{1,3}$/,
  SByte: /^-?\d{1,3}$/,
  Int16: /^-?\d{1,5}$/,
  Int32: /^-?\d{1,10}$/,
  Int64: /^-?\d{1,19}$/,
  Decimal: /^-?\d+(\.\d+)?$/,
  Double: /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/,
  Single: /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/,
  Boolean: /^(true|false)$/,
  Guid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  Date: /^-?\d{4,}-\d\d-\d\d$/,
  DateTimeOffset: /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,12})?)?(Z|[+-]\d\d:\d\d)$/,
}

/** A value as it stands in a question; null where it cannot be one of this type. */
export function literal({ types }: EntitySet, field: string, value: RemoteValue): string | null {
  if (value === null) return 'null'
  const type = (types.get(field) ?? '').replace(/^Edm\./, '')
  if (type === 'String') return `'${String(value).replaceAll("'", "''")}'`
  return bare[type]?.test(String(value)) ? String(value) : null
}

/** `a eq 1 and b eq 'x'` for one key; null where it cannot be one. */
export function isKey(set: EntitySet, key: string): string | null {
  const parts = comparisons(set, key, 'eq')
  return parts && parts.join(' and ')
}

/** All keys behind one, in the order of the key columns: `a gt 1 or a eq 1 and b gt 2`. */
export function behindKey(set: EntitySet, key: string): string {
  const equal = comparisons(set, key, 'eq')
  const greater = comparisons(set, key, 'gt')
  if (!equal || !greater)
    throw new CallFailed('changed-shape', `The key of “${set.object.name}” is of another type than before.`)
  return greater.map((last, at) => `(${[...equal.slice(0, at), last].join(' and ')})`).join(' or ')
}

/** `(1)` or `(a=1,b='x')`, as it stands behind the name of the set; null where it cannot be a key. */
export function keyInPath(set: EntitySet, key: string): string | null {
  const literals = literalsOf(set, key)
  if (!literals) return null
  const sent = literals.map(each => encodeURIComponent(each))
  const { key: names } = set.object
  return names.length === 1 ? `(${sent[0]})` : `(${names.map((name, at) => `${name}=${sent[at]}`).join(',')})`
}

function comparisons(set: EntitySet, key: string, operator: 'eq' | 'gt'): string[] | null {
  const literals = literalsOf(set, key)
  return literals && set.object.key.map((name, at) => `${name} ${operator} ${literals[at]}`)
}

function literalsOf(set: EntitySet, key: string): string[] | null {
  const { key: names } = set.object
  const literals = partsOf(set, key).map((part, at) => literal(set, names[at] ?? '', part))
  return literals.length === names.length && literals.every(each => each !== null) ? literals : null
}

function partsOf({ object }: EntitySet, key: string): string[] {
  try {
    return keyParts(object, key)
  } catch {
    return []
  }
}
