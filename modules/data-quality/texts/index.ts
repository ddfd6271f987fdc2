import { conditionsEn, qualityActsEn, qualityEn, qualityErrorsEn } from './quality-en.ts'
import { trustActsAr, trustAr, trustErrorsAr } from './trust-ar.ts'
import { trustActsDe, trustDe, trustErrorsDe } from './trust-de.ts'
import { trustActsEn, trustEn, trustErrorsEn } from './trust-en.ts'

/** The module's words; each part of the module has its own files. */
export const dataQualityTexts = {
  en: {
    'data-quality': { trust: trustEn, ...qualityEn, act: { ...trustActsEn, ...qualityActsEn } },
    errors: { 'data-quality': { ...trustErrorsEn, ...qualityErrorsEn } },
    condition: conditionsEn,
  },
  de: {
    'data-quality': { trust: trustDe, ...qualityEn, act: { ...trustActsDe, ...qualityActsEn } },
    errors: { 'data-quality': { ...trustErrorsDe, ...qualityErrorsEn } },
    condition: conditionsEn,
  },
  ar: {
    'data-quality': { trust: trustAr, ...qualityEn, act: { ...trustActsAr, ...qualityActsEn } },
    errors: { 'data-quality': { ...trustErrorsAr, ...qualityErrorsEn } },
    condition: conditionsEn,
  },
}
