/** Languages the product speaks. A user's locale (`de-AT`) picks the language and, through Intl, the formats. */
export const languages = ['en', 'de', 'ar'] as const

export type Language = (typeof languages)[number]

/** Each language's name in itself, for the language menu. */
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch', ar: 'العربية' }

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'ckb', 'yi', 'dv'])

/** The language of a locale such as `ar-EG`; English where the product has no translation. */
export function languageOf(locale: string): Language {
  const wanted = locale.toLowerCase().split(/[-_]/)[0]
  return languages.find(language => language === wanted) ?? 'en'
}

/** Writing direction of a locale. A locale without translation is written as English, so left to right. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(languageOf(locale)) ? 'rtl' : 'ltr'
}

/**
 * The locale for Intl. Arabic regions write digits differently; the product shows Latin digits so that numbers can be
 * compared with those of the owner systems, unless the locale itself names a numbering system.
 */
export function formatLocaleOf(locale: string): string {
  const known = safeLocale(locale)
  return languageOf(known) === 'ar' && !known.includes('-u-') ? `${known}-u-nu-latn` : known
}

function safeLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
