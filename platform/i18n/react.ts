import { createContext, useContext, useMemo } from 'react'
import {
  formatDate,
  formatDateParts,
  formatDateTime,
  formatList,
  formatMoney,
  formatNumber,
  formatRelative,
  formatTime,
} from './format.ts'
import type { FormatContext } from './format.ts'
import { directionOf } from './locales.ts'
import type { TextParams } from './translate.ts'
import { translate } from './translate.ts'

/** Locale and time zone of the person at the screen. */
export const LocaleContext = createContext<FormatContext>({ locale: 'en', timeZone: 'UTC' })

/** Translates in the person's language: `t('ui.save')`. */
export type Translate = (key: string, params?: TextParams) => string

/** The translating function of the person's language; stable while the language is. */
export function useT(): Translate {
  const { locale } = useContext(LocaleContext)
  return useMemo(() => (key, params) => translate(locale, key, params), [locale])
}

/** Formatting by the person's locale and time zone, with the locale itself and its direction. */
export function useFormat() {
  const context = useContext(LocaleContext)
  return useMemo(() => formatsOf(context), [context])
}

export type Formats = ReturnType<typeof formatsOf>

function formatsOf(context: FormatContext) {
  return {
    ...context,
    direction: directionOf(context.locale),
    number: (value: number, options?: Intl.NumberFormatOptions) => formatNumber(value, context, options),
    money: (minor: number, currency: string) => formatMoney(minor, currency, context),
    date: (value: string | Date, style?: 'short' | 'medium' | 'long') => formatDate(value, context, style),
    dateTime: (value: string | Date) => formatDateTime(value, context),
    time: (value: string | Date) => formatTime(value, context),
    dateParts: (value: string | Date, options: Intl.DateTimeFormatOptions) =>
      formatDateParts(value, context, options),
    relative: (value: string | Date, now?: Date) => formatRelative(value, context, now),
    ago: (value: string | Date, now?: Date) => formatRelative(value, context, now, 'narrow'),
    list: (items: readonly string[]) => formatList(items, context),
  }
}
