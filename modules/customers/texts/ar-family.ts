import type { Translation } from '../../../platform/i18n/texts.ts'
import type { familyEn } from './en-family.ts'

export const familyAr: Translation<typeof familyEn> = {
  title: 'عميل واحد في {count} سجلات',
  this: 'هذه الصفحة؛ أقدم سجل',
  elsewhere: 'في وحدة أعمال أخرى تحتفظ به لنفسها',
  entered: 'أُدخل هنا',
  number: 'رقم {number}',
  since: 'منذ \u2068{when}\u2069',
  link: {
    hand: 'ربطه \u2068{who}\u2069، \u2068{when}\u2069',
    automatic: 'رُبط بقاعدة، \u2068{when}\u2069',
    rest: 'بقي مع البقية، \u2068{when}\u2069',
    base: 'رُبط عند جمع قاعدتي عملاء، \u2068{when}\u2069',
    other: 'ربطه \u2068{who}\u2069، \u2068{when}\u2069',
  },
  score: 'الوزن {score}',
  acts: 'إجراءات {name}',
  takeOut: 'إخراج من العميل',
  partAll: 'فصل كل السجلات',
  part: {
    title: 'إخراج {name}',
    text: 'يعود {name} عميلًا مستقلًا بقيمه الخاصة وكل ما كُتب له.',
    rest: '{count, plural, zero {لا يبقى سجل آخر.} one {يبقى السجل الآخر.} two {يبقى السجلان الآخران عميلًا واحدًا.} few {تبقى السجلات الأخرى (#) عميلًا واحدًا.} many {تبقى السجلات الأخرى (#) عميلًا واحدًا.} other {تبقى السجلات الأخرى (#) عميلًا واحدًا.}}',
    allTitle: 'فصل كل السجلات',
    allText: 'يعود كل سجل من السجلات البالغ عددها {count} عميلًا مستقلًا بقيمه وما كُتب له.',
    safe: 'لا يضيع شيء: «تراجع» يجمعها من جديد، ويمكن ربطها مرة أخرى في أي وقت.',
    act: 'إخراج',
    allAct: 'فصل الكل',
  },
  done: {
    takenOut: 'عاد {name} عميلًا مستقلًا.',
    parted: 'عاد كل سجل عميلًا مستقلًا.',
  },
  moved: '{name} جزء من هذا العميل.',
}
