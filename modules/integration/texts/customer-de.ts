import type { customerEn } from './customer-en.ts'
import type { Translation } from '../../../platform/i18n/texts.ts'

export const customerDe: Translation<typeof customerEn> = {
  records: {
    act: 'Auf der Kundenseite von verbundenen Systemen erfahren',
  },
}
