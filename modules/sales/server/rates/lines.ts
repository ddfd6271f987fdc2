import type { FieldProblem } from '../../../../platform/errors.ts'
import { currencies } from '../../../../platform/i18n/index.ts'

/** What a whole unit of a currency is worth in the firm's from a day (`YYYY-MM-DD`) on, as a decimal number. */
export type RateLine = { currency: string; day: string; rate: string }

const most = 5000
const number = /^\d{1,10}(?:\.\d{1,10})?$/

type Known = { house: string; today: string }

/** Reads lines of a currency, a day and a rate, apart by blanks, tabs or semicolons. What is wrong is told line by line. */
export function readLines(text: string, known: Known): { lines: RateLine[]; problems: FieldProblem[] } {
  const lines: RateLine[] = []
  const problems: FieldProblem[] = []
  const seen = new Set<string>()
  for (const [at, typed] of text.split(/\r?\n/).entries()) {
    if (typed.trim() === '') continue
    const parts = typed.trim().split(/[\s;]+/)
    const line = { currency: parts[0]?.toUpperCase() ?? '', day: parts[1] ?? '', rate: parts[2] ?? '' }
    line.rate = line.rate.replace(',', '.')
    const problem =
      lines.length >= most ? 'too-many' : parts.length === 3 ? problemOf(line, known) : 'rate-line'
    const twice = seen.has(`${line.currency} ${line.day}`)
    seen.add(`${line.currency} ${line.day}`)
    if (problem || twice) problems.push(told(at + 1, typed, problem ?? 'rate-twice'))
    else lines.push(line)
  }
  return { lines, problems }
}

/** What is wrong with a rate, as the name of the refusal; null: nothing. */
export function problemOf({ currency, day, rate }: RateLine, { house, today }: Known): string | null {
  if (!currencies.has(currency)) return 'no-such-currency'
  if (currency === house) return 'rate-of-own'
  if (!isDay(day)) return 'rate-day'
  if (day > aYearAfter(today)) return 'rate-far-ahead'
  if (!number.test(rate) || !(Number(rate) >= 1e-10) || Number(rate) > 1e9) return 'rate-number'
  return null
}

export const messages: Record<string, string> = {
  'no-such-currency': 'There is no such currency.',
  'rate-of-own': 'This is the currency of the firm: it needs no rate.',
  'rate-day': 'This is no date of the calendar; write it as 2026-11-01.',
  'rate-far-ahead': 'This day is more than a year ahead.',
  'rate-number': 'A rate is a number above 0 with up to ten decimals.',
  'rate-line': 'A line is a currency, a day and a rate, such as USD 2026-11-01 0.92.',
  'rate-twice': 'This currency and day stand in an earlier line.',
  'too-many': `At most ${most} rates can be written down at once.`,
}

function told(line: number, text: string, problem: string): FieldProblem {
  return {
    path: `lines.${line}`,
    code: problem === 'too-many' ? 'sales.rates-too-many' : `sales.${problem}`,
    message: messages[problem] ?? '',
    params: {
      line,
      text: text.trim().slice(0, 80),
      currency: text.trim().split(/[\s;]+/)[0] ?? '',
      limit: most,
    },
  }
}

function isDay(day: string): boolean {
  if (!/^(19|2\d)\d\d-\d\d-\d\d$/.test(day)) return false
  const moment = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day)
}

function aYearAfter(day: string): string {
  const moment = new Date(`${day}T00:00:00Z`)
  moment.setUTCFullYear(moment.getUTCFullYear() + 1)
  return moment.toISOString().slice(0, 10)
}
