import type { Translation } from '../../../platform/i18n/texts.ts'
import type { dayActsEn, dayEn, dayErrorsEn, loggingEn, visitsEn } from './day-en.ts'

export const dayActsAr: Translation<typeof dayActsEn> = {
  logged: 'سُجّل تواصل',
  'visits-planned': 'حُدّدت وتيرة الزيارات',
  'rhythm-set': 'حُدّدت الأسابيع بين الزيارات',
}

export const dayErrorsAr: Translation<typeof dayErrorsEn> = {
  'logged-in-future': 'لا يمكن تسجيل ما لم يحدث بعد. خطّط له بدلًا من ذلك.',
  'deal-of-another': 'هذه الفرصة تخص عميلًا آخر.',
  'step-unnamed': 'اذكر ما ينبغي فعله، لا موعده فقط.',
}

export const dayAr: Translation<typeof dayEn> = {
  title: 'ما الخطوة التالية',
  none: 'لا شيء ينتظرك',
  noneHint: 'تظهر هنا تلقائيًا الخطوات المستحقة والفرص المتوقفة والزيارات والعملاء المحتملون.',
  more: '{count, plural, one {اعرض واحدًا آخر} two {اعرض اثنين آخرين} few {اعرض # أخرى} many {اعرض # أخرى} other {اعرض # أخرى}}',
  rest: '{count, plural, one {وواحد آخر أقل إلحاحًا} two {واثنان آخران أقل إلحاحًا} few {و# أخرى أقل إلحاحًا} many {و# أخرى أقل إلحاحًا} other {و# أخرى أقل إلحاحًا}}',
  how: 'كيف رُتّبت',
  howText: 'يُحسب لكل سطر أقوى أسبابه، وثلاث نقاط لكل سبب آخر، وحتى عشرين نقطة لقيمة الفرصة.',
  reason: {
    'reply-waiting':
      '{count, plural, =0 {تواصل اليوم وينتظر ردّك} one {ينتظر ردّك منذ أمس} two {ينتظر ردّك منذ يومين} few {ينتظر ردّك منذ # أيام} many {ينتظر ردّك منذ # يومًا} other {ينتظر ردّك منذ # يوم}}',
    'step-due':
      '{count, plural, =0 {الخطوة التالية مستحقة اليوم} one {كانت الخطوة التالية مستحقة أمس} two {تأخرت الخطوة التالية يومين} few {تأخرت الخطوة التالية # أيام} many {تأخرت الخطوة التالية # يومًا} other {تأخرت الخطوة التالية # يوم}}',
    'close-passed':
      '{count, plural, one {كان ينبغي أن تُحسم أمس} two {كان ينبغي أن تُحسم قبل يومين} few {كان ينبغي أن تُحسم قبل # أيام} many {كان ينبغي أن تُحسم قبل # يومًا} other {كان ينبغي أن تُحسم قبل # يوم}}',
    'no-step': 'لا خطوة تالية مخططة',
    stalled:
      '{count, plural, one {في مرحلتها يومًا أطول من المعتاد} two {في مرحلتها يومين أطول من المعتاد} few {في مرحلتها # أيام أطول من المعتاد} many {في مرحلتها # يومًا أطول من المعتاد} other {في مرحلتها # يوم أطول من المعتاد}}',
    slipping:
      '{count, plural, one {أُجّلت مرة واحدة} two {أُجّلت مرتين خلال ثلاثة أشهر} few {أُجّلت # مرات خلال ثلاثة أشهر} many {أُجّلت # مرة خلال ثلاثة أشهر} other {أُجّلت # مرة خلال ثلاثة أشهر}}',
    'visit-due':
      '{count, plural, =0 {الزيارة مستحقة اليوم} one {كانت الزيارة مستحقة أمس} two {تأخرت الزيارة يومين} few {تأخرت الزيارة # أيام} many {تأخرت الزيارة # يومًا} other {تأخرت الزيارة # يوم}}',
    'never-visited': 'لم يزره أحد بعد',
    'lead-shared-soon':
      '{count, plural, =0 {سيُشارَك اليوم} one {سيُشارَك غدًا} two {سيُشارَك بعد يومين} few {سيُشارَك بعد # أيام} many {سيُشارَك بعد # يومًا} other {سيُشارَك بعد # يوم}}',
    'lead-again': 'وُضع جانبًا حتى الآن: انظر فيه من جديد',
    'lead-untouched':
      '{count, plural, one {لم يُمسّ منذ يوم} two {لم يُمسّ منذ يومين} few {لم يُمسّ منذ # أيام} many {لم يُمسّ منذ # يومًا} other {لم يُمسّ منذ # يوم}}',
  },
  done: 'تمّ',
  doneNamed: 'تمّت الخطوة التالية في {name}',
  moveNamed: 'غيّر موعد {name}',
  move: 'غيّر الموعد',
  logNamed: 'سجّل تواصلًا مع {name}',
  planNamed: 'خطّط لزيارة {name}',
  plan: 'خطّط',
  stepTo: 'الخطوة التالية',
  closeTo: 'الإغلاق المتوقع',
  in: {
    tomorrow: 'غدًا',
    days3: 'بعد 3 أيام',
    week: 'بعد أسبوع',
    weeks2: 'بعد أسبوعين',
    month: 'بعد شهر',
  },
  told: { stepDone: 'تمّت الخطوة التالية.', moved: 'تغيّر الموعد.' },
}

const weeksAr = '{count, plural, one {أسبوع} two {أسبوعان} few {# أسابيع} many {# أسبوعًا} other {# أسبوع}}'

export const visitsAr: Translation<typeof visitsEn> = {
  title: 'الزيارات',
  due: 'زيارات مستحقة',
  all: 'كل الزيارات',
  tier: 'الفئة',
  tierOf: 'الفئة {tier}',
  noTier: 'بلا وتيرة',
  place: 'الرمز البريدي أو المدينة',
  anyTier: 'كل الفئات',
  whose: 'لمن',
  of: { mine: 'عملائي', team: 'فريقي', all: 'كل ما أراه' },
  which: 'أيّها',
  onlyDue: 'المستحقة',
  everything: 'الكل',
  unvisited: 'لم يزره أحد منذ',
  anyTime: 'أي مدة',
  weeks: weeksAr,
  last: 'آخر زيارة {when}',
  never: 'لم يُزر بعد',
  dueOn: 'مستحقة {when}',
  lateBy:
    '{count, plural, =0 {مستحقة اليوم} one {متأخرة يومًا} two {متأخرة يومين} few {متأخرة # أيام} many {متأخرة # يومًا} other {متأخرة # يوم}}',
  coming: 'مخططة {when}',
  none: 'لا زيارة مستحقة هنا',
  noneHint: 'تُحدَّد وتيرة الزيارات في صفحة العميل، أو لعدة عملاء معًا في القائمة.',
  more: 'اعرض المزيد',
  set: 'وتيرة الزيارات',
  log: 'سجّل زيارة',
  plan: 'خطّط',
  done: '{count, plural, =0 {لم يكن هناك ما يُغيَّر.} one {حُدّدت الوتيرة لعميل واحد.} two {حُدّدت الوتيرة لعميلين.} few {حُدّدت الوتيرة لـ # عملاء.} many {حُدّدت الوتيرة لـ # عميلًا.} other {حُدّدت الوتيرة لـ # عميل.}}',
  rhythm: 'الأسابيع بين زيارتين',
  rhythmDone: 'حُدّدت الأسابيع بين الزيارات.',
}

export const loggingAr: Translation<typeof loggingEn> = {
  title: 'تسجيل تواصل',
  open: 'سجّل مكالمة أو زيارة',
  short: 'تسجيل',
  words: 'ملاحظة زيارة مكالمة اجتماع',
  customer: 'العميل',
  recent: 'عملاء فُتحوا مؤخرًا',
  kind: 'ما كان',
  kinds: { call: 'مكالمة', visit: 'زيارة', meeting: 'اجتماع', email: 'بريد', note: 'ملاحظة' },
  text: 'ما الذي نتج عنه',
  deal: 'الفرصة',
  noDeal: 'بلا فرصة',
  next: 'ما الذي يلي',
  nextWas: 'حتى الآن: {step}',
  when: 'متى',
  noDay: 'بلا موعد',
  incoming: 'هم من تواصلوا معي',
  send: 'سجّل',
  done: 'سُجّل.',
  waiting:
    '{count, plural, one {تسجيل واحد ينتظر الوصول إلى الخادم} two {تسجيلان ينتظران الوصول إلى الخادم} few {# تسجيلات تنتظر الوصول إلى الخادم} many {# تسجيلًا ينتظر الوصول إلى الخادم} other {# تسجيل ينتظر الوصول إلى الخادم}}',
  keptHere: 'لا يمكن الوصول إلى الخادم. حُفظ التسجيل هنا وسيُرسَل تلقائيًا.',
  notKept: 'هذا المتصفح لا يحفظ شيئًا: لا تغلق هذه الصفحة قبل الإرسال.',
  sentLater:
    '{count, plural, one {أُرسل تسجيل محفوظ.} two {أُرسل تسجيلان محفوظان.} few {أُرسلت # تسجيلات محفوظة.} many {أُرسل # تسجيلًا محفوظًا.} other {أُرسل # تسجيل محفوظ.}}',
  refused: 'رُفض تسجيل محفوظ: {why}',
  draft: 'بدأ سابقًا',
  discard: 'تجاهل',
  usedIn: 'استُخدم في {name}',
}
