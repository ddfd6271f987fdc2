import type { Translation } from '../../../platform/i18n/texts.ts'
import type { handOversEn, territoriesEn, territoryActsEn, territoryErrorsEn } from './territories-en.ts'

export const territoryActsAr: Translation<typeof territoryActsEn> = {
  'territory-added': 'أُضيفت منطقة',
  'territory-changed': 'تغيّرت منطقة',
  'territory-given': 'أُسندت منطقة إلى شخص',
  'hand-over-asked': 'طُلب تسليم',
  'hand-over-answered': 'أُجيب عن تسليم',
  'holdout-set': 'حُدّدت مهلة المغادرين',
}

export const territoryErrorsAr: Translation<typeof territoryErrorsEn> = {
  'territory-circle': 'لا يمكن أن تقع منطقة تحت نفسها.',
  'no-such-territory': 'لا توجد منطقة كهذه.',
  'territory-owned-later': 'هي لشخص آخر ابتداءً من يوم لاحق. اختر ذلك اليوم أو ما بعده.',
  'hand-over-to-self': 'اختر شخصًا غير الذي يسلّم.',
  'held-out': 'ما كان لمن غادر يبقى مكانه حتى {day}.',
  'nothing-to-hand-over': 'لا أحد من هؤلاء العملاء لدى من يسلّم.',
  'too-much-to-hand-over': 'ينتقل {limit} عميل على الأكثر في تسليم واحد.',
  'hand-over-ended': 'حُسم هذا التسليم من قبل.',
  'no-word-asked': 'لا أحد ينتظر كلمتك في هذا التسليم.',
}

export const territoriesAr: Translation<typeof territoriesEn> = {
  title: 'المناطق',
  none: 'لا منطقة بعد',
  noneHint: 'تحدد المنطقة بالبلد أو الرمز البريدي أو الوسم أو الاسم أي العملاء معًا ولمن هم.',
  add: 'منطقة جديدة',
  edit: 'غيّر {name}',
  name: 'الاسم',
  parent: 'جزء من',
  countries: 'البلدان (حرفان لكل بلد)',
  postcodes: 'الرموز البريدية تبدأ بـ',
  tags: 'الوسوم',
  owner: 'المسؤول',
  nobody: 'ليست لأحد',
  everywhere: 'لا قاعدة بعد',
  named:
    '{count, plural, one {عميل مذكور} two {عميلان مذكوران} few {# عملاء مذكورين} many {# عميلًا مذكورًا} other {# عميل مذكور}}',
  from: 'من {day}',
  until: 'حتى {day}',
  preview: 'من سينتقل',
  previewOf: 'من سينتقل في {name}',
  inside:
    '{count, plural, =0 {لا عميل فيها} one {عميل واحد فيها} two {عميلان فيها} few {# عملاء فيها} many {# عميلًا فيها} other {# عميل فيها}}',
  moving:
    '{count, plural, =0 {لا أحد سينتقل} one {واحد سينتقل} two {اثنان سينتقلان} few {# سينتقلون} many {# سينتقلون} other {# سينتقلون}}',
  without: 'بلا مسؤول',
  done: { added: 'أُضيفت المنطقة.', changed: 'تغيّرت المنطقة.' },
}

export const handOversAr: Translation<typeof handOversEn> = {
  title: 'التسليمات',
  ask: 'سلّم عملاء',
  from: 'من',
  to: 'إلى',
  territory: 'في المنطقة فقط',
  anyTerritory: 'كل عملاء من يسلّم',
  kept: 'النصيب الذي يبقى لمن يسلّم (%)',
  note: 'ملاحظة',
  send: 'اطلب',
  sentence:
    '{count, plural, one {ينتقل عميل واحد بفرصه المفتوحة من {from} إلى {to}} two {ينتقل عميلان بفرصهما المفتوحة من {from} إلى {to}} few {ينتقل # عملاء بفرصهم المفتوحة من {from} إلى {to}} many {ينتقل # عميلًا بفرصهم المفتوحة من {from} إلى {to}} other {ينتقل # عميل بفرصهم المفتوحة من {from} إلى {to}}}',
  keeps: 'يحتفظ {from} بنسبة {percent}% من النصيب',
  state: { asked: 'مطلوب', refused: 'مرفوض', done: 'تمّ' },
  accept: 'اقبل',
  refuse: 'ارفض',
  none: 'لا شيء يُسلَّم الآن.',
  waiting: 'تسليمات تنتظرك',
  done: { asked: 'طُلب.', accepted: 'قُبل.', refused: 'رُفض.' },
  holdout: 'الأيام التي يبقى فيها عملاء من غادر مكانهم',
  holdoutDone: 'حُدّدت الأيام.',
}
