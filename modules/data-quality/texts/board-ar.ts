import type { Translation } from '../../../platform/i18n/index.ts'
import type { boardEn } from './board-en.ts'

export const boardAr: Translation<typeof boardEn> = {
  dimension: {
    completeness: { name: 'الاكتمال', why: 'هل يوجد ما يجب أن يوجد؟' },
    validity: { name: 'الصحة', why: 'هل يمكن أن تكون القيمة صحيحة؟' },
    uniqueness: { name: 'التفرّد', why: 'هل كل عميل مسجّل مرة واحدة؟' },
    timeliness: { name: 'الحداثة', why: 'هل هي حديثة بما يكفي لتصدق؟' },
    consistency: { name: 'الاتساق', why: 'هل تتوافق القيم بعضها مع بعض ومع طريقتنا في الكتابة؟' },
  },
  board: {
    title: 'جودة البيانات',
    short: 'اللوحة',
    words: 'لوحة جودة اكتمال صحة إصلاح',
    customers:
      '{count, plural, zero {لا عملاء} one {عميل واحد} two {عميلان} few {# عملاء} many {# عميلًا} other {# عميل}}',
    checkNow: 'افحص الآن',
    checking: 'يجري فحص جميع العملاء. ستأتي الأرقام تلقائيًا.',
    nothing: 'لم يُعدّ شيء بعد',
    nothingHint: 'كل ليلة يُسأل عن جميع العملاء هل تلتزم قيمهم بالقواعد. يمكنك طلب ذلك الآن، ويستغرق ثواني.',
    summary:
      'من {asked, plural, one {سؤال واحد طرحته} two {سؤالين طرحتهما} few {# أسئلة طرحتها} many {# سؤالًا طرحتها} other {# سؤال طرحتها}} القواعد، أُجيب عن {share} إجابة جيدة.',
    worst: 'أكثر ما يحتاج إلى عناية: {dimension}.',
    reach: {
      all: 'جميع العملاء كما عُدّوا في {when}.',
      units: 'عملاء وحدة عملك كما عُدّوا في {when}.',
      own: 'العملاء الذين تراهم، عُدّوا الآن.',
    },
    interval: '95% بين {interval}',
    toMend:
      '{count, plural, zero {لا شيء للإصلاح} one {واحد للإصلاح} two {اثنان للإصلاح} few {# للإصلاح} many {# للإصلاح} other {# للإصلاح}}',
    allGood: 'لا شيء للإصلاح',
    noRules: 'لا قاعدة مفعّلة.',
    notYet: 'لم يُعدّ بعد.',
    noTrend: 'يبدأ المسار من اليوم الثالث.',
    trend: 'من {from} في {since} إلى {to}',
  },
  debts: {
    title: 'للإصلاح',
    whose: 'لمن',
    all: 'الكل',
    mine: 'لي',
    rule: 'القاعدة',
    others:
      '{count, plural, zero {لا أحد آخر} one {شخص آخر} two {شخصان آخران} few {# أشخاص آخرين} many {# شخصًا آخر} other {# شخص آخر}}',
    open: 'مفتوح',
    week: 'هذا الأسبوع',
    oldest: 'الأقدم',
    nobody: 'لا أحد مسؤول عنهم',
    added: '+{count}',
    mended: '−{count} أُصلح',
    openLabel:
      '{count, plural, zero {لا عميل يخالف} one {عميل واحد يخالف} two {عميلان يخالفان} few {# عملاء يخالفون} many {# عميلًا يخالفون} other {# عميل يخالفون}} القاعدة «{rule}»: افتح القائمة',
    none: 'لا شيء للإصلاح',
    noneHint: 'لا عميل تراه يخالف قاعدة مفعّلة.',
    noneMine: 'لا شيء مفتوح يقع عليك أو على فريقك.',
  },
  fields: {
    title: 'مدى اكتمال الحقول',
    hint: 'تُحسب الحقول المستخدمة فقط ويُذكر السبب: حقل فارغ لا يقرؤه أحد لا يكلّف شيئًا.',
    reason: {
      list: 'في القائمة',
      view: 'في عرض محفوظ',
      rule: 'تسأل عنه قاعدة',
      changed: 'غُيّر باليد خلال 90 يومًا',
    },
    missing:
      '{count, plural, zero {لا ينقص أحدًا} one {ينقص عميلًا واحدًا} two {ينقص عميلين} few {ينقص # عملاء} many {ينقص # عميلًا} other {ينقص # عميل}}',
  },
  teams: { title: 'حسب فريق المسؤول', none: 'بلا فريق' },
  sources: { title: 'حسب المصدر', none: 'بلا مصدر' },
}
