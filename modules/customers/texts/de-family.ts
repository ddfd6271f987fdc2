import type { Translation } from '../../../platform/i18n/texts.ts'
import type { familyEn } from './en-family.ts'

export const familyDe: Translation<typeof familyEn> = {
  title: 'Ein Kunde in {count} Datensätzen',
  this: 'Diese Seite; der älteste Datensatz',
  elsewhere: 'In einer anderen Geschäftseinheit, die ihn als eigenen führt',
  entered: 'Hier erfasst',
  number: 'Nr. {number}',
  since: 'seit {when}',
  link: {
    hand: 'Verknüpft von {who}, {when}',
    automatic: 'Verknüpft nach Regel, {when}',
    rest: 'Zusammengehalten, {when}',
    base: 'Verknüpft beim Zusammenführen zweier Kundenstämme, {when}',
    other: 'Verknüpft von {who}, {when}',
  },
  score: 'Gewicht {score}',
  acts: 'Aktionen für {name}',
  takeOut: 'Aus dem Kunden herausnehmen',
  partAll: 'Alle Datensätze trennen',
  part: {
    title: '{name} herausnehmen',
    text: '{name} wird wieder ein eigener Kunde, mit seinen eigenen Werten und allem, was zu ihm geschrieben wurde.',
    rest: '{count, plural, one {Der andere Datensatz bleibt.} other {Die anderen # Datensätze bleiben ein Kunde.}}',
    allTitle: 'Alle Datensätze trennen',
    allText:
      'Jeder der {count} Datensätze wird wieder ein eigener Kunde, mit seinen Werten und dem, was zu ihm geschrieben wurde.',
    safe: 'Nichts geht verloren: „Rückgängig“ fügt sie wieder zusammen, und neu verknüpft werden können sie jederzeit.',
    act: 'Herausnehmen',
    allAct: 'Alle trennen',
  },
  done: {
    takenOut: '{name} ist wieder ein eigener Kunde.',
    parted: 'Jeder Datensatz ist wieder ein eigener Kunde.',
  },
  moved: '{name} gehört zu diesem Kunden.',
}
