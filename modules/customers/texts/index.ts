import { digestAr } from './ar-digest.ts'
import { entitiesAr } from './ar-entities.ts'
import { familyAr } from './ar-family.ts'
import { recordAr } from './ar-record.ts'
import { screensAr } from './ar.ts'
import { digestDe } from './de-digest.ts'
import { entitiesDe } from './de-entities.ts'
import { familyDe } from './de-family.ts'
import { recordDe } from './de-record.ts'
import { screensDe } from './de.ts'
import { digestEn } from './en-digest.ts'
import { entitiesEn } from './en-entities.ts'
import { familyEn } from './en-family.ts'
import { recordEn } from './en-record.ts'
import { screensEn } from './en.ts'

/** The module's words, for its screens and its records. */
export const customersTexts = {
  en: { customers: { ...screensEn, ...recordEn, digest: digestEn, family: familyEn }, ...entitiesEn },
  de: { customers: { ...screensDe, ...recordDe, digest: digestDe, family: familyDe }, ...entitiesDe },
  ar: { customers: { ...screensAr, ...recordAr, digest: digestAr, family: familyAr }, ...entitiesAr },
}
