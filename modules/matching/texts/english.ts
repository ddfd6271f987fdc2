import { basesEn, basesEntitiesEn, basesErrorsEn } from './bases-en.ts'
import { deskEn, deskErrorsEn, deskHealthEn } from './desk-en.ts'

/** All words of this folder in one language. */
export const english = {
  matching: { ...deskEn, ...basesEn, act: { ...deskEn.act, ...basesEn.act } },
  entity: basesEntitiesEn,
  errors: { matching: { ...deskErrorsEn, ...basesErrorsEn } },
  health: { matching: deskHealthEn },
}
