import type { Translation } from '../../../platform/i18n/index.ts'
import { recordEn } from './en-record.ts'

export const recordAr: Translation<typeof recordEn> = recordEn
