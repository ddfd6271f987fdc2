import type { Translation } from '../../../platform/i18n/index.ts'
import { entitiesEn } from './en-entities.ts'

export const entitiesAr: Translation<typeof entitiesEn> = entitiesEn
