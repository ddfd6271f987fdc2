import type { RemoteField, RemoteObject, RemoteValue, RemoteValues } from '../port.ts'

/** Values as Tryton sends them in JSON (`trytond.protocols.jsonrpc`): what JSON has no form for comes as a named object. */
type Named = { __class__: string } & Record<string, unknown>

/** Types of fields by their kind here; lists of other records and files are not read. */
const kinds: ReadonlyMap<string, RemoteField['kind']> = new Map([
  ['char', 'text'],
  ['text', 'text'],
  ['selection', 'text'],
  ['reference', 'text'],
  ['time', 'text'],
  ['timedelta', 'text'],
  ['integer', 'integer'],
  ['biginteger', 'integer'],
  ['many2one', 'integer'],
  ['float', 'decimal'],
  ['numeric', 'decimal'],
  ['boolean', 'boolean'],
  ['date', 'date'],
  ['datetime', 'moment'],
  ['timestamp', 'moment'],
  ['dict', 'json'],
  ['multiselection', 'json'],
])

/** The kind of a field of this type; undefined where it is not read. */
export function kindOf(type: string): RemoteField['kind'] | undefined {
  return kinds.get(type)
}

/** One row as values of the fields. */
export function valuesOf(object: RemoteObject, row: Record<string, unknown>): RemoteValues {
  return Object.fromEntries(object.fields.map(({ name, kind }) => [name, valueOf(kind, valueIn(row, name))]))
}

/**
 * `currency.code` stands in the row of the currency, which Tryton puts into this one as `currency.`; null where there is none. Of several
 * rows, such as addresses, the first that is in use counts.
 */
function valueIn(row: Readonly<Record<string, unknown>>, name: string): unknown {
  const [field = '', ...rest] = name.split('.')
  if (rest.length === 0) return row[field]
  const other = firstIn(row, field)
  return other ? valueIn(other, rest.join('.')) : null
}

/** The row that a field names, or the first in use of those it names; null where there is none. */
export function firstIn(
  row: Readonly<Record<string, unknown>>,
  field: string,
): Readonly<Record<string, unknown>> | null {
  const named = row[`${field}.`]
  const all = (Array.isArray(named) ? named : [named]) as (Record<string, unknown> | null | undefined)[]
  return all.find(each => each && each.active !== false) ?? null
}

export function valueOf(kind: RemoteField['kind'], value: unknown): RemoteValue {
  if (value === null || value === undefined) return null
  if (kind === 'json') return JSON.stringify(value)
  if (isNamed(value)) return textOf(value)
  if (typeof value === 'object') return JSON.stringify(value)
  return kind === 'decimal' ? String(value) : (value as RemoteValue)
}

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && '__class__' in value
}

function textOf(value: Named): string {
  const of = (name: string, digits = 2) => String(Number(value[name] ?? 0)).padStart(digits, '0')
  const day = () => `${of('year', 4)}-${of('month')}-${of('day')}`
  const time = () =>
    `${of('hour')}:${of('minute')}:${of('second')}${value.microsecond ? `.${of('microsecond', 6)}` : ''}`
  if (value.__class__ === 'Decimal') return String(value.decimal)
  if (value.__class__ === 'date') return day()
  // Tryton keeps moments in UTC, without saying so.
  if (value.__class__ === 'datetime') return `${day()}T${time()}Z`
  if (value.__class__ === 'time') return time()
  if (value.__class__ === 'timedelta') return hoursOf(Number(value.seconds))
  return JSON.stringify(value)
}

/** Hours, minutes and seconds, as Tryton reads them back: only the hours can be negative. */
function hoursOf(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  const rest = seconds - hours * 3600
  const [whole = '0', part] = String(Number((rest % 60).toFixed(6))).split('.')
  const minutes = String(Math.floor(rest / 60)).padStart(2, '0')
  return `${hours}:${minutes}:${whole.padStart(2, '0')}${part ? `.${part}` : ''}`
}

/** What is sent to set a field of this kind. */
export function sentOf(kind: RemoteField['kind'], value: RemoteValue): unknown {
  if (value === null) return null
  if (kind === 'decimal') return { __class__: 'Decimal', decimal: String(value) }
  if (kind === 'date') return { __class__: 'date', ...dayOf(String(value)) }
  if (kind === 'moment') return momentOf(String(value))
  if (kind === 'json') return JSON.parse(String(value))
  if (kind === 'integer') return Number(value)
  return value
}

function dayOf(text: string): { year: number; month: number; day: number } {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number)
  return { year: year as number, month: month as number, day: day as number }
}

/** A moment of ISO 8601 in UTC, with up to six digits behind the second. */
export function momentOf(text: string): Named {
  const [, hour, minute, second, part = ''] = /T(\d+):(\d+)(?::(\d+)(?:[.](\d+))?)?/.exec(text) ?? []
  const microsecond = Number(part.slice(0, 6).padEnd(6, '0'))
  const [hours, minutes, seconds] = [hour, minute, second].map(each => Number(each ?? 0))
  return { __class__: 'datetime', ...dayOf(text), hour: hours, minute: minutes, second: seconds, microsecond }
}

/** A datetime as a text that orders as times do, to the microsecond; empty where there is none. */
export function stampOf(value: unknown): string {
  if (!isNamed(value)) return ''
  const text = textOf({ ...value, microsecond: 0 }).slice(0, -1)
  return `${text}.${String(Number(value.microsecond ?? 0)).padStart(6, '0')}Z`
}

/** A stamp so many milliseconds earlier. */
export function earlierStamp(stamp: string, milliseconds: number): string {
  return new Date(Date.parse(stamp) - milliseconds).toISOString().replace('Z', `${stamp.slice(-4, -1)}Z`)
}
