import { basesAr, basesEntitiesAr, basesErrorsAr } from './bases-ar.ts'
import { deskAr, deskErrorsAr, deskHealthAr } from './desk-ar.ts'
import { basesDe, basesEntitiesDe, basesErrorsDe } from './bases-de.ts'
import { deskDe, deskErrorsDe, deskHealthDe } from './desk-de.ts'
import { basesEn, basesEntitiesEn, basesErrorsEn } from './bases-en.ts'
import { deskEn, deskErrorsEn, deskHealthEn } from './desk-en.ts'

/** The module's words; each part of the module has its own files. */
export const matchingTexts = {
  en: {
    matching: { ...deskEn, ...basesEn, act: { ...deskEn.act, ...basesEn.act } },
    entity: basesEntitiesEn,
    errors: { matching: { ...deskErrorsEn, ...basesErrorsEn } },
    health: { matching: deskHealthEn },
  },
  de: {
    matching: { ...deskDe, ...basesDe, act: { ...deskDe.act, ...basesDe.act } },
    entity: basesEntitiesDe,
    errors: { matching: { ...deskErrorsDe, ...basesErrorsDe } },
    health: { matching: deskHealthDe },
  },
  ar: {
    matching: { ...deskAr, ...basesAr, act: { ...deskAr.act, ...basesAr.act } },
    entity: basesEntitiesAr,
    errors: { matching: { ...deskErrorsAr, ...basesErrorsAr } },
    health: { matching: deskHealthAr },
  },
}
