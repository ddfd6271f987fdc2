import type { RemoteField, RemoteObject, RemoteValue, RemoteValues } from './port.ts'

/** The language's own type does not know yet that a reviver is shown the source. */
type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown
const parsed = JSON.parse as (text: string, reviver: Reviver) => unknown

/** Only where a number has more digits than a double holds does each have to be looked at, which takes several times as long. */
const longNumber = /\d[\d.]{15}/

/** Parses JSON; numbers that a double would round are kept as their text. Throws `SyntaxError`. */
export function exactJson(text: string): unknown {
  return longNumber.test(text) ? parsed(text, exact) : (JSON.parse(text) as unknown)
}

const exact: Reviver = (_key, value, { source }) =>
  typeof value === 'number' && source !== undefined && isRounded(value, source) ? source : value

function isRounded(value: number, source: string): boolean {
  if (Number.isInteger(value) && /^-?\d+$/.test(source)) return !Number.isSafeInteger(value)
  const digits = source.replace(/e.*$/i, '').replace(/[-.]/g, '').replace(/^0+/, '')
  return digits.replace(/0+$/, '').length > 15 && String(value) !== source
}

/**
 * A value of JSON as it is kept here: objects and lists as their JSON text, what is missing as null. Decimals that come as
 * numbers stay numbers, since their trailing zeros are gone already; whole numbers that come as text become numbers where one holds them.
 */
export function remoteValue(value: unknown, kind: RemoteField['kind']): RemoteValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'object') return JSON.stringify(value)
  if (kind === 'integer' && typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value)
  return value as RemoteValue
}

/** The fields of an object out of what came. */
export function remoteValues(
  object: Pick<RemoteObject, 'fields'>,
  came: Record<string, unknown>,
): RemoteValues {
  return Object.fromEntries(
    object.fields
      .filter(each => each.kind !== 'bytes')
      .map(({ name, kind }) => [name, remoteValue(came[name], kind)]),
  )
}

const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/
const rawJson = (JSON as unknown as { rawJSON: (text: string) => unknown }).rawJSON

/** The body that sets these fields: numbers with every digit, JSON as JSON. */
export function bodyOf(object: Pick<RemoteObject, 'fields'>, set: RemoteValues): Record<string, unknown> {
  const kinds = new Map(object.fields.map(each => [each.name, each.kind]))
  return Object.fromEntries(Object.entries(set).map(([name, value]) => [name, sent(value, kinds.get(name))]))
}

function sent(value: RemoteValue, kind: RemoteField['kind'] | undefined): unknown {
  if (typeof value !== 'string') return value
  if ((kind === 'integer' || kind === 'decimal') && number.test(value)) return rawJson(value)
  return kind === 'json' ? parsedOr(value) : value
}

/** A simple text is kept without quotes even where JSON might stand. */
function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Whether two values of a field say the same: 10.50 is 10.5, and the order of names in JSON says nothing. */
export function sameValue(kind: RemoteField['kind'] | undefined, a: RemoteValue, b: RemoteValue): boolean {
  if (a === b) return true
  if (a === null || b === null) return false
  if (kind === 'integer' || kind === 'decimal') return plainNumber(String(a)) === plainNumber(String(b))
  if (kind === 'moment') return Date.parse(String(a)) === Date.parse(String(b))
  return kind === 'json' && ordered(String(a)) === ordered(String(b))
}

function plainNumber(text: string): string {
  return text.replace(/^(-?\d+)\.(\d*?)0*$/, (_all, whole: string, part: string) =>
    part ? `${whole}.${part}` : whole,
  )
}

function ordered(text: string): string {
  const inOrder: Reviver = (_key, value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value
  try {
    return JSON.stringify(parsed(text, inOrder))
  } catch {
    return text
  }
}
