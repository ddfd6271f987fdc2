import type { customerEn } from './customer-en.ts'
import type { Translation } from '../../../platform/i18n/texts.ts'

export const customerAr: Translation<typeof customerEn> = {
  records: {
    act: 'وصل من الأنظمة المرتبطة في صفحة العميل',
  },
}
