import type { LazyTexts } from '../../../platform/i18n/index.ts'
import { english } from './english.ts'

/** The same for the browser, which brings only the language that is read. */
export const salesTexts: LazyTexts = {
  en: english,
  de: async () => (await import('./german.ts')).german,
  ar: async () => (await import('./arabic.ts')).arabic,
}
