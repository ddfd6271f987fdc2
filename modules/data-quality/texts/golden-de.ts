import type { Translation } from '../../../platform/i18n/texts.ts'
import type { goldenActsEn, goldenEn, goldenErrorsEn } from './golden-en.ts'

export const goldenActsDe: Translation<typeof goldenActsEn> = {
  chosen: 'hat gewählt, wessen Wert gezeigt wird',
  recomputed: 'hat berechnet, was Kunden zeigen',
  'survivorship-set': 'hat festgelegt, welche Werte gelten',
}

export const goldenErrorsDe: Translation<typeof goldenErrorsEn> = {
  'not-in-family': 'Dieser Datensatz gehört nicht oder nicht mehr zum Kunden.',
  'no-choice': 'Der Wert dieses Feldes lässt sich nicht wählen.',
}

export const goldenDe: Translation<typeof goldenEn> = {
  open: 'Wessen Werte gezeigt werden',
  title: 'Wessen Werte gezeigt werden',
  hint: 'Jeder Datensatz behält seine eigenen Werte. Ein Klick auf einen Wert lässt den Kunden ihn zeigen; „Rückgängig“ und „Nach den Regeln“ nehmen das zurück.',
  field: 'Feld',
  shown: 'Gezeigt, und warum',
  place: 'Ort',
  record: 'Datensatz vom {when}',
  ofRecord: 'Datensatz „{name}“: {source}',
  choose: '„{value}“ von {name} zeigen',
  byRules: 'Nach den Regeln',
  why: {
    confirmed: 'Von einem Menschen bestätigt',
    source: 'Aus der glaubwürdigsten Quelle',
    valid: 'Der andere kann nicht stimmen',
    complete: 'Sagt mehr',
    newest: 'Der neueste',
    oldest: 'Vom ältesten Datensatz',
    chosen: 'Von Hand gewählt',
    only: 'Der einzige',
    same: 'Alle sagen dasselbe',
    all: 'Alle zusammen',
    latest: 'Der späteste',
    none: 'Nichts bekannt',
  },
  done: {
    chosen: 'Dieser Wert wird jetzt gezeigt.',
    byRules: 'Die Regeln entscheiden wieder.',
    kept: 'Die Regeln sind gespeichert. Alle Kunden in mehreren Datensätzen werden neu berechnet.',
  },
  joining: 'Was der Kunde zeigen wird',
  parting: {
    title: 'Was bleibt, wird zeigen',
    nothing: 'Was bleibt, zeigt dasselbe wie bisher.',
    empty: 'nichts',
  },
  settings: {
    tab: 'Goldener Datensatz',
    title: 'Wessen Werte gezeigt werden',
    hint: 'Sind mehrere Datensätze ein Kunde, zeigt jedes Feld den Wert von einem davon. Was ein Mensch gewählt oder auf der Seite geschrieben hat, gilt vor diesen Regeln.',
    sources: 'Quellen',
    sourcesHint: 'Zuoberst die, der zuerst geglaubt wird. Nicht genannte Quellen kommen nach allen anderen.',
    entered: 'Hier erfasst',
    records: '{count, plural, one {# Datensatz} other {# Datensätze}}',
    fields: 'Felder',
    fieldsHint:
      'Die Kriterien werden der Reihe nach gefragt, bis eines entscheidet; sonst zeigt sich der Wert des ältesten Datensatzes.',
    all: 'Die Werte aller zusammen',
    latest: 'Der späteste von allen',
    change: 'Ändern',
    close: 'Schließen',
    toUsual: 'Zum Üblichen zurück',
    usualOrder: 'Üblich ist: {order}.',
    usual: 'Wie üblich',
    add: 'Hinzufügen',
    up: '{what} nach oben',
    down: '{what} nach unten',
    away: '{what} weglassen',
    criterion: {
      confirmed: 'bestätigt',
      source: 'Quelle',
      valid: 'kann stimmen',
      complete: 'sagt mehr',
      newest: 'neuester',
      oldest: 'ältester Datensatz',
    },
    try: 'An vorhandenen Daten probieren',
    trial: 'An vorhandenen Daten',
    trialHint: 'Geschrieben wird nichts, bevor die Regeln gespeichert sind.',
    found:
      '{families, plural, one {Bei # Kunden in mehreren Datensätzen } other {Bei # Kunden in mehreren Datensätzen }}{values, plural, =0 {würde sich kein Wert ändern} one {würde sich # Wert ändern} other {würden sich # Werte ändern}}.',
    drawn: 'Berechnet an {checked} davon, zufällig gezogen.',
    none: 'Noch kein Kunde besteht aus mehreren Datensätzen.',
    keep: 'Regeln speichern',
    running: 'Es wird berechnet, was Kunden zeigen: {families} erledigt.',
    ran: 'Zuletzt berechnet {when}: {families, plural, one {# Kunde} other {# Kunden}}, {changed} davon seitdem mit anderem Wert.',
  },
}
