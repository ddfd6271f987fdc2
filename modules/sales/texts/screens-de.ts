import type { Translation } from '../../../platform/i18n/index.ts'
import type { screensEn } from './screens-en.ts'

/** Words of the screens of opportunities. */
export const screensDe: Translation<typeof screensEn> = {
  menu: 'Vertrieb',
  step: { missing: 'Kein nächster Schritt', unnamed: 'Nächster Schritt' },
  view: {
    mine: 'Meine',
    open: 'Offen',
    closing: 'Abschluss diesen Monat',
    noStep: 'Ohne nächsten Schritt',
    closed: 'Abgeschlossen',
  },
  list: {
    export: 'Exportieren',
    new: 'Neu',
    newTitle: 'Neue Verkaufschance',
    none: 'Noch keine Verkaufschance',
    noneHint:
      'Etwas, das ein Kunde kaufen könnte: mit Betrag, Zeitpunkt der Entscheidung und nächstem Schritt.',
  },
  board: {
    title: 'Tafel',
    whose: 'Wessen',
    of: { mine: 'Meine', team: 'Mein Team', all: 'Alle sichtbaren' },
    notConverted: '{count, plural, one {# Betrag ohne Kurs} other {# Beträge ohne Kurs}}',
    age: '{count, plural, one {seit # Tag hier} other {seit # Tagen hier}}',
  },
  told: {
    opened: 'Eine Verkaufschance wurde eröffnet',
    won: 'Eine Verkaufschance wurde gewonnen',
    lost: 'Eine Verkaufschance ging verloren',
    reopened: 'Eine Verkaufschance wurde wieder eröffnet',
    quoteSent: 'Ein Angebot wurde verschickt',
    quoteMailed: 'Ein Angebot wurde per E-Mail gesendet',
    quoteAccepted: 'Ein Angebot wurde angenommen',
    quoteDeclined: 'Ein Angebot wurde abgelehnt',
    quoteWithdrawn: 'Ein Angebot wurde zurückgezogen',
  },
  page: { gone: 'Diese Verkaufschance gibt es nicht', open: 'Seite öffnen' },
  course: { days: '{count, plural, one {# Tag} other {# Tage}}' },
  close: {
    won: 'Gewonnen',
    lost: 'Verloren',
    wonTitle: '{name}: gewonnen',
    lostTitle: '{name}: verloren',
    reason: 'Grund',
    competitor: 'Wer sie stattdessen gewonnen hat',
    note: 'Notiz',
    reopen: 'Wieder eröffnen',
  },
  done: {
    opened: '{name} wurde eröffnet.',
    moved: 'Verschoben nach {stage}.',
    movedOnBoard: '{name} wurde verschoben.',
    won: '{name} ist gewonnen.',
    lost: '{name} ist verloren.',
    reopened: 'Wieder eröffnet.',
    removed: '{name} wurde entfernt.',
  },
}
