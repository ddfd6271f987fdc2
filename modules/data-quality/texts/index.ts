import { goldenActsAr, goldenAr, goldenErrorsAr } from './golden-ar.ts'
import { goldenActsDe, goldenDe, goldenErrorsDe } from './golden-de.ts'
import { goldenActsEn, goldenEn, goldenErrorsEn } from './golden-en.ts'
import { conditionsAr, qualityActsAr, qualityAr, qualityErrorsAr } from './quality-ar.ts'
import { conditionsDe, qualityActsDe, qualityDe, qualityErrorsDe } from './quality-de.ts'
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
      ...qualityDe,
      act: { ...trustActsDe, ...goldenActsDe, ...qualityActsDe },
    },
    errors: { 'data-quality': { ...trustErrorsDe, ...goldenErrorsDe, ...qualityErrorsDe } },
    condition: conditionsDe,
  },
  ar: {
    'data-quality': {
      trust: trustAr,
      golden: goldenAr,
      ...qualityAr,
      act: { ...trustActsAr, ...goldenActsAr, ...qualityActsAr },
    },
    errors: { 'data-quality': { ...trustErrorsAr, ...goldenErrorsAr, ...qualityErrorsAr } },
    condition: conditionsAr,
  },
}
