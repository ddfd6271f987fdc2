import type { Translation } from '../../../platform/i18n/index.ts'
import { entitiesEn } from './en-entities.ts'

export const entitiesDe: Translation<typeof entitiesEn> = entitiesEn
