import type { Translation } from '../../../platform/i18n/index.ts'
import type { opportunitiesEn, opportunitiesErrorsEn } from './opportunities-en.ts'

export const opportunitiesAr: Translation<typeof opportunitiesEn> = {
  act: {
    opened: 'فُتحت فرصة',
    changed: 'عُدّلت فرصة',
    moved: 'نُقلت فرصة',
    closed: 'أُغلقت فرصة',
    reopened: 'أُعيد فتح فرصة',
    removed: 'أُزيلت فرصة',
  },
}

export const opportunitiesErrorsAr: Translation<typeof opportunitiesErrorsEn> = {
  'stage-retired': 'لم تعد المرحلة «{stage}» مستخدمة. اختر غيرها.',
  'no-stage': 'لا توجد مرحلة في أي مسار. أضف واحدة في إعدادات المبيعات أولًا.',
  'no-such-stage': 'لا توجد مرحلة كهذه.',
  closed: 'هذه الفرصة مغلقة. أعد فتحها أولًا.',
  'closed-in-future': 'لا يمكن أن تكون الفرصة قد حُسمت في المستقبل.',
  'closed-before-stage': 'دخلت الفرصة مرحلتها بعد ذلك اليوم. اختر يومًا لاحقًا.',
  'no-such-reason': 'لا يوجد سبب كهذا لهذه النتيجة.',
  'no-such-competitor': 'لا يوجد منافس كهذا.',
  'no-such-currency': '«{currency}» ليست عملة.',
  'no-such-colleague': 'لا يوجد زميل كهذا أو أنه غادر.',
}
