/** Words for units as people write them on a line, one and many; longer texts and those that are the same for many are left as they are. */
const words: readonly (readonly [one: string, many: string])[] = [
  ['piece', 'pieces'],
  ['unit', 'units'],
  ['set', 'sets'],
  ['pair', 'pairs'],
  ['box', 'boxes'],
  ['minute', 'minutes'],
  ['hour', 'hours'],
  ['day', 'days'],
  ['week', 'weeks'],
  ['month', 'months'],
  ['quarter', 'quarters'],
  ['year', 'years'],
  ['visit', 'visits'],
  ['licence', 'licences'],
  ['license', 'licenses'],
  ['user', 'users'],
  ['metre', 'metres'],
  ['meter', 'meters'],
  ['Minute', 'Minuten'],
  ['Stunde', 'Stunden'],
  ['Tag', 'Tage'],
  ['Woche', 'Wochen'],
  ['Monat', 'Monate'],
  ['Quartal', 'Quartale'],
  ['Jahr', 'Jahre'],
  ['Besuch', 'Besuche'],
  ['Lizenz', 'Lizenzen'],
  ['Satz', 'Sätze'],
  ['Paar', 'Paare'],
  ['Karton', 'Kartons'],
]
const one = new Map(words.flatMap(([single, many]) => [[single, single] as const, [many, single] as const]))
const many = new Map(
  words.flatMap(([single, plural]) => [[single, plural] as const, [plural, plural] as const]),
)

/** The unit as it stands behind a quantity (its text, with a point): “1 month”, “14 months”. Units that are not known stay as they were written. */
export function unitBehind(quantity: string, unit: string | null | undefined): string {
  if (!unit) return ''
  return (Number(quantity) === 1 ? one : many).get(unit.trim()) ?? unit
}
