import type { Translation } from '../../../platform/i18n/index.ts'
import { screensEn } from './en.ts'

export const screensDe: Translation<typeof screensEn> = screensEn
