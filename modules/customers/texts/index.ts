import { entitiesAr } from './ar-entities.ts'
import { recordAr } from './ar-record.ts'
import { screensAr } from './ar.ts'
import { entitiesDe } from './de-entities.ts'
import { recordDe } from './de-record.ts'
import { screensDe } from './de.ts'
import { entitiesEn } from './en-entities.ts'
import { recordEn } from './en-record.ts'
import { screensEn } from './en.ts'

/** The module's words, for its screens and its records. */
export const customersTexts = {
  en: { customers: { ...screensEn, ...recordEn }, ...entitiesEn },
  de: { customers: { ...screensDe, ...recordDe }, ...entitiesDe },
  ar: { customers: { ...screensAr, ...recordAr }, ...entitiesAr },
}
