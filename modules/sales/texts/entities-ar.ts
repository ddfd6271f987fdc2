import type { Translation } from '../../../platform/i18n/index.ts'
import type { entitiesEn } from './entities-en.ts'

/** The names of records and their fields. */
export const entitiesAr: Translation<typeof entitiesEn> = {
  opportunity: {
    $title: 'الفرص',
    $one: 'فرصة',
    $count:
      '{count, plural, zero {لا فرص} one {فرصة واحدة} two {فرصتان} few {# فرص} many {# فرصة} other {# فرصة}}',
    name: 'الاسم',
    customer: 'العميل',
    pipeline: 'مسار البيع',
    stage: 'المرحلة',
    amount: 'المبلغ',
    currency: 'العملة',
    expectedClose: 'الإغلاق المتوقع',
    nextStep: 'الخطوة التالية',
    nextStepAt: 'موعد الخطوة التالية',
    category: 'التوقع',
    'category.pipeline': 'في المسار',
    'category.best-case': 'أفضل الأحوال',
    'category.commit': 'مؤكد',
    owner: 'المسؤول',
    source: 'المصدر',
    externalId: 'الرقم الخارجي',
    tags: 'الوسوم',
    outcome: 'النتيجة',
    'outcome.won': 'رابحة',
    'outcome.lost': 'خاسرة',
    stageSince: 'في المرحلة منذ',
    openedAt: 'فُتحت',
    closedAt: 'أُغلقت',
    createdAt: 'أُنشئت',
  },
  pipeline: {
    $title: 'مسارات البيع',
    $one: 'مسار بيع',
    $count:
      '{count, plural, zero {لا مسارات} one {مسار واحد} two {مساران} few {# مسارات} many {# مسارًا} other {# مسار}}',
    name: 'الاسم',
    position: 'الترتيب',
  },
  stage: {
    $title: 'المراحل',
    $one: 'مرحلة',
    $count:
      '{count, plural, zero {لا مراحل} one {مرحلة واحدة} two {مرحلتان} few {# مراحل} many {# مرحلة} other {# مرحلة}}',
    name: 'الاسم',
    position: 'الترتيب',
  },
  'closing-reason': {
    $title: 'الأسباب',
    $one: 'سبب',
    $count:
      '{count, plural, zero {لا أسباب} one {سبب واحد} two {سببان} few {# أسباب} many {# سببًا} other {# سبب}}',
    name: 'الاسم',
    position: 'الترتيب',
  },
  competitor: {
    $title: 'المنافسون',
    $one: 'منافس',
    $count:
      '{count, plural, zero {لا منافسين} one {منافس واحد} two {منافسان} few {# منافسين} many {# منافسًا} other {# منافس}}',
    name: 'الاسم',
  },
}
