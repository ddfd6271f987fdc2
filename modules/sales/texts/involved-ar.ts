import type { Translation } from '../../../platform/i18n/texts.ts'
import type { involvedEn, involvedErrorsEn } from './involved-en.ts'

export const involvedAr: Translation<typeof involvedEn> = {
  criterion: 'تم تأشير معيار',
  'involved-added': 'أُضيف شخص إلى فرصة',
  'involved-changed': 'تغيّر شخص في فرصة',
  'involved-removed': 'أُزيل شخص من فرصة',
  'rival-added': 'أُضيف منافس إلى فرصة',
  'rival-changed': 'تغيّر منافس في فرصة',
  'rival-removed': 'أُزيل منافس من فرصة',
  'bulk-changed': 'تغيّرت فرص',
}

export const involvedErrorsAr: Translation<typeof involvedErrorsEn> = {
  'no-such-criterion': 'لا يوجد معيار كهذا في مسار البيع هذا.',
  'competitor-named': '«{name}» مذكور بالفعل بين المنافسين.',
  'nothing-selected': 'حدّد الفرص: أرقامًا أو مرشّحًا أو كلمات.',
  'too-many': 'يمكن تغيير {limit} فرصة على الأكثر في خطوة واحدة.',
}
