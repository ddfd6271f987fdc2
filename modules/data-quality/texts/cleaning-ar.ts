import type { Translation } from '../../../platform/i18n/index.ts'
import type { cleaningActsEn, cleaningEn } from './cleaning-en.ts'

export const cleaningActsAr: Translation<typeof cleaningActsEn> = { cleaned: 'تنظيف القيم' }

export const cleaningAr: Translation<typeof cleaningEn> = {
  cleaning: {
    printed: 'كما تظهر على الرسالة:',
    title: 'التنظيف',
    intro:
      'قيم يمكن كتابتها أفضل: أسماء وشركات وعناوين وأرقام. لا يتغير شيء قبل أن تأخذه، وما تأخذه يمكن التراجع عنه.',
    start: 'ابحث عن قيم أفضل',
    again: 'ابحث مجددًا',
    started: 'يجري النظر في جميع العملاء.',
    open: '{count, plural, zero {لا اقتراحات} one {اقتراح واحد} two {اقتراحان} few {# اقتراحات} many {# اقتراحًا} other {# اقتراح}}',
    never: 'لم يبحث أحد بعد',
    neverHint: 'يقرأ البحث كل عميل في الخلفية ويقترح قيمًا أفضل، مجمّعة ومعلّلة.',
    nothing: 'لم يبق ما يُنظَّف',
    nothingHint: 'كل قيمة مكتوبة بأفضل ما نعرف. وما رُفض لا يُقترح ثانية.',
    done: 'نُظر في {customers, plural, zero {لا عملاء} one {عميل واحد} two {عميلين} few {# عملاء} many {# عميلًا} other {# عميل}} {when}؛ {proposed, plural, zero {لا اقتراحات} one {اقتراح واحد} two {اقتراحان} few {# اقتراحات} many {# اقتراحًا} other {# اقتراح}}.',
    running:
      'جارٍ البحث: {customers, plural, zero {لا عملاء} one {عميل واحد} two {عميلان} few {# عملاء} many {# عميلًا} other {# عميل}} حتى الآن، {proposed, plural, zero {لا اقتراحات} one {اقتراح واحد} two {اقتراحان} few {# اقتراحات} many {# اقتراحًا} other {# اقتراح}}.',
    failed: 'فشل البحث: {error}',
    becomes: 'تصبح',
    unsure: 'مؤكد {confidence}',
    accept: 'خذ «{value}»',
    reject: 'اتركها: ليس «{value}»',
    acceptAll: 'خذ الكل ({count})',
    acceptSure: 'خذ المؤكدة ({count})',
    rejectAll: 'اترك الكل',
    showAll: 'أظهر الكل ({count})',
    more: 'أظهر المزيد',
    openCustomer: 'فتح',
    accepted:
      'نُظّفت {count, plural, zero {لا قيم} one {قيمة واحدة} two {قيمتان} few {# قيم} many {# قيمة} other {# قيمة}}.',
    dropped:
      'تُرك {count, plural, zero {لا شيء} one {واحد} two {اثنان} few {#} many {#} other {#}}: تغيّرت القيمة في هذه الأثناء.',
    refused:
      'مُنع {count, plural, zero {لا شيء} one {واحد} two {اثنان} few {#} many {#} other {#}} بقاعدة أو صلاحية.',
    rejected:
      'رُفض {count, plural, zero {لا شيء} one {اقتراح واحد} two {اقتراحان} few {# اقتراحات} many {# اقتراحًا} other {# اقتراح}}.',
    accepting: 'تُكتب في الخلفية.',
    why: {
      'name-order': { name: 'أسماء بترتيب خاطئ', hint: 'اسم العائلة أولًا مع فاصلة.' },
      'name-title': {
        name: 'ألقاب في الأسماء',
        hint: 'تُحذف ألقاب المخاطبة، وتبقى الدرجات في الاسم الظاهر وتخرج من الاسم الأول والعائلة.',
      },
      'name-case': { name: 'أسماء بأحرف كبيرة أو صغيرة فقط', hint: 'الأدوات مثل van وde وvon تبقى صغيرة.' },
      'company-case': {
        name: 'شركات بأحرف كبيرة',
        hint: 'الكلمات القصيرة والتي بلا حرف علة تُعدّ اختصارات وتبقى.',
      },
      'company-blanks': { name: 'فراغات في أسماء الشركات', hint: 'كثيرة، أو من نوع لا يراه أحد.' },
      'name-blanks': { name: 'فراغات في الأسماء', hint: 'كثيرة، أو من نوع لا يراه أحد.' },
      'legal-form': { name: 'الأشكال القانونية', hint: 'كما يكتبها سجل الدولة.' },
      'email-syntax': { name: 'عناوين بريد مكتوبة خطأ', hint: '‏«at» بدل @، فاصلة بدل نقطة، فراغات.' },
      'email-domain': {
        name: 'نطاقات مكتوبة خطأ',
        hint: 'تبعد حرفًا واحدًا عن نطاق شائع، وهي نفسها تكاد تكون مجهولة.',
      },
      'phone-country': { name: 'أرقام هاتف بلا دولة', hint: 'تُقرأ كأرقام دولة العميل نفسه.' },
      'phone-syntax': { name: 'أرقام هاتف فيها شيء آخر', hint: 'ملاحظات وحروف بين الأرقام.' },
      'address-country': { name: 'دول بأسمائها', hint: 'الحرفان يفهمهما كل نظام.' },
      'address-postcode': { name: 'رموز بريدية', hint: 'مكتوبة كما تطبعها الدولة.' },
      'address-case': { name: 'أماكن بأحرف كبيرة أو صغيرة فقط', hint: 'كما تُكتب على الرسالة.' },
      'address-blanks': { name: 'فراغات في العناوين', hint: 'كثيرة، أو من نوع لا يراه أحد.' },
      'date-notation': { name: 'تواريخ بكتابة أخرى', hint: 'سنة وشهر ويوم لتمكن مقارنتها.' },
    },
  },
}
