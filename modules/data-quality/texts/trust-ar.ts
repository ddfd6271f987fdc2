/** What was done with the trust of values, for history and undo. */
export const trustActsAr = {
  confirmed: 'أكّد قيمة',
  'bulk-confirmed': 'أكّد قيم عدة عملاء',
  disputed: 'اعترض على قيمة',
  settled: 'بتّ في اعتراض',
  'trust-set': 'حدّد كيف تتقادم القيم وبمن يوثق',
}

export const trustErrorsAr = {
  'too-many':
    'تُؤكَّد قيم {limit, number} عميل على الأكثر في إجراء واحد؛ وهؤلاء {found, number}. اختر عددًا أقل.',
  'disputed-already': 'هناك من اعترض على هذه القيمة بالفعل.',
  'same-value': 'هذه هي القيمة الموجودة بالفعل.',
  'settled-already': 'لقد بتّ {who} في هذا بالفعل.',
  'value-wanted': 'حدّد القيمة الصحيحة.',
  'not-yours-to-settle': 'يبتّ في هذا المسؤول عن العميل أو أمين البيانات.',
}

/** الثقة بالقيم. */
export const trustAr = {
  state: {
    live: 'محفوظة هنا، حديثة',
    confirmed: 'مؤكدة',
    mirror: 'نسخة، حديثة',
    old: 'قديمة: تجاوزت عمر النصف',
    conflict: 'معترض عليها',
  },
  belief: {
    sure: 'صحيحة على الأرجح جدا ({percent})',
    likely: 'صحيحة على الأرجح ({percent})',
    doubtful: 'مشكوك فيها ({percent})',
  },
  from: '{who}، {way}',
  unknownWay: 'المصدر غير معروف',
  someone: 'أحدهم',
  stewards: 'أمناء البيانات',
  field: { address: 'العنوان' },
  look: 'عرض الاعتراض',
  decide: 'بتّ',
  doubts: 'يرى {who} أن هذا خطأ.',
  proposes: 'يقول {who}:',
  left: {
    days: '{count, plural, zero {لم يبق وقت} one {بقي يوم} two {بقي يومان} few {بقيت # أيام} many {بقي # يوما} other {بقي # يوم}}',
    hours:
      '{count, plural, zero {لم يبق وقت} one {بقيت ساعة} two {بقيت ساعتان} few {بقيت # ساعات} many {بقيت # ساعة} other {بقيت # ساعة}}',
    minutes:
      '{count, plural, zero {لم يبق وقت} one {بقيت دقيقة} two {بقيت دقيقتان} few {بقيت # دقائق} many {بقيت # دقيقة} other {بقيت # دقيقة}}',
  },
  late: {
    days: '{count, plural, zero {حان الموعد} one {متأخر يوما} two {متأخر يومين} few {متأخر # أيام} many {متأخر # يوما} other {متأخر # يوم}}',
    hours:
      '{count, plural, zero {حان الموعد} one {متأخر ساعة} two {متأخر ساعتين} few {متأخر # ساعات} many {متأخر # ساعة} other {متأخر # ساعة}}',
    minutes:
      '{count, plural, zero {حان الموعد} one {متأخر دقيقة} two {متأخر دقيقتين} few {متأخر # دقائق} many {متأخر # دقيقة} other {متأخر # دقيقة}}',
  },
  disputeTitle: '{field}: غير صحيح',
  disputeSend: 'اعترض',
  disputeHint: 'يبتّ المسؤول عن العميل وستعرف النتيجة. لا يتغير شيء حتى ذلك الحين.',
  now: 'المكتوب هنا',
  right: 'الصحيح (إن كنت تعرفه)',
  reason: 'كيف عرفت ذلك؟',
  reasonExample: 'عادت الرسالة',
  settleTitle: '{field}: أيهما الصحيح؟',
  says: 'يقول {who}',
  wrong: 'هذا غير صحيح',
  rightIs: 'الصحيح هو',
  answer: 'جواب (اختياري)',
  accept: 'استبدل',
  reject: 'أبقه كما هو',
  withdraw: 'اسحب الاعتراض',
  settleHint: 'الإبقاء يؤكد «{value}». ويمكن التراجع عن الاستبدال.',
  waitsFor: 'هذا ينتظر {who}.',
  moved: 'صار المكتوب في الأثناء: {value}. هل تستبدله؟',
  empty: 'لا شيء',
  disputesAt: 'يعترض على قيمة لدى',
  outcome: {
    accepted: 'وافقك بشأن',
    rejected: 'أبقى القيمة لدى',
    withdrawn: 'سحب الاعتراض بشأن',
  },
  instead: 'بدلا منها:',
  read: 'علّم كمقروء',
  readNamed: 'علّم الجواب بشأن {name} كمقروء',
  forMeTitle: 'قيم معترض عليها تبتّ فيها أنت',
  settledTitle: 'ما آلت إليه اعتراضاتك',
  many: {
    open: 'تأكيد القيم…',
    title: 'تأكيد القيم',
    hint: 'ما هو مكتوب الآن يُعدّ مراجَعًا وصحيحًا اعتبارًا من اليوم. القيم المعترض عليها تبقى حتى يُبتّ فيها.',
    fields: 'أي القيم',
    act: 'تأكيد',
  },
  done: {
    confirmedMany:
      '{count, plural, =0 {لم يكن هناك ما يُؤكَّد.} one {أُكّدت قيمة واحدة.} two {أُكّدت قيمتان.} few {أُكّدت # قيم.} other {أُكّدت # قيمة.}}',
    confirmed:
      '{count, plural, zero {لم تؤكد قيمة.} one {أُكدت.} two {أُكدت قيمتان.} few {أُكدت # قيم.} many {أُكدت # قيمة.} other {أُكدت # قيمة.}}',
    disputed: 'سُجل الاعتراض. يبتّ فيه المسؤول.',
    accepted: 'استُبدلت.',
    rejected: 'أُبقيت وأُكدت.',
    withdrawn: 'سُحب الاعتراض.',
    policy: 'حُفظ.',
  },
  disputed:
    '{count, plural, zero {لا قيم معترض عليها} one {قيمة معترض عليها} two {قيمتان معترض عليهما} few {# قيم معترض عليها} many {# قيمة معترض عليها} other {# قيمة معترض عليها}}',
  toConfirm:
    '{count, plural, zero {لا قيم للتأكيد} one {قيمة للتأكيد} two {قيمتان للتأكيد} few {# قيم للتأكيد} many {# قيمة للتأكيد} other {# قيمة للتأكيد}}',
  oldTitle:
    '{count, plural, zero {لا قيم للتأكيد} one {قيمة للتأكيد} two {قيمتان للتأكيد} few {# قيم للتأكيد} many {# قيمة للتأكيد} other {# قيمة للتأكيد}}',
  oldTitleMore: 'أكثر من {count} قيمة للتأكيد',
  showAll: 'عرض الكل',
  confirmNamed: 'أكّد {value}',
  stillRight: 'ما زالت صحيحة',
  confirmAll: 'أكّد الكل ({count})',
  oldPage: 'قيم للتأكيد',
  oldHint:
    'لم يؤكد أحد هذه القيم مدة أطول مما تبقى قيم من نوعها صحيحة عادة. نقرة واحدة تقول إن القيمة ما زالت صحيحة.',
  whose: 'عملاء من',
  mine: 'عملائي',
  everyones: 'كل من أراهم',
  fieldLabel: 'الحقل',
  everyField: 'كل الحقول',
  noneOld: 'كل القيم حديثة بما يكفي',
  noneOldHint: 'تظهر القيم هنا حين تتجاوز عمر النصف لحقلها.',
  more: 'تابع البحث',
  channel: {
    screen: 'يدويا، على الشاشة',
    api: 'أنظمة أخرى (API)',
    import: 'ملفات مستوردة',
    automation: 'أتمتة',
    'command-line': 'سطر الأوامر',
    system: 'المنتج نفسه',
  },
  settings: {
    history: 'من حدّده',
    tab: 'الثقة',
    title: 'الثقة بالقيم',
    hint: 'تُصدَّق القيمة بقدر موثوقية مصدرها، ويقل ذلك كلما طال الزمن دون تأكيد.',
    ageing: 'كيف تتقادم القيم',
    ageingHint:
      'بعد عمر النصف لا يبقى صحيحا إلا نصف قيم الحقل، وعندها تصير العلامة كهرمانية. الأرقام المرفقة افتراضات منا؛ ضع ما تُظهره بياناتك. فارغ: لا يتقادم.',
    after: '{percent} صحيحة بعد 5 سنوات',
    never: 'لا يتقادم',
    halfLife: 'عمر النصف لحقل {field} بالسنوات',
    sources: 'موثوقية المصادر',
    sourcesHint: 'نسبة القيم الصحيحة يوم ورودها. ما يؤكده إنسان يُحسب 99 %.',
    disputes: 'الاعتراضات',
    hours: 'ساعات يُبتّ خلالها',
  },
}
