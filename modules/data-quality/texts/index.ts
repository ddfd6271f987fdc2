import { trustAr } from './trust-ar.ts'
import { trustDe } from './trust-de.ts'
import { trustEn } from './trust-en.ts'

/** The module's words; each part of the module has its own files. */
export const dataQualityTexts = {
  en: { 'data-quality': { trust: trustEn } },
  de: { 'data-quality': { trust: trustDe } },
  ar: { 'data-quality': { trust: trustAr } },
}
