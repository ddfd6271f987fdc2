import { basesEn, basesEntitiesEn, basesErrorsEn } from './bases-en.ts'
import { deskEn, deskErrorsEn, deskHealthEn } from './desk-en.ts'
import { evaluationEn, evaluationErrorsEn } from './evaluation-en.ts'

/** All words of this folder in one language. */
export const english = {
  matching: { ...deskEn, ...basesEn, ...evaluationEn, act: { ...deskEn.act, ...basesEn.act } },
  entity: basesEntitiesEn,
  errors: { matching: { ...deskErrorsEn, ...basesErrorsEn, ...evaluationErrorsEn } },
  health: { matching: deskHealthEn },
}
