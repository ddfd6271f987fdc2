import type { RemoteField, RemoteValue } from '../port.ts'

/** A column as a value needs it: what it is here, and the number of its type there (as in both protocols of MySQL). */
export type Column = { kind: RemoteField['kind']; type: number }

const types = {
  float: 4,
  double: 5,
  timestamp: 7,
  time: 11,
  year: 13,
  timestampOfLog: 17,
  timeOfLog: 19,
} as const

const kinds: Readonly<Record<string, RemoteField['kind']>> = {
  tinyint: 'integer',
  smallint: 'integer',
  mediumint: 'integer',
  int: 'integer',
  bigint: 'integer',
  year: 'integer',
  decimal: 'decimal',
  float: 'decimal',
  double: 'decimal',
  date: 'date',
  datetime: 'moment',
  timestamp: 'moment',
  json: 'json',
  time: 'text',
  uuid: 'text',
  inet4: 'text',
  inet6: 'text',
}

/** What a column is, from `data_type`, `column_type` and whether it has a character set. */
export function kindOf({ data, column, hasLetters }: { data: string; column: string; hasLetters: boolean }) {
  // Neither knows truth values; this is how everybody writes them.
  if (/^(tinyint\(1\)|bit\(1\))$/i.test(column)) return 'boolean'
  return kinds[data.toLowerCase()] ?? (hasLetters ? 'text' : 'bytes')
}

/**
 * A value as the prepared statement or the log of rows gives it, in the one form in which it is kept here: so a value that is read is
 * the same as one that arrives by the log. The zero date, which says that there is none, is null.
 */
export function valueOf({ kind, type }: Column, raw: unknown): RemoteValue {
  if (raw === null) return null
  // A value outside its list (`enum`), which the server reads as an empty text.
  if (raw === undefined) return ''
  switch (kind) {
    case 'boolean':
      return truthOf(raw)
    case 'integer':
      // The log counts the year 0 from 1900.
      if (type === types.year && raw === 1900) return 0
      return Number.isSafeInteger(Number(raw)) ? Number(raw) : String(raw)
    case 'decimal':
      return decimalOf(type, raw)
    case 'date':
      return isNothing(String(raw)) ? null : String(raw)
    case 'moment': {
      const text = String(raw)
      if (isNothing(text)) return null
      return (
        withoutZeros(text).replace(' ', 'T') +
        (type === types.timestamp || type === types.timestampOfLog ? 'Z' : '')
      )
    }
    default:
      return type === types.time || type === types.timeOfLog ? timeOf(String(raw)) : String(raw)
  }
}

/** The reader of the log counts the borrow of a negative time into its seconds only: 0 of them are 64 there. */
function timeOf(text: string): string {
  const [, hours, minutes, seconds] = /^-(\d+):(\d+):(\d+)$/.exec(text) ?? []
  if (seconds !== '64') return withoutZeros(text)
  const whole = Number(minutes) + 1
  const parts = whole === 64 ? [Number(hours) + 1, 0] : [Number(hours), whole]
  return `-${parts.map(part => String(part).padStart(2, '0')).join(':')}:00`
}

/** A truth value; what is neither 0 nor 1 stays the number that it is. */
function truthOf(raw: unknown): RemoteValue {
  if (Buffer.isBuffer(raw)) return raw.some(byte => byte !== 0)
  return raw === 0 || raw === 1 ? raw === 1 : Number(raw)
}

function decimalOf(type: number, raw: unknown): string {
  if (type === types.float) return floatText(Number(raw))
  if (type === types.double) return String(raw)
  // ZEROFILL.
  return String(raw).replace(/^(-?)0+(?=\d)/, '$1')
}

/** The shortest decimal that is this number in single precision; the server itself would write six digits of it. */
function floatText(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits))
    if (Math.fround(shorter) === value) return String(shorter)
  }
  return String(Number(value.toPrecision(9)))
}

const isNothing = (text: string) => /^0000-00-00([ T]00:00:00(\.0+)?)?$/.test(text)

const withoutZeros = (text: string) => text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')

/** The value as it is sent: the server reads texts of every type. */
export function textOf(kind: RemoteField['kind'], value: RemoteValue): string | null {
  if (value === null) return null
  // As a part of a key it is a text.
  if (kind === 'boolean' && /^(true|false)$/.test(String(value))) return String(value) === 'true' ? '1' : '0'
  if (kind !== 'moment') return String(value)
  const text = String(value)
  const utc = /[+-]\d\d:?\d\d$/.test(text) ? new Date(text).toISOString() : text
  return withoutZeros(utc.replace(/Z$/, '')).replace('T', ' ')
}

/** Whether two values of a field are the same, however they are written (`1.5` and `1.50`). */
export function isSame(kind: RemoteField['kind'], one: RemoteValue, other: RemoteValue): boolean {
  const [a, b] = [textOf(kind, one), textOf(kind, other)]
  if (a === b || a === null || b === null) return a === b
  return kind === 'decimal' && plainDecimal(a) === plainDecimal(b)
}

function plainDecimal(text: string): string {
  if (/e/i.test(text)) return String(Number(text))
  const shorter = text.replace(/^([+-]?)0+(?=\d)/, '$1').replace(/^\+/, '')
  const short = shorter.includes('.') ? withoutZeros(shorter) : shorter
  return short === '-0' ? '0' : short
}

/** A name within a statement. */
export function quoted(...names: readonly string[]): string {
  return names.map(name => `\`${name.replaceAll('`', '``')}\``).join('.')
}
