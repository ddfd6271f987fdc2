/** What was done with the trust of values, for history and undo. */
export const trustActsAr = {
  confirmed: 'أكّد قيمة',
  'bulk-confirmed': 'أكّد قيم عدة عملاء',
  disputed: 'اعترض على قيمة',
  settled: 'بتّ في اعتراض',
}

export const trustErrorsAr = {
  'disputed-already': 'هناك من اعترض على هذه القيمة بالفعل.',
  'same-value': 'هذه هي القيمة الموجودة بالفعل.',
  'settled-already': 'لقد بتّ {who} في هذا بالفعل.',
  'value-wanted': 'حدّد القيمة الصحيحة.',
  'not-yours-to-settle': 'يبتّ في هذا المسؤول عن العميل أو أمين البيانات.',
}

/** Trust at the value. */
export const trustAr = {}
