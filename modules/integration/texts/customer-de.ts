import type { Translation } from '../../../platform/i18n/texts.ts'
import type { customerEn } from './customer-en.ts'

export const customerDe: Translation<typeof customerEn> = {
  records: {
    act: 'Auf der Kundenseite von verbundenen Systemen erfahren',
    title: 'Andere Systeme',
    kind: {
      order: 'Aufträge',
      invoice: 'Rechnungen',
      contract: 'Verträge',
      balance: 'Salden',
      payment: 'Zahlungen',
      case: 'Vorgänge',
      other: 'Belege',
    },
    asOf: 'Stand {age}',
    notAnswering: 'antwortet nicht',
    off: 'ausgeschaltet',
    drill: 'Übung',
    all: '{count, plural, one {Den einen zeigen} other {Alle # zeigen}}',
    fewer: 'Weniger zeigen',
    more: 'Ältere',
    noTitle: 'Nr. {key}',
    table: {
      title: 'Beleg',
      amount: 'Betrag',
      standing: 'Woher der Wert stammt',
    },
    state: {
      live: 'Live: so steht es jetzt in {system}',
      fresh: 'Unsere Kopie, auf dem Stand',
      stale: 'Unsere Kopie, alt: von {system} zuletzt gehört {age}',
      unavailable: '{system} antwortet nicht; Stand {time}',
      off: '{system} wird nicht gefragt; Stand {time}',
    },
    says: {
      slow: '{system} antwortet langsam. Was es sagt, kommt von selbst; nichts wartet darauf.',
      silent: '{system} antwortet seit {time} nicht; nichts wartet darauf. Gezeigt wird, was es zuvor sagte.',
      silentNow: '{system} antwortet nicht; nichts wartet darauf. Gezeigt wird, was es zuvor sagte.',
      off: '{system} ist seit {time} ausgeschaltet. Gezeigt wird, was es zuvor sagte.',
      drill: 'Übung seit {time}: {system} gilt als stumm; so sähe diese Seite dann aus.',
    },
    gone: 'Datensatz {key} gibt es dort seit {time} nicht mehr.',
    notYet: 'Von Datensatz {key} wurde noch nichts gehört.',
    others: '{count, plural, one {Noch ein Wert aus {system}} other {Noch # Werte aus {system}}}',
    fewerOthers: 'Werte aus {system} ausblenden',
    record: 'Datensatz {key}',
    nothing: 'Nichts außer dem Kunden selbst.',
    yes: 'ja',
    no: 'nein',
  },
  changedThere: {
    title: 'In {title} geändert',
    gone: 'Dort gelöscht',
    by: 'von {by}',
    byAt: 'von {by} um {time}',
    at: 'um {time}',
    mark: 'In {system} geändert um {time}',
    markBy: 'In {system} von {by} geändert um {time}',
    empty: 'leer',
    became: 'wurde zu',
    hidden: 'geändert',
  },
  documentThere: {
    title:
      '{document, select, order {Neuer Auftrag} invoice {Neue Rechnung} contract {Neuer Vertrag} balance {Neuer Saldo} payment {Neue Zahlung} case {Neuer Vorgang} other {Neuer Beleg}} {title}',
  },
}
