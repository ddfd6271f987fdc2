import type { Translation } from '../../../platform/i18n/index.ts'
import { recordEn } from './en-record.ts'

export const recordDe: Translation<typeof recordEn> = recordEn
