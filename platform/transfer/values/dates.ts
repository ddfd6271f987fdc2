import { asciiDigits } from '../../formats/digits.ts'
import { bad, type BadValue, quoted } from './value.ts'

/** Which of the first two numbers is the day: `ambiguous` when no value of the column tells. */
export type DateOrder = 'dmy' | 'mdy'
export type DateOrderGuess = DateOrder | 'none' | 'ambiguous' | 'mixed'

type Parts = { year: number; month: number; day: number }

const numeric = /^(\d{1,4})([./\- ])\s?(\d{1,2})\2\s?(\d{1,4})(?:[T ,]+(.+))?$/
const compact = /^(\d{4})(\d{2})(\d{2})$/
const dayFirst =
  /^(\d{1,2})(?:st|nd|rd|th|\.|er|º)?[\s.\-/]+(?:de\s+)?([\p{L}.]+)[\s.,\-/]+(?:de\s+)?(\d{2}|\d{4})(?:[T ,]+(.+))?$/u
const monthFirst = /^([\p{L}.]+)[\s.-]+(\d{1,2})(?:st|nd|rd|th)?[\s,.-]+(\d{4})(?:[T ,]+(.+))?$/u
const clock =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?\s*([ap]\.?m\.?)?\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?$/i

const months = monthNames(['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'])

function monthNames(locales: readonly string[]): Map<string, number> {
  const names = new Map<string, number>()
  for (const locale of locales) {
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' })
      for (let month = 1; month <= 12; month++) {
        const name = format
          .format(Date.UTC(2020, month - 1, 15))
          .toLowerCase()
          .replaceAll('.', '')
        if (!names.has(name)) names.set(name, month)
      }
    }
  }
  return names.set('sept', 9)
}

/**
 * Decides from the values of one column whether the day or the month comes first: a first number above 12 means day
 * first, a second one month first. Dots are written day first everywhere they are used. `none`: no value needs it.
 */
export function guessDateOrder(cells: Iterable<string>): DateOrderGuess {
  let dayIsFirst = false
  let monthIsFirst = false
  let open = false
  for (const cell of cells) {
    const found = numeric.exec(asciiDigits(cell.trim()))
    if (!found || (found[1] as string).length > 2) continue
    const [first, second] = [Number(found[1]), Number(found[3])]
    if (found[2] === '.' || first > 12) dayIsFirst = true
    else if (second > 12) monthIsFirst = true
    else if (first !== second) open = true
  }
  if (dayIsFirst && monthIsFirst) return 'mixed'
  if (dayIsFirst) return 'dmy'
  if (monthIsFirst) return 'mdy'
  return open ? 'ambiguous' : 'none'
}

/** Reads a date in any usual notation as `YYYY-MM-DD`; a day that does not exist is refused, not moved. */
export function parseDate(cell: string, order: DateOrder, today: Date): string | BadValue {
  const found = split(asciiDigits(cell), order, today)
  if (!found) return bad('not-a-date', `${quoted(cell)} is no date.`)
  if ('bad' in found) return found
  return iso(found.parts)
}

/** Reads a point in time as ISO 8601 in UTC; without a zone it is taken as UTC, without a clock as midnight. */
export function parseDateTime(cell: string, order: DateOrder, today: Date): string | BadValue {
  const found = split(asciiDigits(cell), order, today)
  if (!found) return bad('not-a-date', `${quoted(cell)} is no date.`)
  if ('bad' in found) return found
  const { year, month, day } = found.parts
  if (!found.time) return `${iso(found.parts)}T00:00:00.000Z`
  const time = clock.exec(found.time.trim())
  if (!time) return bad('not-a-time', `${quoted(cell)} has no time that can be read.`)
  const half = time[5]?.[0]?.toLowerCase()
  const hour = (Number(time[1]) % (half ? 12 : 24)) + (half === 'p' ? 12 : 0)
  if (Number(time[1]) > (half ? 12 : 23) || Number(time[2]) > 59 || Number(time[3] ?? 0) > 60)
    return bad('not-a-time', `${quoted(cell)} has a time that does not exist.`)
  const at = Date.UTC(
    year,
    month - 1,
    day,
    hour,
    Number(time[2]),
    Number(time[3] ?? 0),
    Number((time[4] ?? '0').padEnd(3, '0').slice(0, 3)),
  )
  return new Date(at - offsetOf(time[6])).toISOString()
}

function offsetOf(zone: string | undefined): number {
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? '')
  if (!found) return 0
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0)
  return (found[1] === '-' ? -minutes : minutes) * 60_000
}

type Split = { parts: Parts; time: string | undefined }

function split(cell: string, order: DateOrder, today: Date): Split | BadValue | null {
  const numbers = numeric.exec(cell)
  if (numbers) return fromNumbers(cell, numbers, { order, today })
  const digits = compact.exec(cell)
  if (digits)
    return checked(
      cell,
      { year: Number(digits[1]), month: Number(digits[2]), day: Number(digits[3]) },
      undefined,
    )
  const words = dayFirst.exec(cell)
  if (words) return fromWords(cell, { day: words[1], month: words[2], year: words[3], time: words[4] }, today)
  const american = monthFirst.exec(cell)
  if (american)
    return fromWords(
      cell,
      { day: american[2], month: american[1], year: american[3], time: american[4] },
      today,
    )
  return null
}

function fromNumbers(
  cell: string,
  found: RegExpExecArray,
  { order, today }: { order: DateOrder; today: Date },
): Split | BadValue | null {
  const [first, second, third] = [found[1] as string, found[3] as string, found[4] as string]
  if (first.length > 2) {
    if (first.length !== 4 || third.length > 2) return null
    return checked(cell, { year: Number(first), month: Number(second), day: Number(third) }, found[5])
  }
  if (third.length !== 4 && third.length !== 2) return null
  const dots = found[2] === '.' || order === 'dmy'
  const [day, month] = dots ? [Number(first), Number(second)] : [Number(second), Number(first)]
  return checked(cell, { year: fullYear(third, today), month, day }, found[5])
}

type Words = {
  day: string | undefined
  month: string | undefined
  year: string | undefined
  time: string | undefined
}

function fromWords(cell: string, words: Words, today: Date): Split | BadValue | null {
  const month = months.get((words.month ?? '').toLowerCase().replaceAll('.', ''))
  if (!month) return null
  return checked(cell, { year: fullYear(words.year ?? '', today), month, day: Number(words.day) }, words.time)
}

/** Two digits mean the last hundred years and the ten to come. */
function fullYear(digits: string, today: Date): number {
  if (digits.length !== 2) return Number(digits)
  const latest = today.getUTCFullYear() + 10
  const year = Math.floor(latest / 100) * 100 + Number(digits)
  return year > latest ? year - 100 : year
}

function checked(cell: string, parts: Parts, time: string | undefined): Split | BadValue {
  const { year, month, day } = parts
  const exists =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    year >= 1 &&
    day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (exists) return { parts, time }
  return bad('no-such-date', `${quoted(cell)} is a date that does not exist.`)
}

function iso({ year, month, day }: Parts): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
