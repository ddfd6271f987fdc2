import type { Translation } from '../../../platform/i18n/texts.ts'
import type { goldenActsEn, goldenEn, goldenErrorsEn } from './golden-en.ts'

export const goldenActsAr: Translation<typeof goldenActsEn> = {
  chosen: 'اختار القيمة المعروضة',
  recomputed: 'حسب ما يعرضه العملاء',
  'survivorship-set': 'حدّد القيم التي تبقى',
}

export const goldenErrorsAr: Translation<typeof goldenErrorsEn> = {
  'not-in-family': 'هذا السجل ليس جزءًا من العميل، أو لم يعد كذلك.',
  'no-choice': 'لا يمكن اختيار قيمة هذا الحقل.',
}

export const goldenAr: Translation<typeof goldenEn> = {
  open: 'أي القيم تُعرض',
  title: 'أي القيم تُعرض',
  hint: 'يحتفظ كل سجل بقيمه. النقر على قيمة يجعل العميل يعرضها، و«تراجع» و«حسب القواعد» يلغيان ذلك.',
  field: 'الحقل',
  shown: 'المعروض، والسبب',
  place: 'المكان',
  record: 'سجل من {when}',
  ofRecord: 'سجل «\u2068{name}\u2069»: {source}',
  choose: 'عرض «{value}» من {name}',
  byRules: 'حسب القواعد',
  why: {
    confirmed: 'أكدها شخص',
    source: 'من المصدر الأوثق',
    valid: 'الأخرى لا يمكن أن تصح',
    complete: 'أكمل',
    newest: 'الأحدث',
    oldest: 'من أقدم سجل',
    chosen: 'اختيرت يدويًا',
    only: 'الوحيدة',
    same: 'الكل متفق',
    all: 'الكل معًا',
    latest: 'الأخيرة',
    none: 'لا شيء معروف',
  },
  done: {
    chosen: 'تُعرض هذه القيمة الآن.',
    byRules: 'القواعد تقرر من جديد.',
    kept: 'حُفظت القواعد. يُعاد حساب كل العملاء ذوي السجلات المتعددة.',
  },
  joining: 'ما سيعرضه العميل',
  parting: {
    title: 'ما يبقى سيعرض',
    nothing: 'ما يبقى يعرض ما كان يعرضه.',
    empty: 'لا شيء',
  },
  settings: {
    tab: 'السجل الذهبي',
    title: 'أي القيم تُعرض',
    hint: 'حين تكون عدة سجلات عميلًا واحدًا يعرض كل حقل قيمة واحد منها. ما اختاره شخص أو كتبه في الصفحة يسبق هذه القواعد.',
    sources: 'المصادر',
    sourcesHint: 'الأوثق في الأعلى. المصادر غير المذكورة تأتي بعد غيرها.',
    entered: 'أُدخل هنا',
    records:
      '{count, plural, zero {لا سجلات} one {سجل واحد} two {سجلان} few {# سجلات} many {# سجلًا} other {# سجل}}',
    fields: 'الحقول',
    fieldsHint: 'تُسأل المعايير بالترتيب حتى يحسم أحدها، وإلا عُرضت قيمة أقدم سجل.',
    all: 'قيم الكل معًا',
    latest: 'الأخيرة من الكل',
    change: 'تغيير',
    close: 'إغلاق',
    toUsual: 'عودة إلى المعتاد',
    usualOrder: 'المعتاد: {order}.',
    usual: 'كالمعتاد',
    add: 'إضافة',
    up: 'رفع {what}',
    down: 'خفض {what}',
    away: 'ترك {what}',
    criterion: {
      confirmed: 'مؤكدة',
      source: 'المصدر',
      valid: 'يمكن أن تصح',
      complete: 'أكمل',
      newest: 'الأحدث',
      oldest: 'أقدم سجل',
    },
    try: 'تجربة على البيانات الموجودة',
    trial: 'على البيانات الموجودة',
    trialHint: 'لا يُكتب شيء قبل حفظ القواعد.',
    found:
      '{families, plural, zero {من العملاء في عدة سجلات } one {من عميل واحد في عدة سجلات } two {من عميلين في عدة سجلات } few {من # عملاء في عدة سجلات } many {من # عميلًا في عدة سجلات } other {من # عميل في عدة سجلات }}{values, plural, =0 {لن تتغير أي قيمة} one {ستتغير قيمة واحدة} two {ستتغير قيمتان} few {ستتغير # قيم} many {ستتغير # قيمة} other {ستتغير # قيمة}}.',
    drawn: 'حُسب على {checked} منهم مسحوبين عشوائيًا.',
    none: 'لا عميل في عدة سجلات بعد.',
    keep: 'حفظ القواعد',
    running: 'يُحسب ما يعرضه العملاء: تم {families}.',
    ran: 'آخر حساب {when}: {families, plural, zero {لا عملاء} one {عميل واحد} two {عميلان} few {# عملاء} many {# عميلًا} other {# عميل}}، تغيرت قيمة عند {changed} منهم.',
  },
}
