import { goldenActsAr, goldenAr, goldenErrorsAr } from './golden-ar.ts'
import { goldenActsDe, goldenDe, goldenErrorsDe } from './golden-de.ts'
import { goldenActsEn, goldenEn, goldenErrorsEn } from './golden-en.ts'
import { conditionsEn, qualityActsEn, qualityEn, qualityErrorsEn } from './quality-en.ts'
import { trustActsAr, trustAr, trustErrorsAr } from './trust-ar.ts'
import { trustActsDe, trustDe, trustErrorsDe } from './trust-de.ts'
import { trustActsEn, trustEn, trustErrorsEn } from './trust-en.ts'

/** The module's words; each part of the module has its own files. */
export const dataQualityTexts = {
  en: {
    'data-quality': {
      trust: trustEn,
      golden: goldenEn,
      ...qualityEn,
      act: { ...trustActsEn, ...goldenActsEn, ...qualityActsEn },
    },
    errors: { 'data-quality': { ...trustErrorsEn, ...goldenErrorsEn, ...qualityErrorsEn } },
    condition: conditionsEn,
  },
  de: {
    'data-quality': {
      trust: trustDe,
      golden: goldenDe,
      ...qualityEn,
      act: { ...trustActsDe, ...goldenActsDe, ...qualityActsEn },
    },
    errors: { 'data-quality': { ...trustErrorsDe, ...goldenErrorsDe, ...qualityErrorsEn } },
    condition: conditionsEn,
  },
  ar: {
    'data-quality': {
      trust: trustAr,
      golden: goldenAr,
      ...qualityEn,
      act: { ...trustActsAr, ...goldenActsAr, ...qualityActsEn },
    },
    errors: { 'data-quality': { ...trustErrorsAr, ...goldenErrorsAr, ...qualityErrorsEn } },
    condition: conditionsEn,
  },
}
