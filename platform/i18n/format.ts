import { formatLocaleOf } from './locales.ts'

/** Whose conventions to follow. `now` is for relative times; tests set it. */
export type FormatContext = { locale: string; timeZone: string }

const formats = new Map<string, unknown>()

/** Intl objects are slow to build and fast to use: one of each is kept. */
function kept<T>(kind: string, locale: string, options: object, build: () => T): T {
  const id = `${kind}|${locale}|${JSON.stringify(options)}`
  const known = formats.get(id) as T | undefined
  if (known !== undefined) return known
  const made = build()
  formats.set(id, made)
  return made
}

/** A number by the locale's conventions. */
export function formatNumber(
  value: number,
  context: FormatContext,
  options: Intl.NumberFormatOptions = {},
): string {
  const locale = formatLocaleOf(context.locale)
  return kept('number', locale, options, () => new Intl.NumberFormat(locale, options)).format(value)
}

/** Money from minor units and ISO 4217 code. Whole amounts are shown without cents. */
export function formatMoney(minor: number, currency: string, context: FormatContext): string {
  const locale = formatLocaleOf(context.locale)
  const scale = 10 ** minorDigits(currency)
  const cents = minor % scale === 0 ? 0 : minorDigits(currency)
  const options = {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: cents,
    maximumFractionDigits: cents,
  } as const
  return kept('money', locale, options, () => new Intl.NumberFormat(locale, options)).format(minor / scale)
}

/** Every currency there is, by its ISO 4217 code (CLDR, as the runtime has it). */
export const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Digits after the decimal point of a currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  const options = { style: 'currency', currency } as const
  const format = kept('digits', 'en', options, () => new Intl.NumberFormat('en', options))
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/** A calendar date (`2026-11-22`, no time zone) or an instant shown as a date in the person's zone. */
export function formatDate(
  value: string | Date,
  context: FormatContext,
  style: 'short' | 'medium' | 'long' = 'medium',
): string {
  const plain = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
  const date = plain ? new Date(`${value}T00:00:00Z`) : new Date(value)
  if (Number.isNaN(date.getTime())) return String(value)
  const options = { dateStyle: style, timeZone: plain ? 'UTC' : context.timeZone } as const
  return dateFormat(context, options).format(date)
}

/** Date and time of an instant in the person's zone. */
export function formatDateTime(value: string | Date, context: FormatContext): string {
  return dateFormat(context, { dateStyle: 'medium', timeStyle: 'short', timeZone: context.timeZone }).format(
    new Date(value),
  )
}

/** Time of day of an instant in the person's zone. */
export function formatTime(value: string | Date, context: FormatContext): string {
  return dateFormat(context, { timeStyle: 'short', timeZone: context.timeZone }).format(new Date(value))
}

/** Any other date shape by Intl's own options. */
export function formatDateParts(
  value: string | Date,
  context: FormatContext,
  options: Intl.DateTimeFormatOptions,
): string {
  return dateFormat(context, { timeZone: context.timeZone, ...options }).format(new Date(value))
}

function dateFormat(context: FormatContext, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = formatLocaleOf(context.locale)
  return kept('date', locale, options, () => new Intl.DateTimeFormat(locale, options))
}

/** The calendar day (`2026-11-22`) of an instant in a time zone; day groups and “today” go by it. */
export function dayOf(value: string | Date, timeZone: string): string {
  const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const
  return kept('day', 'en-CA', options, () => new Intl.DateTimeFormat('en-CA', options)).format(
    new Date(value),
  )
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** How long ago or ahead an instant is, in one rounded unit: `3 days ago`, `in 2 hours`, `now`. */
export function formatRelative(
  value: string | Date,
  context: FormatContext,
  now: Date = new Date(),
  style: 'long' | 'narrow' = 'long',
): string {
  const seconds = (new Date(value).getTime() - now.getTime()) / 1000
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? [
    'second',
    Number.POSITIVE_INFINITY,
  ]
  const options = { numeric: 'auto', style } as const
  const locale = formatLocaleOf(context.locale)
  const format = kept('relative', locale, options, () => new Intl.RelativeTimeFormat(locale, options))
  // Words like “tomorrow” mean days of the calendar: 47 hours from now is never the next one.
  const count = unit === 'day' ? daysBetween(now, value, context.timeZone) : Math.trunc(seconds / size)
  return format.format(count || 0, unit)
}

function daysBetween(from: Date, to: string | Date, timeZone: string): number {
  return (Date.parse(dayOf(to, timeZone)) - Date.parse(dayOf(from, timeZone))) / 86_400_000
}

/** Names joined as the language does it: `A, B and C`. */
export function formatList(
  items: readonly string[],
  context: FormatContext,
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  const locale = formatLocaleOf(context.locale)
  return kept('list', locale, { type }, () => new Intl.ListFormat(locale, { type })).format(items)
}
