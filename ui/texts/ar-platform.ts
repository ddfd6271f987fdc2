import type { Translation } from '../../platform/i18n/index.ts'
import type { platformEn } from './en-platform.ts'

export const platformAr: Translation<typeof platformEn> = {
  platform: {
    act: {
      demo: 'روى قصة الشركة التجريبية',
      undone: 'تراجع عن إجراء',
      changed: 'غيّر شيئًا',
      job: 'عمل في الخلفية',
      imported: 'استورد ملفًا',
      'view-saved': 'حفظ عرضًا',
      'view-changed': 'عدّل عرضًا',
      'view-removed': 'أزال عرضًا',
      'field-added': 'أضاف حقلًا خاصًا',
      'field-changed': 'عدّل حقلًا خاصًا',
      'field-removed': 'أزال حقلًا خاصًا',
      'networks-set': 'حدّد الشبكات الخاصة المسموح بالاتصال بها',
    },
  },
  errors: {
    platform: {
      offline: 'تعذّر الوصول إلى الخادم. تحقق من الشبكة وأعد المحاولة.',
      defect: 'في الخادم خلل. تم تسجيله؛ أعد المحاولة من فضلك.',
      refused: 'رفض الخادم هذا.',
      'not-found': 'هذا غير موجود، أو لا يحق لك رؤيته.',
      'sign-in-first': 'أنت مسجّل الخروج. سجّل الدخول مرة أخرى.',
      'not-permitted': 'دورك لا يسمح بهذا.',
      invalid: 'بعض الحقول تحتاج إلى مراجعة.',
      'already-undone': 'سبق التراجع عن هذا.',
      'too-slow': 'يتطلب ذلك قراءة الكثير. ضيّق عامل التصفية وحاول من جديد.',
      'file-too-large': 'الملف أكبر من {megabytes, number} ميغابايت. اختر ملفًا أصغر.',
      'body-too-large': 'ما أُرسل كبير جدًا.',
      'too-large': 'ما أُرسل كبير جدًا.',
      'no-own-fields': 'هذا النوع من السجلات لا يقبل حقولًا خاصة.',
      'missing-reference': 'يشير هذا إلى سجل لم يعد موجودًا، أو ما زالت سجلات أخرى تشير إليه.',
      'key-used': 'استُعمل المفتاح نفسه لطلب آخر من قبل.',
      final: 'هذا نهائي: علم به آخرون أو يعتمدون عليه. قم بإجراء جديد بدل التراجع عنه.',
      conflict: 'غيّر شخص آخر هذا قبلك.',
    },
  },
}
