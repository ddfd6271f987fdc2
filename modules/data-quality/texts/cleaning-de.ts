import type { Translation } from '../../../platform/i18n/index.ts'
import type { cleaningActsEn, cleaningEn } from './cleaning-en.ts'

export const cleaningActsDe: Translation<typeof cleaningActsEn> = { cleaned: 'Werte bereinigt' }

export const cleaningDe: Translation<typeof cleaningEn> = {
  cleaning: {
    printed: 'So stünde sie auf einem Brief:',
    title: 'Bereinigung',
    intro:
      'Werte, die besser geschrieben werden könnten: Namen, Firmen, Adressen, Nummern. Nichts ändert sich, bevor Sie es übernehmen, und was Sie übernehmen, lässt sich zurücknehmen.',
    start: 'Bessere Werte suchen',
    again: 'Erneut suchen',
    started: 'Alle Kunden werden durchgesehen.',
    open: '{count, plural, one {# Vorschlag} other {# Vorschläge}}',
    never: 'Noch hat niemand gesucht',
    neverHint:
      'Die Suche liest im Hintergrund jeden Kunden und schlägt bessere Werte vor, gruppiert und mit Begründung.',
    nothing: 'Es gibt nichts mehr zu bereinigen',
    nothingHint:
      'Jeder Wert ist so gut geschrieben, wie wir es können. Abgelehntes wird nicht wieder vorgeschlagen.',
    done: '{customers, plural, one {# Kunde} other {# Kunden}} {when} durchgesehen; {proposed, plural, one {# Vorschlag} other {# Vorschläge}}.',
    running:
      'Suche läuft: bisher {customers, plural, one {# Kunde} other {# Kunden}}, {proposed, plural, one {# Vorschlag} other {# Vorschläge}}.',
    failed: 'Die Suche ist gescheitert: {error}',
    becomes: 'wird zu',
    unsure: 'zu {confidence} sicher',
    accept: '„{value}“ übernehmen',
    reject: 'So lassen: nicht „{value}“',
    acceptAll: 'Alle {count} übernehmen',
    acceptSure: 'Die {count} sicheren übernehmen',
    rejectAll: 'Alle so lassen',
    showAll: 'Alle {count} zeigen',
    more: 'Mehr zeigen',
    openCustomer: 'Öffnen',
    accepted: '{count, plural, one {# Wert} other {# Werte}} bereinigt.',
    dropped:
      '{count, plural, one {# wurde} other {# wurden}} ausgelassen: Der Wert hatte sich inzwischen geändert.',
    refused: '{count, plural, one {# wurde} other {# wurden}} von einer Regel oder einem Recht verhindert.',
    rejected: '{count, plural, one {# Vorschlag} other {# Vorschläge}} abgelehnt.',
    accepting: 'Sie werden im Hintergrund geschrieben.',
    why: {
      'name-order': { name: 'Namen in falscher Reihenfolge', hint: 'Nachname zuerst, mit Komma.' },
      'name-title': {
        name: 'Titel in Namen',
        hint: 'Anreden entfallen; erworbene Titel bleiben im gezeigten Namen und verlassen Vor- und Nachnamen.',
      },
      'name-case': {
        name: 'Namen in Groß- oder Kleinbuchstaben',
        hint: 'Zusätze wie van, de und von bleiben klein.',
      },
      'company-case': {
        name: 'Firmen in Großbuchstaben',
        hint: 'Kurze Wörter und solche ohne Vokal gelten als Abkürzung und bleiben.',
      },
      'company-blanks': {
        name: 'Leerzeichen in Firmennamen',
        hint: 'Zu viele, oder solche, die niemand sieht.',
      },
      'name-blanks': { name: 'Leerzeichen in Namen', hint: 'Zu viele, oder solche, die niemand sieht.' },
      'legal-form': { name: 'Rechtsformen', hint: 'So geschrieben wie im Register des Landes.' },
      'email-syntax': {
        name: 'Vertippte E-Mail-Adressen',
        hint: '„at“ statt @, Komma statt Punkt, Leerzeichen.',
      },
      'email-domain': {
        name: 'Verschriebene Domains',
        hint: 'Einen Buchstaben von einer Domain entfernt, die viele haben, und selbst so gut wie unbekannt.',
      },
      'phone-country': {
        name: 'Telefonnummern ohne Land',
        hint: 'Als Nummern des Landes gelesen, in dem der Kunde ist.',
      },
      'phone-syntax': {
        name: 'Telefonnummern mit anderem darin',
        hint: 'Anmerkungen und Buchstaben unter den Ziffern.',
      },
      'address-country': { name: 'Länder mit Namen', hint: 'Zwei Buchstaben versteht jedes System.' },
      'address-postcode': { name: 'Postleitzahlen', hint: 'So geschrieben, wie das Land sie druckt.' },
      'address-case': {
        name: 'Orte in Groß- oder Kleinbuchstaben',
        hint: 'So, wie sie auf einem Brief stehen.',
      },
      'address-blanks': {
        name: 'Leerzeichen in Adressen',
        hint: 'Zu viele, oder solche, die niemand sieht.',
      },
      'date-notation': {
        name: 'Daten in anderer Schreibweise',
        hint: 'Jahr, Monat, Tag, damit man sie vergleichen kann.',
      },
    },
  },
}
