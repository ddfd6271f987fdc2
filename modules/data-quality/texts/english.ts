import { goldenActsEn, goldenEn, goldenErrorsEn } from './golden-en.ts'
import { boardEn } from './board-en.ts'
import { cleaningEn, cleaningActsEn } from './cleaning-en.ts'
import { conditionsEn, rulesActsEn, rulesEn, rulesErrorsEn } from './rules-en.ts'
import { trustActsEn, trustEn, trustErrorsEn } from './trust-en.ts'

/** All words of this folder in one language. */
export const english = {
  'data-quality': {
    trust: trustEn,
    golden: goldenEn,
    ...rulesEn,
    ...boardEn,
    ...cleaningEn,
    act: { ...trustActsEn, ...goldenActsEn, ...cleaningActsEn, ...rulesActsEn },
  },
  errors: { 'data-quality': { ...trustErrorsEn, ...goldenErrorsEn, ...rulesErrorsEn } },
  condition: conditionsEn,
}
