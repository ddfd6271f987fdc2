import type { FieldKind } from '../entities/descriptor.ts'
import { parseEmail, parsePhone } from '../formats/contacts.ts'
import { parseDate } from './values/dates.ts'
import { parseDecimal, parseInteger } from './values/numbers.ts'

const yesNo = new Set([
  'yes',
  'no',
  'true',
  'false',
  'ja',
  'nein',
  'oui',
  'non',
  'wahr',
  'falsch',
  'sí',
  'y',
  'n',
])

/** Enough to tell what a column holds. */
const looked = 200
/** This share of the values must agree. */
const share = 0.9

/**
 * The kind of field that the values of a column look like. Digits with a leading zero are text: they are codes, and a
 * number would lose the zero.
 */
export function guessKind(values: readonly string[]): FieldKind {
  const sample = values.slice(0, looked)
  if (sample.length === 0) return 'text'
  const exceptions = sample.length - Math.ceil(sample.length * share)
  const all = (test: (value: string) => boolean) => {
    let misses = 0
    return sample.every(value => test(value) || ++misses <= exceptions)
  }
  if (all(value => value.includes('@') && parseEmail(value).problem === null)) return 'email'
  if (all(value => yesNo.has(value.toLowerCase()))) return 'boolean'
  if (all(isDate)) return sample.some(value => /\d:\d\d/.test(value)) ? 'datetime' : 'date'
  if (all(value => value.startsWith('+') && parsePhone(value, undefined).problem === null)) return 'phone'
  if (all(isInteger)) return 'integer'
  if (
    all(value => !isCode(value) && typeof parseDecimal(value, value.includes('.') ? '.' : ',') === 'number')
  )
    return 'decimal'
  // Without a country code only groups of digits tell; a sign before them would be a number's.
  if (all(value => /^[\d(][\d\s().\-/]{6,}$/.test(value) && /[\s().\-/]/.test(value))) return 'phone'
  if (all(value => /^https?:\/\/\S+$/i.test(value))) return 'url'
  return sample.some(value => value.length > 500) ? 'longtext' : 'text'
}

const today = new Date()

function isDate(value: string): boolean {
  if (/^\d+$/.test(value)) return false
  return (
    typeof parseDate(value, 'dmy', today) === 'string' || typeof parseDate(value, 'mdy', today) === 'string'
  )
}

function isCode(value: string): boolean {
  return /^0\d/.test(value)
}

function isInteger(value: string): boolean {
  return /^-?\d{1,10}$/.test(value) && !isCode(value) && typeof parseInteger(value, '.') === 'number'
}

/** With fewer values a number guessed from them would refuse the words of the next file. */
const enoughForOwn = 20

/** The kind of a user's own field that is made for a column; `kind` is what its values look like where that is known. */
export function guessOwnKind(values: readonly string[], kind?: FieldKind): FieldKind {
  return values.length < enoughForOwn ? 'text' : (kind ?? guessKind(values))
}
