import type { EntityDescriptor, Field } from '../../platform/entities/descriptor.ts'
import { currencies, minorDigits } from '../../platform/i18n/index.ts'
import type { Translate } from '../../platform/i18n/react.ts'
import { choiceLabelOf } from './record.ts'

/** What a typed or pasted text means for a field: its value (null empties it), or why not (a text key). */
export type Parsed = { value: unknown } | { problem: string }

type Reading = { entity: EntityDescriptor; field: Field; locale: string; t: Translate }

/** Reads a text as the value of a field, by the person's own number format. */
export function parseText(text: string, { entity, field, locale, t }: Reading): Parsed {
  const trimmed = text.trim()
  if (trimmed === '') return { value: null }
  switch (field.kind) {
    case 'integer':
    case 'score':
    case 'decimal':
      return numberOf(trimmed, locale, field.kind !== 'decimal')
    case 'money':
      return moneyOf(trimmed, locale, currencyOf(field) ?? 'EUR')
    case 'boolean':
      return booleanOf(trimmed, t)
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(trimmed) ? { value: trimmed } : { problem: 'ui.form.notEmail' }
    case 'url':
      return /^https?:\/\/\S+$/i.test(trimmed) ? { value: trimmed } : { problem: 'ui.form.notUrl' }
    case 'date':
      return isCalendarDate(trimmed) ? { value: trimmed } : { problem: 'ui.form.notDate' }
    case 'datetime':
      return Number.isNaN(Date.parse(trimmed))
        ? { problem: 'ui.form.notDate' }
        : { value: new Date(trimmed).toISOString() }
    case 'choice':
      return choiceOf(trimmed, { entity, field, locale, t })
    case 'tags':
      return {
        value: [
          ...new Set(
            trimmed
              .split(/[,;]/)
              .map(tag => tag.trim())
              .filter(Boolean),
          ),
        ],
      }
    case 'reference':
      return { problem: 'ui.form.pick' }
    default:
      return { value: trimmed }
  }
}

/**
 * A number as people of the locale write it. The last of `.` and `,` is the decimal sign unless the locale groups
 * with it: `1.234` is 1234 for a German and 1.234 for a Briton.
 */
export function readNumber(text: string, locale: string): number {
  const parts = new Intl.NumberFormat(locale).formatToParts(1234567.8)
  const group = parts.find(part => part.type === 'group')?.value ?? ','
  const decimal = parts.find(part => part.type === 'decimal')?.value ?? '.'
  const latin = text
    .replace(/[٠-٩]/g, digit => String(digit.charCodeAt(0) - 0x660))
    .replace(/[٫]/g, decimal)
    .replace(/[٬]/g, '')
  const plain = latin
    .replace(/[\s\u00a0\u202f']/g, '')
    .replaceAll(group, '')
    .replace(decimal, '.')
  return /^[-+]?\d+(\.\d*)?$|^[-+]?\.\d+$/.test(plain) ? Number(plain) : Number.NaN
}

function numberOf(text: string, locale: string, whole: boolean): Parsed {
  const value = readNumber(text.replace(/%$/, ''), locale)
  return Number.isNaN(value) || (whole && !Number.isInteger(value))
    ? { problem: 'ui.form.notNumber' }
    : { value }
}

/** The currency of a money field; undefined where each record has its own and this is not said of one. */
export function currencyOf(field: Field): string | undefined {
  return field.currency ?? (field.currencyField ? undefined : 'EUR')
}

/** The currency that a text names by its three letters: `500 usd`. */
export function currencyIn(text: string): string | undefined {
  const code = /(?<!\p{L})[A-Za-z]{3}(?!\p{L})/u.exec(text)?.[0].toUpperCase()
  return code && currencies.has(code) ? code : undefined
}

/** An amount of a currency in minor units, as somebody types it. */
export function moneyOf(text: string, locale: string, currency: string): Parsed {
  // Dollars that somebody pastes must not become as many euros.
  if ((currencyIn(text) ?? currency) !== currency) return { problem: 'ui.form.otherCurrency' }
  const value = readNumber(text.replace(/[\p{Sc}\p{L}]/gu, ''), locale)
  if (Number.isNaN(value)) return { problem: 'ui.form.notNumber' }
  return { value: Math.round(value * 10 ** minorDigits(currency)) }
}

function booleanOf(text: string, t: Translate): Parsed {
  const word = text.toLocaleLowerCase()
  if ([t('ui.yes').toLocaleLowerCase(), 'yes', 'true', '1'].includes(word)) return { value: true }
  if ([t('ui.no').toLocaleLowerCase(), 'no', 'false', '0'].includes(word)) return { value: false }
  return { problem: 'ui.form.pick' }
}

function choiceOf(text: string, { entity, field, t }: Reading): Parsed {
  const word = text.toLocaleLowerCase()
  const found = field.choices?.find(
    ({ value }) =>
      value.toLocaleLowerCase() === word ||
      choiceLabelOf(entity, field, value, t).toLocaleLowerCase() === word,
  )
  return found ? { value: found.value } : { problem: 'ui.form.pick' }
}

function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** A block of cells as spreadsheets put it on the clipboard: tab between columns, quotes around breaks. */
export function readCells(clipboard: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  const text = clipboard.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (;;) {
    const cell = readCell(text, at)
    row.push(cell.value)
    const separator = text[cell.end]
    at = cell.end + 1
    if (separator === '\t') continue
    rows.push(row)
    row = []
    if (separator === undefined) return rows
  }
}

/** The cell that starts at a place, and where it ends. A quote that is never closed is a plain character. */
function readCell(text: string, start: number): { value: string; end: number } {
  const quoted = /^"((?:[^"]|"")*)"(?=[\t\n]|$)/.exec(text.slice(start))
  if (quoted) return { value: (quoted[1] ?? '').replaceAll('""', '"'), end: start + quoted[0].length }
  const length = text.slice(start).search(/[\t\n]/)
  const end = length < 0 ? text.length : start + length
  return { value: text.slice(start, end), end }
}
