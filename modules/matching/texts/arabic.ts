import { basesAr, basesEntitiesAr, basesErrorsAr } from './bases-ar.ts'
import { deskAr, deskErrorsAr, deskHealthAr } from './desk-ar.ts'
import { evaluationAr, evaluationErrorsAr } from './evaluation-ar.ts'

/** All words of this folder in one language. */
export const arabic = {
  matching: { ...deskAr, ...basesAr, ...evaluationAr, act: { ...deskAr.act, ...basesAr.act } },
  entity: basesEntitiesAr,
  errors: { matching: { ...deskErrorsAr, ...basesErrorsAr, ...evaluationErrorsAr } },
  health: { matching: deskHealthAr },
}
