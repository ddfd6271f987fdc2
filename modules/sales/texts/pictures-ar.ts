export const picturesAr = {
  title: 'المبيعات بالصور',
  whose: { label: 'فرص مَن', mine: 'فرصي', team: 'الفريق', all: 'كل ما أراه' },
  pipeline: 'مسار البيع',
  period: {
    label: 'تاريخ الفتح',
    all: 'أي وقت',
    'this-year': 'هذه السنة',
    'last-year': 'آخر 12 شهرًا',
    'last-quarter': 'آخر 90 يومًا',
  },
  deals:
    '{count, plural, zero {لا فرص} one {فرصة واحدة} two {فرصتان} few {# فرص} many {# فرصة} other {# فرصة}}',
  days: '{days} يوم',
  perDay: 'في اليوم',
  mean: 'المتوسط {days} يوم',
  undecided: 'لم يُحسم شيء بعد',
  notConverted:
    '{count, plural, zero {لا فرص} one {فرصة واحدة} two {فرصتان} few {# فرص} many {# فرصة} other {# فرصة}} خارج المجاميع: لا سعر صرف معروف لعملتها.',
  figure: {
    open: 'مفتوحة',
    won: 'رابحة',
    lost: 'خاسرة',
    winRate: 'معدل الربح',
    cycle: 'المدة',
    average: 'متوسط الفرصة',
    velocity: 'السرعة',
    entered: 'دخلت',
    onward: 'تقدمت',
    back: 'رجعت',
    conversion: 'التحويل',
    median: 'غادر النصف خلال',
    middle: 'النصف الأوسط',
  },
  means: {
    open: 'الفرص التي لم تُربح ولم تُخسر بعد، وقيمتها.',
    won: 'الفرص التي رُبحت، وقيمتها.',
    lost: 'الفرص التي خُسرت.',
    winRate: 'الرابحة ÷ (الرابحة + الخاسرة). المفتوحة لا تُحسب.',
    cycle: 'الأيام من الفتح إلى الربح: نصف الرابحة احتاج أقل من ذلك.',
    average: 'متوسط قيمة الفرص الرابحة التي يُعرف مبلغها بعملة الشركة.',
    velocity: 'الفرص المفتوحة × متوسط الفرصة × معدل الربح ÷ متوسط المدة: ما يأتي به المسار في اليوم.',
    entered: 'الفرص التي كانت يومًا في هذه المرحلة.',
    onward: 'الفرص التي وصلت لاحقًا إلى مرحلة أبعد.',
    back: 'الفرص التي رجعت أو انتقلت إلى مسار آخر ولم تتقدم منذ ذلك.',
    here: 'الفرص الموجودة الآن في هذه المرحلة.',
    conversion: '(تقدمت + رُبحت) ÷ (دخلت − ما زالت فيها).',
    time: 'الأيام التي قضتها الفرص في المرحلة، لمن غادرها.',
  },
  funnel: 'من مرحلة إلى مرحلة',
  stage: 'المرحلة',
  time: 'الوقت في المرحلة',
  sampled: 'حُسبت من فرصة واحدة من كل {count}، اختيرت عشوائيًا: عددها أكبر من أن تُقرأ كلها.',
  cohorts: 'ما آلت إليه فرص كل شهر',
  cohortsLabel: 'الفرص حسب شهر فتحها: رابحة وخاسرة ومفتوحة',
  month: 'الشهر',
  reasons: 'لماذا رُبحت الفرص وخُسرت',
  noReason: 'لم يُذكر سبب',
  noReasons: 'لم يُغلق شيء في هذه المدة.',
  nothing: 'لا فرص لرسمها',
  nothingHint:
    'حين تكون هنا فرص تُظهر هذه الصفحة كيف تنتقل من مرحلة إلى مرحلة، وكم يستغرق ذلك، ولماذا تنتهي. ربما توجد فرص في مسار آخر أو مدة أخرى.',
  toList: 'إلى الفرص',
}

export const picturesErrorsAr = { 'range-wrong-way': 'تنتهي المدة قبل أن تبدأ.' }

export const importErrorsAr = {
  'row-name-missing': 'الصف {row}: لا اسم له.',
  'row-customer-missing': 'لا يذكر عميلًا. حدد العميل الذي يقوم مقام من لا عميل لهم.',
  'row-no-such-customer': 'لا يوجد عميل تراه باسم «{customer}». استورد العملاء أولًا، أو اسمح بإنشائهم.',
  'row-customer-not-unique': 'عدة عملاء اسمهم «{customer}»؛ اذكر المقصود برقمه.',
  'row-no-such-stage':
    'الصف {row}: لا توجد مرحلة «{stage}». أضفها في إعدادات المبيعات أو اكتبها كما هي هناك.',
  'row-no-such-pipeline': 'الصف {row}: لا يوجد مسار «{pipeline}» فيه مرحلة.',
  'row-no-such-currency': 'الصف {row}: «{currency}» ليست عملة؛ اكتب الحروف الثلاثة وفق ISO 4217 مثل EUR.',
  'row-amount-negative': 'الصف {row}: المبلغ أقل من صفر.',
  'row-closed-at-missing': 'الصف {row}: رابحة أو خاسرة، ولا يُعرف منذ متى.',
  'row-in-future': 'الصف {row}: فُتحت أو أُغلقت في المستقبل.',
  'row-dates-wrong-way': 'الصف {row}: أُغلقت قبل أن تُفتح.',
  'owner-kept-as-tag': 'المسؤول ليس زميلًا؛ بقي اسمه وسمًا.',
}

export const importFieldsAr = {
  reason: 'سبب الإغلاق',
  unknownCustomer: 'العملاء غير المعروفين',
  'unknownCustomer.refuse': 'رفض الصف',
  'unknownCustomer.make': 'إنشاء منظمة',
  'unknownCustomer.placeholder': 'الحفظ تحت العميل البديل',
  placeholder: 'العميل للصفوف التي لا عميل لها',
  'outcome.open': 'مفتوحة',
}

export const pictureConditionsAr = {
  entered: { $title: 'كانت في المرحلة', some: 'مرحلة', several: '{count} مراحل' },
  onward: { $title: 'تقدمت من', some: 'مرحلة', several: '{count} مراحل' },
  back: { $title: 'رجعت من', some: 'مرحلة', several: '{count} مراحل' },
  reason: { $title: 'السبب', some: 'سبب', several: '{count} أسباب', none: 'لم يُذكر' },
  unconverted: { $title: 'سعر الصرف', some: 'مفقود', several: 'مفقود', yes: 'مفقود' },
  forecast: {
    $title: 'في التوقعات بوصفها',
    some: 'فئة',
    several: '{count} فئات',
    pipeline: 'قيد المتابعة',
    'best-case': 'أفضل حال',
    commit: 'مؤكدة',
  },
}
