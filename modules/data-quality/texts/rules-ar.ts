import type { Translation } from '../../../platform/i18n/index.ts'
import type { conditionsEn, rulesEn, rulesErrorsEn, rulesActsEn } from './rules-en.ts'

export const rulesAr: Translation<typeof rulesEn> = {
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
  severity: {
    note: { name: 'عدّ', why: 'تُعدّ وتظهر في قائمة ما يجب إصلاحه.' },
    warn: { name: 'تنبيه', why: 'يُنبَّه من يحفظ مثل هذه القيمة، وتُحفظ مع ذلك.' },
    refuse: { name: 'رفض', why: 'لا تُحفظ مثل هذه القيمة، لا باليد ولا ببرنامج.' },
  },
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
    changed: 'تغيّرت القاعدة «{rule}».',
    history: {
      title: 'ما جرى لها',
      none: 'لم يغيّرها أحد بعد.',
      shipped: 'هي مرفقة بالمنتج.',
      created: 'كتب القاعدة',
      restored: 'أعاد القاعدة',
      deleted: 'أزال القاعدة',
      changed: 'غيّر القاعدة',
      takesBack: 'تراجع',
      field: {
        on: 'تُطبّق',
        name: 'الاسم',
        explanation: 'السبب',
        dimension: 'تُحسب ضمن',
        severity: 'عند المخالفة',
        kind: 'تخصّ',
        applies: 'فقط حيث',
        must: 'يجب أن يتحقق',
        ownerUserId: 'من يصلح',
        ownerTeamId: 'الفريق الذي يصلح',
      },
      on: 'نعم',
      off: 'لا',
      nothing: 'لا شيء',
    },
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
  findings: {
    title: 'يحتاج إلى إصلاح',
    mend: 'أصلح',
    mendField: 'أصلح: {field}',
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
}

export const rulesErrorsAr: Translation<typeof rulesErrorsEn> = {
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

export const rulesActsAr: Translation<typeof rulesActsEn> = {
  'rule-added': 'كتب قاعدة جودة',
  'rule-changed': 'غيّر قاعدة جودة',
  'rule-switched': 'شغّل قاعدة جودة أو أوقفها',
  'rule-removed': 'أزال قاعدة جودة',
}
