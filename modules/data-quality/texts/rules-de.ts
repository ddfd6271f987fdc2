import type { Translation } from '../../../platform/i18n/index.ts'
import type { conditionsEn, rulesEn, rulesErrorsEn, rulesActsEn } from './rules-en.ts'

export const rulesDe: Translation<typeof rulesEn> = {
  shipped: {
    'email-readable': {
      name: 'E-Mail-Adressen sind lesbar',
      why: 'An eine Adresse, die keine ist, kann man nicht schreiben.',
    },
    'phone-readable': {
      name: 'Telefonnummern sind lesbar',
      why: 'Eine Nummer ohne Land oder mit zu wenigen Ziffern kann man nicht anrufen.',
    },
    'postcode-fits-country': {
      name: 'Die Postleitzahl passt zum Land',
      why: 'Post mit falscher Postleitzahl kommt spät an oder zurück.',
    },
    'birth-date-plausible': {
      name: 'Das Geburtsdatum kann stimmen',
      why: 'Daten in der Zukunft, vor über 120 Jahren und der 1. Januar 1900 waren nicht gemeint.',
    },
    'country-is-code': {
      name: 'Das Land steht als Kürzel da',
      why: 'Zwei Buchstaben (ISO 3166) versteht jedes System; „Norwegen“ und „Norge“ sind für es zwei Länder.',
    },
    'name-not-shouted': {
      name: 'Namen stehen nicht nur in Großbuchstaben',
      why: 'Ein Brief an HANSEN KARI sieht aus wie eine Mahnung.',
    },
    'person-has-both-names': {
      name: 'Personen haben Vor- und Nachnamen',
      why: 'Ohne beide kann man niemanden anreden oder unter Gleichnamigen finden.',
    },
    'organisation-identified': {
      name: 'Organisationen haben eine Nummer oder eine Domain',
      why: 'Ein Name allein unterscheidet zwei Firmen nicht.',
    },
    'can-be-reached': {
      name: 'Der Kunde ist irgendwie zu erreichen',
      why: 'Ohne E-Mail-Adresse und Telefonnummer bleibt nur ein Brief.',
    },
    'employees-positive': {
      name: 'Die Zahl der Mitarbeiter ist größer als null',
      why: 'Null heißt meist „nicht bekannt“.',
    },
    'owner-is-active': {
      name: 'Wer zuständig ist, arbeitet noch hier',
      why: 'Um einen Kunden, dessen Zuständiger gegangen ist, kümmert sich niemand.',
    },
    'gold-has-owner': {
      name: 'Goldkunden haben einen Zuständigen',
      why: 'Jemand muss merken, wenn sie still werden.',
    },
    'gold-is-met': {
      name: 'Mit Goldkunden wurde in den letzten 90 Tagen gesprochen',
      why: 'Was wir von jemandem wissen, mit dem wir lange nicht gesprochen haben, stimmt nicht mehr.',
    },
    'cared-for-is-met': {
      name: 'Mit betreuten Silber- und Bronzekunden wurde binnen eines Jahres gesprochen',
      why: 'Was wir von jemandem wissen, mit dem wir lange nicht gesprochen haben, stimmt nicht mehr.',
    },
    'email-is-personal': {
      name: 'Personen haben eine eigene Adresse',
      why: 'Post an info@ oder rechnung@ liest, wer gerade da ist, nicht wer gemeint ist.',
    },
    'possible-duplicate': {
      name: 'Kein Kunde ist zweimal da',
      why: 'Der Abgleich meldet Paare, die ein Kunde sein können; sie warten auf eine Entscheidung.',
    },
  },
  severity: {
    note: { name: 'Zählen', why: 'Es wird gezählt und steht in der Liste dessen, was zu bereinigen ist.' },
    warn: { name: 'Warnen', why: 'Wer so einen Wert speichert, erfährt es; er wird trotzdem gespeichert.' },
    refuse: {
      name: 'Ablehnen',
      why: 'So ein Wert wird nicht gespeichert, von Hand nicht und vom Programm nicht.',
    },
  },
  rules: {
    title: 'Regeln',
    tab: 'Qualitätsregeln',
    intro:
      'Eine Regel sagt, für welche Kunden etwas gelten muss. Sie wird zuerst an den Daten erprobt. Ist sie an, wird sie bei jedem Speichern gefragt, wenn eine Datei hereinkommt und jede Nacht.',
    new: 'Neue Regel',
    on: 'An',
    name: 'Regel',
    severity: 'Wenn verletzt',
    mender: 'Wer bereinigt',
    open: 'Offen',
    own: 'eigene',
    kind: { person: 'Personen', organisation: 'Organisationen' },
    switch: 'Regel „{rule}“ ist an',
    severityOf: 'Was folgt, wenn „{rule}“ verletzt ist',
    menderOf: 'Wer „{rule}“ bereinigt',
    switchedOn: 'Die Regel „{rule}“ ist an. Alle Kunden werden geprüft.',
    switchedOff: 'Die Regel „{rule}“ ist aus.',
    customerOwner: 'Zuständiger des Kunden',
    each: 'Jeder das Seine',
    teams: 'Ein Team',
    people: 'Eine Person',
    someone: 'jemand',
    swept:
      '{checked, plural, one {# Kunde} other {# Kunden}} {when} geprüft: {found} gefunden, {mended} bereinigt.',
    sweeping: 'Alle Kunden werden geprüft.',
    sweepFailed: 'Die letzte Prüfung ist gescheitert: {error}',
    gone: 'Diese Regel gibt es nicht, oder sie betrifft Felder, die Sie nicht sehen dürfen.',
    shippedHint:
      'Diese Regel gehört zum Produkt. Wie streng sie ist und wer bereinigt, ist einstellbar; sie kann ausgeschaltet werden.',
    saved: 'Die Regel „{rule}“ ist gespeichert.',
    savedAndOn: 'Die Regel „{rule}“ ist an. Alle Kunden werden geprüft.',
    saveAndOn: 'Speichern und einschalten',
    remove: 'Entfernen',
    removed: 'Die Regel „{rule}“ ist entfernt.',
    changed: 'Die Regel „{rule}“ ist geändert.',
    history: {
      title: 'Was mit ihr geschah',
      none: 'Niemand hat sie bisher geändert.',
      shipped: 'Sie kommt mit dem Produkt.',
      created: 'hat die Regel geschrieben',
      restored: 'hat die Regel zurückgeholt',
      deleted: 'hat die Regel entfernt',
      changed: 'hat die Regel geändert',
      takesBack: 'Rücknahme',
      field: {
        on: 'Wird gefragt',
        name: 'Name',
        explanation: 'Warum',
        dimension: 'Zählt als',
        severity: 'Wenn gebrochen',
        kind: 'Für',
        applies: 'Nur wenn',
        must: 'Muss gelten',
        ownerUserId: 'Wer behebt',
        ownerTeamId: 'Team, das behebt',
      },
      on: 'ein',
      off: 'aus',
      nothing: 'nichts',
    },
    form: {
      name: 'Was gilt, in Worten',
      namePlaceholder: 'Kunden in Deutschland haben eine USt-IdNr.',
      for: 'Für',
      everyone: 'Alle',
      applies: 'Nur wo',
      appliesHint: 'Ohne Bedingung fragt die Regel alle davon.',
      must: 'Es muss gelten, dass',
      addCondition: 'Bedingung',
      severity: 'Wenn sie verletzt ist',
      dimension: 'Zählt als',
      explanation: 'Warum, für die, die bereinigen',
    },
  },
  findings: {
    title: 'Zu beheben',
    mend: 'Beheben',
    mendField: 'Beheben: {field}',
  },
  trial: {
    title: 'An Ihren Daten erprobt',
    empty: 'Sagen Sie, was gelten muss',
    emptyHint: 'Was die Regel findet, steht hier, während Sie sie schreiben. Nichts wird gespeichert.',
    nobody: 'Die Regel fragt niemanden: Kein Kunde erfüllt ihre Bedingungen.',
    keep: 'von {asked, plural, one {# Kunden} other {# Kunden}} halten sie ein (95 % zwischen {interval}).',
    allKeep: 'Kein Kunde verletzt sie.',
    broken: '{count, plural, one {# Kunde verletzt sie} other {# Kunden verletzen sie}}',
    missing: 'fehlt',
    more: 'und {count, plural, one {# weiterer} other {# weitere}}',
  },
}

export const rulesErrorsDe: Translation<typeof rulesErrorsEn> = {
  'nothing-chosen': 'Sagen Sie, welche Vorschläge: einige davon oder eine Art.',
  'rule-broken': 'Die Regel „{rule}“ ist verletzt.',
  'rule-not-general':
    'Eine Regel gilt für alle: Sie kann nicht nach „ich“, einzelnen Datensätzen, einer Handlung oder einer anderen Regel fragen.',
  'rule-shipped':
    'Diese Regel gehört zum Produkt. Ihre Strenge und wer bereinigt, ist einstellbar, und sie kann ausgeschaltet werden.',
  'two-owners': 'Eine Regel wird von einer Person oder von einem Team bereinigt, nicht von beiden.',
  'no-such-user': 'Diesen Benutzer gibt es nicht.',
  'no-such-team': 'Dieses Team gibt es nicht.',
}

export const conditionsDe: Translation<typeof conditionsEn> = {
  check: {
    $title: 'Prüfung',
    email: 'E-Mail-Adresse ist lesbar',
    'email-personal': 'E-Mail-Adresse gehört einer Person',
    phone: 'Telefonnummer ist lesbar',
    postcode: 'Postleitzahl passt zum Land',
    'birth-date': 'Geburtsdatum kann stimmen',
    country: 'Land ist ein ISO-Kürzel',
    'name-case': 'Name steht nicht nur in Großbuchstaben',
    owner: 'Zuständiger arbeitet noch hier',
    some: 'eine Prüfung',
    several: '{count} Prüfungen',
  },
  rule: { $title: 'Verletzt die Regel', some: 'eine Regel', several: 'eine von {count} Regeln' },
}

export const rulesActsDe: Translation<typeof rulesActsEn> = {
  'rule-added': 'hat eine Qualitätsregel geschrieben',
  'rule-changed': 'hat eine Qualitätsregel geändert',
  'rule-switched': 'hat eine Qualitätsregel ein- oder ausgeschaltet',
  'rule-removed': 'hat eine Qualitätsregel entfernt',
}
