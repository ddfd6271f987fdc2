import { digestAr } from './ar-digest.ts'
import { entitiesAr } from './ar-entities.ts'
import { familyAr } from './ar-family.ts'
import { recordAr } from './ar-record.ts'
import { screensAr } from './ar.ts'

/** All words of this folder in one language. */
export const arabic = {
  customers: { ...screensAr, ...recordAr, digest: digestAr, family: familyAr },
  ...entitiesAr,
}
