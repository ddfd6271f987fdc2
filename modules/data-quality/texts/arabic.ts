import { goldenActsAr, goldenAr, goldenErrorsAr } from './golden-ar.ts'
import { boardAr } from './board-ar.ts'
import { cleaningAr, cleaningActsAr } from './cleaning-ar.ts'
import { conditionsAr, rulesActsAr, rulesAr, rulesErrorsAr } from './rules-ar.ts'
import { trustActsAr, trustAr, trustErrorsAr } from './trust-ar.ts'

/** All words of this folder in one language. */
export const arabic = {
  'data-quality': {
    trust: trustAr,
    golden: goldenAr,
    ...rulesAr,
    ...boardAr,
    ...cleaningAr,
    act: { ...trustActsAr, ...goldenActsAr, ...cleaningActsAr, ...rulesActsAr },
  },
  errors: { 'data-quality': { ...trustErrorsAr, ...goldenErrorsAr, ...rulesErrorsAr } },
  condition: conditionsAr,
}
