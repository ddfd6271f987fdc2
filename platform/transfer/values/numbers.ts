import { asciiDigits } from '../../formats/digits.ts'
import { bad, type BadValue, quoted } from './value.ts'

export type DecimalMark = '.' | ','

const spaces = /[\s\u00a0\u202f'’_]/g

/**
 * Decides from the values of one column which mark separates decimals. The last of two different marks is it; one alone
 * that is not followed by exactly three digits is it; without any sign the point.
 */
export function guessDecimalMark(cells: Iterable<string>): DecimalMark {
  for (const cell of cells) {
    const text = asciiDigits(cell)
      .replaceAll(spaces, '')
      .replaceAll(/[^\d.,]/g, '')
    const comma = text.lastIndexOf(',')
    const point = text.lastIndexOf('.')
    if (comma >= 0 && point >= 0) return comma > point ? ',' : '.'
    if (comma >= 0 && !isGrouped(text, ',')) return ','
    if (point >= 0 && !isGrouped(text, '.')) return '.'
  }
  return '.'
}

function isGrouped(text: string, mark: string): boolean {
  return text
    .split(mark)
    .slice(1)
    .every(group => group.length === 3)
}

/** Reads a number with group separators of any kind. */
export function parseDecimal(cell: string, mark: DecimalMark): number | BadValue {
  const text = asciiDigits(cell)
    .replaceAll(spaces, '')
    .replace(/^\((.*)\)$/, '-$1')
    .replace('−', '-')
  const group = mark === ',' ? '.' : ','
  const [whole = '', ...rest] = text.split(mark)
  const groups = whole.split(group)
  const grouped = groups.length === 1 || groups.slice(1).every(part => part.length === 3)
  const plain = `${groups.join('')}${rest.length ? `.${rest.join('?')}` : ''}`
  if (!grouped || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain))
    return bad('not-a-number', `${quoted(cell)} is no number.`)
  const number = Number(plain)
  if (Number.isFinite(number)) return number
  return bad('not-a-number', `${quoted(cell)} is too large for a number.`)
}

/** Largest value of the columns that hold whole numbers (int4). */
const largestInteger = 2_147_483_647

/** Reads a whole number; `12.0` is one, `12.5` is not. */
export function parseInteger(cell: string, mark: DecimalMark): number | BadValue {
  const number = parseDecimal(cell, mark)
  if (typeof number !== 'number') return number
  if (!Number.isInteger(number)) return bad('not-a-whole-number', `${quoted(cell)} is no whole number.`)
  if (Math.abs(number) > largestInteger)
    return bad('number-too-large', `${quoted(cell)} is larger than ${largestInteger}.`)
  return number
}

/** Reads an amount with or without currency sign as minor units of the currency (ISO 4217). */
export function parseMoney(cell: string, mark: DecimalMark, currency: string): number | BadValue {
  const amount = parseDecimal(cell.replaceAll(/[\p{Sc}]|\b[A-Z]{3}\b/gu, '').trim(), mark)
  if (typeof amount !== 'number') return bad('not-an-amount', `${quoted(cell)} is no amount of money.`)
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  const minor = Math.round(amount * 10 ** digits)
  if (Number.isSafeInteger(minor)) return minor
  return bad('number-too-large', `${quoted(cell)} is too large an amount.`)
}

const yes = new Set([
  'true',
  'yes',
  'y',
  '1',
  'on',
  'x',
  't',
  'ja',
  'j',
  'wahr',
  'oui',
  'o',
  'vrai',
  'sí',
  'si',
  's',
  'sim',
  'vero',
  'verdadero',
  '✓',
  '✔',
  'نعم',
  'بله',
  'да',
])
const no = new Set([
  'false',
  'no',
  'n',
  '0',
  'off',
  'f',
  'nein',
  'falsch',
  'non',
  'faux',
  'não',
  'nao',
  'falso',
  'nee',
  '✗',
  '-',
  'لا',
  'خیر',
  'нет',
])

/** Reads yes and no in the words of several languages. */
export function parseBoolean(cell: string): boolean | BadValue {
  const word = cell.toLowerCase()
  if (yes.has(word)) return true
  if (no.has(word)) return false
  return bad('not-yes-or-no', `${quoted(cell)} is neither yes nor no.`)
}
