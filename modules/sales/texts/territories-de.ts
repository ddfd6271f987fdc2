import type { Translation } from '../../../platform/i18n/texts.ts'
import type { handOversEn, territoriesEn, territoryActsEn, territoryErrorsEn } from './territories-en.ts'

export const territoryActsDe: Translation<typeof territoryActsEn> = {
  'territory-added': 'Gebiet angelegt',
  'territory-changed': 'Gebiet geändert',
  'territory-given': 'Gebiet jemandem gegeben',
  'hand-over-asked': 'Übergabe angefragt',
  'hand-over-answered': 'Übergabe beantwortet',
  'holdout-set': 'Schonfrist nach Austritt gesetzt',
}

export const territoryErrorsDe: Translation<typeof territoryErrorsEn> = {
  'territory-circle': 'Ein Gebiet kann nicht unter sich selbst stehen.',
  'no-such-territory': 'Dieses Gebiet gibt es nicht.',
  'territory-owned-later': 'Jemand hat es ab einem späteren Tag. Wählen Sie diesen oder einen späteren.',
  'hand-over-to-self': 'Wählen Sie jemand anderen als den, der abgibt.',
  'held-out': 'Was jemand hatte, der gegangen ist, bleibt bis {day}, wo es ist.',
  'nothing-to-hand-over': 'Keiner dieser Kunden ist bei dem, der abgibt.',
  'too-much-to-hand-over': 'Höchstens {limit} Kunden gehen in einer Übergabe über.',
  'hand-over-ended': 'Über diese Übergabe ist schon entschieden.',
  'no-word-asked': 'Bei dieser Übergabe wartet niemand auf Ihr Wort.',
}

export const territoriesDe: Translation<typeof territoriesEn> = {
  title: 'Gebiete',
  none: 'Noch kein Gebiet',
  noneHint:
    'Ein Gebiet sagt nach Land, Postleitzahl, Schlagwort oder Namen, welche Kunden zusammengehören und wessen sie sind.',
  add: 'Neues Gebiet',
  edit: '{name} ändern',
  name: 'Name',
  parent: 'Teil von',
  countries: 'Länder (je zwei Buchstaben)',
  postcodes: 'Postleitzahlen beginnen mit',
  tags: 'Schlagwörter',
  owner: 'Zuständig',
  nobody: 'Niemandes',
  everywhere: 'Noch keine Regel',
  named: '{count, plural, one {# genannter Kunde} other {# genannte Kunden}}',
  from: 'ab {day}',
  until: 'bis {day}',
  preview: 'Wer wechseln würde',
  previewOf: 'Wer in {name} wechseln würde',
  inside:
    '{count, plural, =0 {Kein Kunde liegt darin} one {# Kunde liegt darin} other {# Kunden liegen darin}}',
  moving: '{count, plural, =0 {niemand würde wechseln} one {# würde wechseln} other {# würden wechseln}}',
  without: 'Ohne Zuständigen',
  done: { added: 'Gebiet angelegt.', changed: 'Gebiet geändert.' },
}

export const handOversDe: Translation<typeof handOversEn> = {
  title: 'Übergaben',
  ask: 'Kunden übergeben',
  from: 'Von',
  to: 'An',
  territory: 'Nur im Gebiet',
  anyTerritory: 'Alle Kunden des Abgebenden',
  kept: 'Anteil, der beim Abgebenden bleibt (%)',
  note: 'Notiz',
  send: 'Anfragen',
  sentence:
    '{count, plural, one {# Kunde geht mit offenen Geschäften von {from} an {to}} other {# Kunden gehen mit ihren offenen Geschäften von {from} an {to}}}',
  keeps: '{from} behält {percent} % des Anteils',
  state: { asked: 'Angefragt', refused: 'Abgelehnt', done: 'Erledigt' },
  accept: 'Annehmen',
  refuse: 'Ablehnen',
  none: 'Nichts wird gerade übergeben.',
  waiting: 'Übergaben, die auf Sie warten',
  done: { asked: 'Angefragt.', accepted: 'Angenommen.', refused: 'Abgelehnt.' },
  holdout: 'Tage, die Kunden nach einem Austritt bleiben, wo sie sind',
  holdoutDone: 'Tage gesetzt.',
}
