import { IntlMessageFormat } from 'intl-messageformat'
import { formatLocaleOf, languageOf } from './locales.ts'
import { messageOf } from './texts.ts'

export type TextParams = Record<string, string | number | boolean | Date | null | undefined>

const compiled = new Map<string, IntlMessageFormat>()

/**
 * The message of `key` in the language of `locale` with its parameters filled in. An unknown key comes back as the
 * key itself, so that a missing text is seen and nothing breaks.
 */
export function translate(locale: string, key: string, params?: TextParams): string {
  const message = messageOf(languageOf(locale), key)
  if (message === undefined) return key
  if (!params && !/[{'#]/.test(message)) return message
  const text = compile(locale, message).format(params ?? {})
  return typeof text === 'string' ? text : String(text)
}

/** Whether any language has a text for `key`. */
export function hasText(key: string): boolean {
  return messageOf('en', key) !== undefined
}

/** Parsing costs far more than formatting, so a message is compiled once per locale, on first use. */
function compile(locale: string, message: string): IntlMessageFormat {
  const id = `${locale}\u0000${message}`
  const known = compiled.get(id)
  if (known) return known
  const format = new IntlMessageFormat(message, formatLocaleOf(locale), undefined, { ignoreTag: true })
  compiled.set(id, format)
  return format
}
