import { goldenActsAr, goldenAr, goldenErrorsAr } from './golden-ar.ts'
import { conditionsAr, qualityActsAr, qualityAr, qualityErrorsAr } from './quality-ar.ts'
import { trustActsAr, trustAr, trustErrorsAr } from './trust-ar.ts'

/** All words of this folder in one language. */
export const arabic = {
  'data-quality': {
    trust: trustAr,
    golden: goldenAr,
    ...qualityAr,
    act: { ...trustActsAr, ...goldenActsAr, ...qualityActsAr },
  },
  errors: { 'data-quality': { ...trustErrorsAr, ...goldenErrorsAr, ...qualityErrorsAr } },
  condition: conditionsAr,
}
