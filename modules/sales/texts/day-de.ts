import type { Translation } from '../../../platform/i18n/texts.ts'
import type { dayActsEn, dayEn, dayErrorsEn, loggingEn, visitsEn } from './day-en.ts'

export const dayActsDe: Translation<typeof dayActsEn> = {
  logged: 'Kontakt festgehalten',
  'visits-planned': 'Besuchsrhythmus gesetzt',
  'rhythm-set': 'Wochen zwischen Besuchen gesetzt',
}

export const dayErrorsDe: Translation<typeof dayErrorsEn> = {
  'logged-in-future': 'Was noch bevorsteht, lässt sich nicht festhalten. Planen Sie es stattdessen.',
  'deal-of-another': 'Diese Verkaufschance gehört zu einem anderen Kunden.',
  'step-unnamed': 'Sagen Sie, was zu tun ist, nicht nur wann.',
}

export const dayDe: Translation<typeof dayEn> = {
  title: 'Was als Nächstes zu tun ist',
  none: 'Nichts wartet auf Sie',
  noneHint: 'Fällige Schritte, stockende Geschäfte, Besuche und Leads erscheinen hier von selbst.',
  more: '{count, plural, one {# weiteren zeigen} other {# weitere zeigen}}',
  rest: '{count, plural, one {und # weiterer, der weniger drängt} other {und # weitere, die weniger drängen}}',
  how: 'Wie das geordnet ist',
  howText:
    'Jede Zeile zählt ihren stärksten Grund, drei Punkte für jeden weiteren und bis zu zwanzig für den Wert des Geschäfts.',
  reason: {
    'reply-waiting':
      '{count, plural, =0 {Hat sich heute gemeldet und wartet auf Sie} one {Wartet seit gestern auf Ihre Antwort} other {Wartet seit # Tagen auf Ihre Antwort}}',
    'step-due':
      '{count, plural, =0 {Nächster Schritt ist heute fällig} one {Nächster Schritt war gestern fällig} other {Nächster Schritt ist seit # Tagen fällig}}',
    'close-passed':
      '{count, plural, one {Sollte gestern entschieden sein} other {Sollte vor # Tagen entschieden sein}}',
    'no-step': 'Kein nächster Schritt geplant',
    stalled:
      '{count, plural, one {# Tag länger als üblich in dieser Phase} other {# Tage länger als üblich in dieser Phase}}',
    slipping: '{count, plural, one {# Mal verschoben} other {In drei Monaten # Mal verschoben}}',
    'visit-due':
      '{count, plural, =0 {Besuch ist heute fällig} one {Besuch war gestern fällig} other {Besuch ist seit # Tagen fällig}}',
    'never-visited': 'Noch niemand war dort',
    'lead-shared-soon':
      '{count, plural, =0 {Wird heute geteilt} one {Wird morgen geteilt} other {Wird in # Tagen geteilt}}',
    'lead-again': 'War bis jetzt beiseitegelegt: noch einmal ansehen',
    'lead-untouched': '{count, plural, one {Seit # Tag unberührt} other {Seit # Tagen unberührt}}',
  },
  done: 'Erledigt',
  doneNamed: 'Nächster Schritt von {name} ist erledigt',
  moveNamed: 'Termin von {name} verschieben',
  move: 'Verschieben',
  logNamed: 'Etwas mit {name} festhalten',
  planNamed: 'Besuch bei {name} planen',
  plan: 'Planen',
  stepTo: 'Nächster Schritt',
  closeTo: 'Erwarteter Abschluss',
  in: {
    tomorrow: 'Morgen',
    days3: 'In 3 Tagen',
    week: 'In einer Woche',
    weeks2: 'In zwei Wochen',
    month: 'In einem Monat',
  },
  told: { stepDone: 'Nächster Schritt erledigt.', moved: 'Termin verschoben.' },
}

export const visitsDe: Translation<typeof visitsEn> = {
  title: 'Besuche',
  due: 'Fällige Besuche',
  all: 'Alle Besuche',
  tier: 'Klasse',
  tierOf: 'Klasse {tier}',
  noTier: 'Kein Rhythmus',
  place: 'Postleitzahl oder Ort',
  anyTier: 'Alle Klassen',
  whose: 'Wessen',
  of: { mine: 'Meine', team: 'Mein Team', all: 'Alle, die ich sehe' },
  which: 'Welche',
  onlyDue: 'Fällige',
  everything: 'Alle',
  unvisited: 'Niemand war dort seit',
  anyTime: 'Egal wie lange',
  weeks: '{count, plural, one {# Woche} other {# Wochen}}',
  last: 'Letzter Besuch {when}',
  never: 'Noch nicht besucht',
  dueOn: 'Fällig {when}',
  lateBy: '{count, plural, =0 {Heute fällig} one {Seit 1 Tag fällig} other {Seit # Tagen fällig}}',
  coming: 'Geplant für {when}',
  none: 'Hier ist kein Besuch fällig',
  noneHint: 'Kunden bekommen ihren Besuchsrhythmus auf ihrer Seite, oder viele zugleich in der Liste.',
  more: 'Mehr zeigen',
  set: 'Besuchsrhythmus',
  log: 'Besuch festhalten',
  plan: 'Planen',
  done: '{count, plural, =0 {Es war nichts zu ändern.} one {Rhythmus für # Kunden gesetzt.} other {Rhythmus für # Kunden gesetzt.}}',
  rhythm: 'Wochen zwischen zwei Besuchen',
  rhythmDone: 'Wochen zwischen Besuchen gesetzt.',
}

export const loggingDe: Translation<typeof loggingEn> = {
  title: 'Kontakt festhalten',
  open: 'Anruf oder Besuch festhalten',
  short: 'Notiz',
  words: 'Notiz Besuch Anruf Termin',
  customer: 'Kunde',
  recent: 'Zuletzt geöffnete Kunden',
  kind: 'Was es war',
  kinds: { call: 'Anruf', visit: 'Besuch', meeting: 'Termin', email: 'E-Mail', note: 'Notiz' },
  text: 'Was dabei herauskam',
  deal: 'Geschäft',
  noDeal: 'Kein Geschäft',
  next: 'Was als Nächstes kommt',
  nextWas: 'Bisher: {step}',
  when: 'Wann',
  noDay: 'Kein Tag',
  incoming: 'Sie haben sich bei mir gemeldet',
  send: 'Festhalten',
  done: 'Festgehalten.',
  waiting:
    '{count, plural, one {# Eintrag wartet, bis der Server erreichbar ist} other {# Einträge warten, bis der Server erreichbar ist}}',
  keptHere: 'Der Server ist nicht erreichbar. Der Eintrag bleibt hier und wird von selbst gesendet.',
  notKept: 'Dieser Browser bewahrt nichts auf: Schließen Sie diese Seite erst, wenn alles gesendet ist.',
  sentLater:
    '{count, plural, one {# aufbewahrter Eintrag wurde gesendet.} other {# aufbewahrte Einträge wurden gesendet.}}',
  refused: 'Ein aufbewahrter Eintrag wurde abgelehnt: {why}',
  draft: 'Früher begonnen',
  discard: 'Verwerfen',
  usedIn: 'Gebraucht in {name}',
}
