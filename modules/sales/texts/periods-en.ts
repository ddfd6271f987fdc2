/** Words of months and quarters. */
export const periodsEn = {
  title: 'Period',
  length: 'Length of the period',
  month: 'Month',
  quarter: 'Quarter',
  earlier: 'Earlier period',
  later: 'Later period',
  today: 'Today',
  quarterOf: 'Q{quarter} {year}',
}
