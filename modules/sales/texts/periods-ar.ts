export const periodsAr = {
  title: 'الفترة',
  length: 'طول الفترة',
  month: 'شهر',
  quarter: 'ربع سنة',
  earlier: 'الفترة السابقة',
  later: 'الفترة التالية',
  today: 'اليوم',
  quarterOf: 'الربع {quarter} من {year}',
}
