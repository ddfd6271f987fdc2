import type { Translation } from '../../../platform/i18n/index.ts'
import type { quoteMailActsEn, quoteMailEn, quoteMailErrorsEn } from './quote-mail-en.ts'

/** Words of quotes that go by mail, and the mail itself. */
export const quoteMailAr: Translation<typeof quoteMailEn> = {
  send: 'إرسال بالبريد',
  none: 'إرسال بالبريد: لا يوجد خادم بريد هنا',
  noneHint: 'لم يُعدّ خادم بريد في هذا النظام. انسخ الرابط وأرسله من برنامج بريدك.',
  title: 'إرسال بالبريد',
  to: 'إلى',
  toHint: 'أحد أشخاص هذه الفرصة أو أي عنوان',
  subject: 'الموضوع',
  text: 'النص',
  below: 'يأتي تحته رابط العرض، ويُرفق ملف PDF.',
  replies: 'تصل الردود إلى {address}.',
  noAddress: 'هذا ليس عنوان بريد إلكتروني',
  queued: 'الرسالة في طريقها.',
  mails: 'الرسائل',
  waiting: 'في الطريق',
  sent: 'أُرسلت',
  failed: 'لم تُرسل',
  unsure: 'غير معروف',
  why: {
    refused: 'رفضها خادم البريد.',
    'no-file': 'لا يمكن قراءة ملف PDF لهذه النسخة. أرسل العرض من جديد.',
    'not-configured': 'لم يعد هناك خادم بريد.',
    closed: 'حين حان دورها لم يعد العرض مفتوحًا، أو لم يعد لك إرساله.',
    interrupted: 'توقف الخادم أثناء تسليمها. لا أحد يعرف هل قُبلت؛ اسأل قبل أن ترسلها مرة أخرى.',
  },
  letter: {
    hello: 'مرحبًا،',
    dear: 'مرحبًا {name}،',
    body: 'هذا عرضنا «{title}»، وهو سارٍ حتى {day}. يمكنك الاطلاع عليه وقبوله أو رفضه عبر الرابط أدناه، وتجده مرفقًا أيضًا.\n\nمع أطيب التحيات\n{name}',
    link: 'عرضك:',
  },
}

export const quoteMailActsAr: Translation<typeof quoteMailActsEn> = {
  'quote-mailed': 'طُلب إرسال عرض سعر بالبريد',
  'quote-mail-begun': 'بدأ إرسال عرض سعر بالبريد',
  'quote-mail-sent': 'أُرسل عرض سعر بالبريد',
  'quote-mail-refused': 'لم تُرسل رسالة عرض سعر',
}

export const quoteMailErrorsAr: Translation<typeof quoteMailErrorsEn> = {
  'no-mail-server': 'لا يوجد خادم بريد هنا، فلا يمكن إرسال شيء. انسخ الرابط بدلًا من ذلك.',
  'mail-waiting': 'رسالة به إلى {to} في طريقها بالفعل.',
}
