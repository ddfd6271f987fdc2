import type { Translation } from '../../../platform/i18n/index.ts'
import type { screensEn } from './screens-en.ts'

const days =
  '{count, plural, zero {أقل من يوم} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}'

/** Words of the screens of opportunities. */
export const screensAr: Translation<typeof screensEn> = {
  menu: 'المبيعات',
  step: { missing: 'لا خطوة تالية', unnamed: 'الخطوة التالية' },
  view: {
    mine: 'فرصي',
    open: 'المفتوحة',
    closing: 'تُغلق هذا الشهر',
    noStep: 'بلا خطوة تالية',
    closed: 'المغلقة',
  },
  list: {
    export: 'تصدير',
    new: 'جديدة',
    newTitle: 'فرصة جديدة',
    none: 'لا توجد فرص بعد',
    noneHint: 'شيء قد يشتريه عميل: بمبلغه وموعد حسمه وما يليه من خطوة.',
  },
  board: {
    title: 'اللوحة',
    whose: 'لمن',
    of: { mine: 'فرصي', team: 'فريقي', all: 'كل ما أراه' },
    notConverted:
      '{count, plural, zero {لا مبالغ بلا سعر} one {مبلغ واحد بلا سعر} two {مبلغان بلا سعر} few {# مبالغ بلا سعر} many {# مبلغًا بلا سعر} other {# مبلغ بلا سعر}}',
    age: days,
  },
  told: {
    opened: 'فُتحت فرصة',
    won: 'رُبحت فرصة',
    lost: 'خُسرت فرصة',
    reopened: 'أُعيد فتح فرصة',
    quoteSent: 'أُرسل عرض سعر',
    quoteMailed: 'أُرسل عرض سعر بالبريد',
    quoteAccepted: 'قُبل عرض سعر',
    quoteDeclined: 'رُفض عرض سعر',
    quoteWithdrawn: 'سُحب عرض سعر',
  },
  page: { gone: 'هذه الفرصة غير موجودة', open: 'فتح الصفحة' },
  course: { days },
  close: {
    won: 'رابحة',
    lost: 'خاسرة',
    wonTitle: '{name}: رابحة',
    lostTitle: '{name}: خاسرة',
    reason: 'السبب',
    competitor: 'من ربحها بدلًا منا',
    note: 'ملاحظة',
    reopen: 'إعادة الفتح',
  },
  done: {
    opened: 'فُتحت {name}.',
    moved: 'نُقلت إلى {stage}.',
    movedOnBoard: 'نُقلت {name}.',
    won: 'رُبحت {name}.',
    lost: 'خُسرت {name}.',
    reopened: 'أُعيد فتحها.',
    removed: 'أُزيلت {name}.',
  },
}
