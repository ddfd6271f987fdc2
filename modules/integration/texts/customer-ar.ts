import type { Translation } from '../../../platform/i18n/texts.ts'
import type { customerEn } from './customer-en.ts'

export const customerAr: Translation<typeof customerEn> = {
  records: {
    act: 'وصل من الأنظمة المرتبطة في صفحة العميل',
    title: 'أنظمة أخرى',
    kind: {
      order: 'الطلبات',
      invoice: 'الفواتير',
      contract: 'العقود',
      balance: 'الأرصدة',
      payment: 'المدفوعات',
      case: 'الحالات',
      other: 'المستندات',
    },
    asOf: 'حتى {age}',
    notAnswering: 'لا يجيب',
    off: 'موقوف',
    drill: 'تدريب',
    all: '{count, plural, zero {إظهار الكل} one {إظهار الواحد} two {إظهار الاثنين} few {إظهار الكل (#)} many {إظهار الكل (#)} other {إظهار الكل (#)}}',
    fewer: 'إظهار أقل',
    more: 'الأقدم',
    noTitle: 'رقم {key}',
    table: {
      title: 'المستند',
      amount: 'المبلغ',
      standing: 'مصدر القيمة',
    },
    state: {
      live: 'مباشر: كما هو الآن في {system}',
      fresh: 'نسختنا، محدّثة',
      stale: 'نسختنا قديمة: آخر خبر من {system} كان {age}',
      unavailable: '{system} لا يجيب؛ القيمة حتى {time}',
      off: 'لا يُسأل {system}؛ القيمة حتى {time}',
    },
    says: {
      slow: 'يجيب {system} ببطء. ما يقوله يصل من تلقاء نفسه ولا ينتظره شيء.',
      silent: 'لم يجب {system} منذ {time}؛ لا ينتظره شيء. يُعرض ما قاله من قبل.',
      silentNow: '{system} لا يجيب؛ لا ينتظره شيء. يُعرض ما قاله من قبل.',
      off: '{system} موقوف منذ {time}. يُعرض ما قاله من قبل.',
      drill: 'تدريب منذ {time}: يُعامَل {system} كأنه لا يجيب؛ هكذا ستبدو الصفحة.',
    },
    gone: 'السجل {key} لم يعد موجودًا هناك منذ {time}.',
    notYet: 'لم يصل شيء بعد عن السجل {key}.',
    others:
      '{count, plural, zero {لا قيم أخرى من {system}} one {قيمة أخرى من {system}} two {قيمتان أخريان من {system}} few {# قيم أخرى من {system}} many {# قيمة أخرى من {system}} other {# قيمة أخرى من {system}}}',
    fewerOthers: 'إخفاء القيم من {system}',
    record: 'السجل {key}',
    nothing: 'لا شيء سوى العميل نفسه.',
    yes: 'نعم',
    no: 'لا',
  },
  changedThere: {
    title: 'تغيّر في {title}',
    gone: 'حُذف هناك',
    by: 'بواسطة {by}',
    byAt: 'بواسطة {by} في {time}',
    at: 'في {time}',
    mark: 'تغيّر في {system} في {time}',
    markBy: 'غيّره {by} في {system} في {time}',
    empty: 'فارغ',
    became: 'أصبح',
    hidden: 'تغيّر',
  },
  documentThere: {
    title:
      '{document, select, order {طلب جديد} invoice {فاتورة جديدة} contract {عقد جديد} balance {رصيد جديد} payment {دفعة جديدة} case {حالة جديدة} other {مستند جديد}} {title}',
  },
}
