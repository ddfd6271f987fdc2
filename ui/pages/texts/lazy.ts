import type { LazyTexts } from '../../../platform/i18n/index.ts'
import { en } from './en.ts'

/** The same for the browser, which brings only the language that is read. */
export const pagesTexts: LazyTexts = {
  en: en,
  de: async () => (await import('./de.ts')).de,
  ar: async () => (await import('./ar.ts')).ar,
}
