import type { Translate } from '../../platform/i18n/react.ts'

/** Ranges that follow the calendar; the server reads the same words in the person's time zone. */
export const namedRanges = [
  'today',
  'yesterday',
  'tomorrow',
  'this-week',
  'last-week',
  'next-week',
  'this-month',
  'last-month',
  'next-month',
  'this-quarter',
  'last-quarter',
  'this-year',
  'last-year',
] as const

/** A range counted in days from now. */
export type DayRange = { kind: 'last' | 'next' | 'older'; days: number }

/** `last-30-days`, `next-7-days`, `older-than-60-days`; null for a named range. */
export function dayRangeOf(range: string): DayRange | null {
  const match = /^(last|next|older-than)-(\d{1,4})-days$/.exec(range)
  if (!match) return null
  return { kind: match[1] === 'older-than' ? 'older' : (match[1] as 'last' | 'next'), days: Number(match[2]) }
}

/** The word for a range counted in days. */
export function rangeFrom({ kind, days }: DayRange): string {
  return `${kind === 'older' ? 'older-than' : kind}-${days}-days`
}

/** A range in the person's language. */
export function rangeLabel(range: string, t: Translate): string {
  const counted = dayRangeOf(range)
  return counted
    ? t(`ui.filter.range.${counted.kind}`, { count: counted.days })
    : t(`ui.filter.range.${range}`)
}
