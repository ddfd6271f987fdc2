import type { Translation } from '../../../platform/i18n/index.ts'
import type { quoteNoticesEn, quoteSettingsEn } from './quote-settings-en.ts'

/** Words of the settings of quotes, and of what is told about them. */
export const quoteSettingsAr: Translation<typeof quoteSettingsEn> = {
  letterhead: 'ترويسة العروض',
  letterheadHint: 'هكذا تُطبع على كل عرض يُرسَل من الآن. ما أُرسل يحتفظ بترويسته.',
  sender: 'المُرسِل',
  senderHint: 'اسم الشركة وعنوانها، سطرًا سطرًا',
  footer: 'أسفل كل صفحة',
  footerHint: 'السجل والرقم الضريبي والبنك',
  defaults: 'العروض الجديدة',
  defaultsHint: 'ما يسري ما لم يُذكر غيره في العرض.',
  taxCountry: 'ضرائب',
  language: 'اللغة',
  validDays: 'مدة السريان بالأيام',
  prefix: 'قبل الرقم',
  prefixHint: 'مثل {sample}',
  terms: 'الشروط',
  termsHint: 'تأتي في آخر العرض الجديد بلغته، ويمكن تغييرها فيه.',
  termsIn: 'لغة الشروط',
  termsOf: 'الشروط: {language}',
  limits: 'الخصومات',
  limitsHint: 'مقدار ما يجوز لكل دور خصمه قبل أن تلزم موافقة أحد. ومن له عدة أدوار يجوز له ما يجوز لأعلاها.',
  limitOf: 'ما يجوز لدور «{role}» خصمه، بالمئة',
  otherwise: 'كل الأدوار الأخرى، بالمئة',
  any: 'تجوز له الموافقة',
  notPercent: 'من 0 إلى 100',
  done: 'حُفظت إعدادات العروض',
}

export const quoteNoticesAr: Translation<typeof quoteNoticesEn> = {
  title: 'جديد عروضك',
  waiting: 'ينتظر موافقتك',
  see: 'وضع علامة المقروء',
  lost: 'عرض لم تعد تراه',
  'approval-given': 'وافق {who} على الخصم.',
  'approval-refused': 'رفض {who} الخصم.',
  'mail-refused': 'لم تُرسل الرسالة إلى {who}.',
  looked: 'فُتح الرابط لأول مرة.',
  accepted: 'قبِل {who} العرض.',
  declined: 'رفض {who} العرض.',
  somebody: 'العميل',
  asks: 'يطلب {name} خصم {percent} من {total}.',
}
