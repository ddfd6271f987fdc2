import { digestEn } from './en-digest.ts'
import { entitiesEn } from './en-entities.ts'
import { familyEn } from './en-family.ts'
import { recordEn } from './en-record.ts'
import { screensEn } from './en.ts'

/** All words of this folder in one language. */
export const english = {
  customers: { ...screensEn, ...recordEn, digest: digestEn, family: familyEn },
  ...entitiesEn,
}
