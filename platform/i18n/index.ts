export { directionOf, formatLocaleOf, languageNames, languageOf, languages } from './locales.ts'
export type { Language } from './locales.ts'
export { loadLanguage, missingTexts, registerLazily, registerTexts } from './texts.ts'
export type { LazyTexts, Texts, Translation } from './texts.ts'
export { isolated } from './isolated.ts'
export { hasText, translate } from './translate.ts'
export type { TextParams } from './translate.ts'
export {
  dayOf,
  formatDate,
  formatDateTime,
  formatList,
  formatMoney,
  formatNumber,
  formatRelative,
  formatTime,
  currencies,
  minorDigits,
} from './format.ts'
export type { FormatContext } from './format.ts'
