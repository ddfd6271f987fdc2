import type { RemoteField, RemoteValue } from '../port.ts'

/**
 * Values as PostgreSQL writes them, and as they are kept here. Rows and the log of changes come as text, in sessions of UTC and ISO
 * dates (`sessionOptions`), so that a value read is the same as one that arrives by the log, to the last digit.
 */
export const sessionOptions = '-c timezone=UTC -c datestyle=ISO -c bytea_output=hex -c extra_float_digits=1'

/** Object ids of built-in types (pg_type.dat); all others are text. */
const kinds: ReadonlyMap<number, RemoteField['kind']> = new Map([
  [16, 'boolean'],
  [17, 'bytes'],
  [20, 'integer'],
  [21, 'integer'],
  [23, 'integer'],
  [26, 'integer'],
  [114, 'json'],
  [700, 'decimal'],
  [701, 'decimal'],
  [790, 'decimal'],
  [1082, 'date'],
  [1114, 'moment'],
  [1184, 'moment'],
  [1700, 'decimal'],
  [3802, 'json'],
])

export function kindOf(typeId: number): RemoteField['kind'] {
  return kinds.get(typeId) ?? 'text'
}

/** A value from its text; texts of dates become ISO 8601, integers numbers where a number can hold them. */
export function valueOf(kind: RemoteField['kind'], text: string | null): RemoteValue {
  if (text === null) return null
  if (kind === 'boolean') return text === 't'
  if (kind === 'integer') return Number.isSafeInteger(Number(text)) ? Number(text) : text
  if (kind === 'moment') return text.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z')
  return text
}

/** The value as it is sent: PostgreSQL reads texts of every type. */
export function textOf(value: RemoteValue): string | null {
  return value === null ? null : String(value)
}

/** A name within a statement. */
export function quoted(...names: readonly string[]): string {
  return names.map(name => `"${name.replaceAll('"', '""')}"`).join('.')
}
