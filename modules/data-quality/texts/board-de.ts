import type { Translation } from '../../../platform/i18n/index.ts'
import type { boardEn } from './board-en.ts'

export const boardDe: Translation<typeof boardEn> = {
  dimension: {
    completeness: { name: 'Vollständigkeit', why: 'Ist da, was da sein muss?' },
    validity: { name: 'Gültigkeit', why: 'Kann der Wert stimmen?' },
    uniqueness: { name: 'Eindeutigkeit', why: 'Ist jeder Kunde einmal da?' },
    timeliness: { name: 'Aktualität', why: 'Ist es frisch genug, um zu stimmen?' },
    consistency: { name: 'Stimmigkeit', why: 'Passen die Werte zueinander und zu unserer Schreibweise?' },
  },
  board: {
    title: 'Datenqualität',
    short: 'Übersicht',
    words: 'übersicht qualität schuld vollständigkeit gültigkeit bereinigen',
    customers: '{count, plural, one {# Kunde} other {# Kunden}}',
    checkNow: 'Jetzt prüfen',
    checking: 'Alle Kunden werden geprüft. Die Zahlen folgen von selbst.',
    nothing: 'Noch ist nichts gezählt',
    nothingHint:
      'Jede Nacht wird bei allen Kunden geprüft, ob ihre Werte den Regeln folgen. Es geht auch jetzt und dauert Sekunden.',
    summary:
      'Von {asked, plural, one {# Frage} other {# Fragen}} der Regeln {asked, plural, one {wurde} other {wurden}} {share} gut beantwortet.',
    worst: 'Am meisten braucht {dimension} Pflege.',
    reach: {
      all: 'Alle Kunden, gezählt am {when}.',
      units: 'Die Kunden Ihres Geschäftsbereichs, gezählt am {when}.',
      own: 'Die Kunden, die Sie sehen, soeben gezählt.',
    },
    interval: '95 % zwischen {interval}',
    toMend: '{count, plural, one {# zu bereinigen} other {# zu bereinigen}}',
    allGood: 'Nichts zu bereinigen',
    noRules: 'Keine Regel ist an.',
    notYet: 'Noch nicht gezählt.',
    noTrend: 'Der Verlauf beginnt mit dem dritten Tag.',
    trend: 'von {from} am {since} auf {to}',
  },
  debts: {
    title: 'Zu bereinigen',
    whose: 'Wessen',
    all: 'Alle',
    mine: 'Meine',
    rule: 'Regel',
    others: '{count, plural, one {# weitere Person} other {# weitere Personen}}',
    open: 'Offen',
    week: 'Diese Woche',
    oldest: 'Älteste',
    nobody: 'niemand ist zuständig',
    added: '+{count}',
    mended: '−{count} bereinigt',
    openLabel:
      '{count, plural, one {# Kunde verletzt} other {# Kunden verletzen}} die Regel „{rule}“: Liste öffnen',
    none: 'Nichts ist zu bereinigen',
    noneHint: 'Kein Kunde, den Sie sehen, verletzt eine Regel, die an ist.',
    noneMine: 'Nichts, was Ihnen oder Ihrem Team zufällt, ist offen.',
  },
  fields: {
    title: 'Wie vollständig die Felder sind',
    hint: 'Nur Felder, die jemand benutzt, zählen, und es steht dabei, warum: Ein leeres Feld, das niemand liest, kostet nichts.',
    reason: {
      list: 'in der Liste',
      view: 'in einer gespeicherten Ansicht',
      rule: 'von einer Regel gefragt',
      changed: 'in den letzten 90 Tagen von Hand geändert',
    },
    missing: 'Bei {count, plural, one {# Kunden} other {# Kunden}} fehlt es',
  },
  teams: { title: 'Nach Team des Zuständigen', none: 'kein Team' },
  sources: { title: 'Nach Herkunft', none: 'keine Herkunft genannt' },
}
