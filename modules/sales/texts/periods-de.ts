export const periodsDe = {
  title: 'Zeitraum',
  length: 'Länge des Zeitraums',
  month: 'Monat',
  quarter: 'Quartal',
  earlier: 'Früherer Zeitraum',
  later: 'Späterer Zeitraum',
  today: 'Heute',
  quarterOf: 'Q{quarter} {year}',
}
