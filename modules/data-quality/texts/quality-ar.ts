import type { Translation } from '../../../platform/i18n/index.ts'
import type { conditionsEn, qualityActsEn, qualityEn, qualityErrorsEn } from './quality-en.ts'

export const qualityActsAr: Translation<typeof qualityActsEn> = { cleaned: 'تنظيف القيم' }

export const qualityAr: Translation<typeof qualityEn> = {
  shipped: {
    'email-readable': {
      name: 'عناوين البريد الإلكتروني مقروءة',
      why: 'لا يمكن الكتابة إلى عنوان ليس عنوانًا.',
    },
    'phone-readable': {
      name: 'أرقام الهاتف مقروءة',
      why: 'رقم بلا رمز دولة أو ناقص الأرقام لا يمكن الاتصال به.',
    },
    'postcode-fits-country': { name: 'الرمز البريدي يناسب الدولة', why: 'البريد برمز خاطئ يتأخر أو يعود.' },
    'birth-date-plausible': {
      name: 'تاريخ الميلاد ممكن',
      why: 'تواريخ المستقبل وما قبل 120 سنة و1 يناير 1900 لم تكن مقصودة.',
    },
    'country-is-code': {
      name: 'الدولة مكتوبة برمزها',
      why: 'الحرفان (ISO 3166) يفهمهما كل نظام، أما «النرويج» و«Norge» فدولتان عنده.',
    },
    'name-not-shouted': { name: 'الأسماء ليست بأحرف كبيرة فقط', why: 'رسالة إلى HANSEN KARI تبدو كإنذار.' },
    'person-has-both-names': {
      name: 'للأشخاص اسم أول واسم عائلة',
      why: 'من دونهما لا يمكن مخاطبة أحد ولا تمييزه عن غيره.',
    },
    'organisation-identified': { name: 'للمؤسسات رقم أو نطاق', why: 'الاسم وحده لا يميز بين شركتين.' },
    'can-be-reached': {
      name: 'يمكن الوصول إلى العميل',
      why: 'من دون بريد إلكتروني وهاتف لا تبقى إلا الرسالة الورقية.',
    },
    'employees-positive': { name: 'عدد الموظفين أكبر من صفر', why: 'الصفر يعني غالبًا «غير معروف».' },
    'owner-is-active': { name: 'المسؤول ما زال يعمل هنا', why: 'العميل الذي رحل مسؤوله لا يعتني به أحد.' },
    'gold-has-owner': { name: 'لعملاء الذهب مسؤول', why: 'على أحد أن يلاحظ صمتهم.' },
    'gold-is-met': {
      name: 'جرى الحديث مع عملاء الذهب خلال 90 يومًا',
      why: 'ما نعرفه عمّن لم نحدثه منذ زمن لم يعد صحيحًا.',
    },
    'cared-for-is-met': {
      name: 'جرى الحديث مع عملاء الفضة والبرونز ذوي المسؤول خلال سنة',
      why: 'ما نعرفه عمّن لم نحدثه منذ زمن لم يعد صحيحًا.',
    },
    'email-is-personal': {
      name: 'للأشخاص عنوان خاص بهم',
      why: 'بريد info@ أو invoices@ يقرؤه الحاضر، لا المقصود.',
    },
    'possible-duplicate': {
      name: 'لا عميل مسجّل مرتين',
      why: 'تبلّغ المطابقة عن أزواج قد تكون عميلًا واحدًا، وهي تنتظر قرارًا.',
    },
  },
  dimension: {
    completeness: { name: 'الاكتمال', why: 'هل يوجد ما يجب أن يوجد؟' },
    validity: { name: 'الصحة', why: 'هل يمكن أن تكون القيمة صحيحة؟' },
    uniqueness: { name: 'التفرّد', why: 'هل كل عميل مسجّل مرة واحدة؟' },
    timeliness: { name: 'الحداثة', why: 'هل هي حديثة بما يكفي لتصدق؟' },
    consistency: { name: 'الاتساق', why: 'هل تتوافق القيم بعضها مع بعض ومع طريقتنا في الكتابة؟' },
  },
  severity: {
    note: { name: 'عدّ', why: 'تُعدّ وتظهر في قائمة ما يجب إصلاحه.' },
    warn: { name: 'تنبيه', why: 'يُنبَّه من يحفظ مثل هذه القيمة، وتُحفظ مع ذلك.' },
    refuse: { name: 'رفض', why: 'لا تُحفظ مثل هذه القيمة، لا باليد ولا ببرنامج.' },
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
  rules: {
    title: 'القواعد',
    tab: 'قواعد الجودة',
    intro:
      'تقول القاعدة ما يجب أن يصحّ ولأي عملاء. تُجرَّب أولًا على البيانات. وبعد تفعيلها تُسأل عند كل حفظ، وعند ورود ملف، وكل ليلة.',
    new: 'قاعدة جديدة',
    on: 'مفعّلة',
    name: 'القاعدة',
    severity: 'عند المخالفة',
    mender: 'من يُصلح',
    open: 'مفتوح',
    own: 'خاصة',
    kind: { person: 'الأشخاص', organisation: 'المؤسسات' },
    switch: 'القاعدة «{rule}» مفعّلة',
    severityOf: 'ما يحدث عند مخالفة «{rule}»',
    menderOf: 'من يُصلح «{rule}»',
    switchedOn: 'القاعدة «{rule}» مفعّلة. يجري فحص جميع العملاء.',
    switchedOff: 'القاعدة «{rule}» متوقفة.',
    customerOwner: 'مسؤول العميل',
    each: 'كلٌّ ما يخصه',
    teams: 'فريق واحد',
    people: 'شخص واحد',
    someone: 'شخص ما',
    swept:
      'فُحص {checked, plural, zero {لا عملاء} one {عميل واحد} two {عميلان} few {# عملاء} many {# عميلًا} other {# عميل}} {when}: وُجد {found} وأُصلح {mended}.',
    sweeping: 'يجري فحص جميع العملاء.',
    sweepFailed: 'فشل الفحص الأخير: {error}',
    gone: 'لا توجد هذه القاعدة، أو هي عن حقول لا يحق لك رؤيتها.',
    shippedHint: 'هذه القاعدة تأتي مع المنتج. يمكن تحديد شدتها ومن يُصلح، ويمكن إيقافها.',
    saved: 'حُفظت القاعدة «{rule}».',
    savedAndOn: 'القاعدة «{rule}» مفعّلة. يجري فحص جميع العملاء.',
    saveAndOn: 'احفظ وفعّل',
    remove: 'إزالة',
    removed: 'أُزيلت القاعدة «{rule}».',
    form: {
      name: 'ما يجب أن يصحّ، بالكلمات',
      namePlaceholder: 'لعملاء ألمانيا رقم ضريبي',
      for: 'لمن',
      everyone: 'الجميع',
      applies: 'حيث فقط',
      appliesHint: 'من دون شرط تسأل القاعدة عنهم جميعًا.',
      must: 'يجب أن يصحّ أن',
      addCondition: 'شرط',
      severity: 'عند مخالفتها',
      dimension: 'تُحسب ضمن',
      explanation: 'لماذا، لمن يُصلحون',
    },
  },
  trial: {
    title: 'مجرّبة على بياناتك',
    empty: 'قل ما يجب أن يصحّ',
    emptyHint: 'يظهر هنا ما تجده القاعدة وأنت تكتبها. لا يُحفظ شيء.',
    nobody: 'القاعدة لا تسأل أحدًا: لا عميل يستوفي شروطها.',
    keep: 'من {asked, plural, zero {لا عملاء} one {عميل واحد} two {عميلين} few {# عملاء} many {# عميلًا} other {# عميل}} يلتزمون بها (95% بين {interval}).',
    allKeep: 'لا عميل يخالفها.',
    broken:
      '{count, plural, zero {لا عميل يخالفها} one {عميل واحد يخالفها} two {عميلان يخالفانها} few {# عملاء يخالفونها} many {# عميلًا يخالفونها} other {# عميل يخالفونها}}',
    missing: 'ناقص',
    more: 'و{count, plural, zero {لا آخر} one {آخر} two {آخران} few {# آخرون} many {# آخر} other {# آخر}}',
  },
  cleaning: {
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

export const qualityErrorsAr: Translation<typeof qualityErrorsEn> = {
  'nothing-chosen': 'حدّد الاقتراحات: بعضها أو نوعًا.',
  'rule-broken': 'القاعدة «{rule}» مخالَفة.',
  'rule-not-general': 'القاعدة للجميع: لا يمكن أن تسأل عن «أنا» أو سجلات بعينها أو إجراء أو قاعدة أخرى.',
  'rule-shipped': 'هذه القاعدة تأتي مع المنتج. يمكن تحديد شدتها ومن يُصلح، ويمكن إيقافها.',
  'two-owners': 'يُصلح القاعدةَ شخص واحد أو فريق واحد، لا كلاهما.',
  'no-such-user': 'لا يوجد هذا المستخدم.',
  'no-such-team': 'لا يوجد هذا الفريق.',
}

export const conditionsAr: Translation<typeof conditionsEn> = {
  check: {
    $title: 'فحص',
    email: 'عنوان البريد مقروء',
    'email-personal': 'عنوان البريد لشخص',
    phone: 'رقم الهاتف مقروء',
    postcode: 'الرمز البريدي يناسب الدولة',
    'birth-date': 'تاريخ الميلاد ممكن',
    country: 'الدولة رمز ISO',
    'name-case': 'الاسم ليس بأحرف كبيرة فقط',
    owner: 'المسؤول ما زال يعمل هنا',
    some: 'فحص',
    several: '{count} فحوص',
  },
  rule: { $title: 'يخالف القاعدة', some: 'قاعدة', several: 'إحدى {count} قواعد' },
}
