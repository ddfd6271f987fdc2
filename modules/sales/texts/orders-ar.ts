/** الطلبات وطريقها إلى نظام التشغيل. */
export const ordersAr = {
  orders: {
    orders: 'الطلبات',
    placed: 'قُدّم في {day}.',
    waiting: 'إنه ينتظر: لا نظام مربوط يأخذ الطلبات.',
    waitingFor: 'ينتظر تمريره إلى {system}.',
    onItsWay: 'في الطريق إلى {system}.',
    onItsWayBecause: 'في الطريق إلى {system}: {reason}. يُعاد المحاولة تلقائيًا.',
    stuck: 'لم يأخذه {system}: {reason}.',
    notYet: 'ليس في {system} بعد: {reason}.',
    said: 'يقول {system}: {words}',
    passed: 'موجود في {system} برقم {as}.',
    final: 'يُغيَّر ويُلغى هناك، لا هنا.',
    pass: 'تمرير إلى {system}',
    again: 'إرسال مرة أخرى',
    sent: 'الطلب يذهب إلى {system}.',
    byHand: 'فقط إن لم يُدخله أحد هناك يدويًا.',
    field: {
      number: 'رقم العرض',
      id: 'معرّف الطلب',
      title: 'العنوان',
      placedAt: 'قُدّم في',
      currency: 'العملة',
      net: 'المبلغ الصافي',
      tax: 'الضريبة',
      total: 'المجموع مع الضريبة',
      discount: 'الخصم على الكل',
      customer: 'اسم العميل',
      recipient: 'الاسم والعنوان كما طُبعا',
      acceptedBy: 'قبِله',
      owner: 'بريد البائع',
      position: 'البند',
      code: 'رمز المنتج',
      name: 'الاسم',
      description: 'الوصف',
      quantity: 'الكمية',
      unit: 'الوحدة',
      unitPrice: 'سعر الوحدة',
      discountPercent: 'الخصم بالمئة',
      discountShare: 'الخصم ككسر',
      taxPercent: 'نسبة الضريبة بالمئة',
    },
  },
}

export const ordersActsAr = { 'order-sent': 'مُرّر طلب' }

export const ordersErrorsAr = {
  'no-order': 'لم يصبح هذا العرض طلبًا.',
  'order-passed': 'الطلب موجود في النظام الآخر بالفعل، برقم {as}.',
  'order-on-its-way': 'الطلب في الطريق بالفعل.',
  'nobody-takes-orders': 'لا نظام مربوط يأخذ الطلبات.',
}
