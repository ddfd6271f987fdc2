import { goldenActsEn, goldenEn, goldenErrorsEn } from './golden-en.ts'
import { conditionsEn, qualityActsEn, qualityEn, qualityErrorsEn } from './quality-en.ts'
import { trustActsEn, trustEn, trustErrorsEn } from './trust-en.ts'

/** All words of this folder in one language. */
export const english = {
  'data-quality': {
    trust: trustEn,
    golden: goldenEn,
    ...qualityEn,
    act: { ...trustActsEn, ...goldenActsEn, ...qualityActsEn },
  },
  errors: { 'data-quality': { ...trustErrorsEn, ...goldenErrorsEn, ...qualityErrorsEn } },
  condition: conditionsEn,
}
