import type { Translation } from '../../../platform/i18n/index.ts'
import type { leaverActsEn, leaversEn } from './leavers-en.ts'

/** Words of dealing out what somebody left. */
export const leaversAr: Translation<typeof leaversEn> = {
  title: 'للتوزيع',
  hint: 'غادروا وانتهت أيام الحجز. لا ينتقل شيء قبل أن تقرر ذلك.',
  left: 'غادر {name} {when}.',
  share: {
    territory:
      '{customers, plural, one {عميل واحد} two {عميلان} few {# عملاء} many {# عميلًا} other {# عميل}} إلى {name} صاحب المنطقة',
    manager:
      '{customers, plural, one {عميل واحد} two {عميلان} few {# عملاء} many {# عميلًا} other {# عميل}} إلى {name} مدير الوحدة',
    none: '{customers, plural, one {يبقى عميل واحد} two {يبقى عميلان} few {يبقى # عملاء} many {يبقى # عميلًا} other {يبقى # عميل}}: لم يُعثر على أحد',
  },
  only: {
    owner:
      '{deals, plural, one {فرصة مفتوحة واحدة} two {فرصتان مفتوحتان} few {# فرص مفتوحة} many {# فرصة مفتوحة} other {# فرصة مفتوحة}} إلى {name} صاحب هؤلاء العملاء',
    territory:
      '{deals, plural, one {فرصة مفتوحة واحدة} two {فرصتان مفتوحتان} few {# فرص مفتوحة} many {# فرصة مفتوحة} other {# فرصة مفتوحة}} مع عملاء غيره إلى {name} صاحب المنطقة',
    manager:
      '{deals, plural, one {فرصة مفتوحة واحدة} two {فرصتان مفتوحتان} few {# فرص مفتوحة} many {# فرصة مفتوحة} other {# فرصة مفتوحة}} مع عملاء غيره إلى {name} مدير الوحدة',
    none: '{deals, plural, one {تبقى فرصة مفتوحة واحدة} two {تبقى فرصتان مفتوحتان} few {تبقى # فرص مفتوحة} many {تبقى # فرصة مفتوحة} other {تبقى # فرصة مفتوحة}} مع عملاء غيره: لم يُعثر على أحد',
  },
  deals:
    'مع {deals, plural, one {فرصة مفتوحة واحدة} two {فرصتين مفتوحتين} few {# فرص مفتوحة} many {# فرصة مفتوحة} other {# فرصة مفتوحة}}',
  deal: 'توزيع',
  done: 'وُزّع {customers, plural, zero {# عميل} one {عميل واحد} two {عميلان} few {# عملاء} many {# عميلًا} other {# عميل}} و{deals, plural, zero {# فرصة مفتوحة} one {فرصة مفتوحة واحدة} two {فرصتان مفتوحتان} few {# فرص مفتوحة} many {# فرصة مفتوحة} other {# فرصة مفتوحة}}.',
}

export const leaverActsAr: Translation<typeof leaverActsEn> = {
  'leaver-dealt-out': 'وُزّع عملاء شخص غادر',
}
