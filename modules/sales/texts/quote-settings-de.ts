import type { Translation } from '../../../platform/i18n/index.ts'
import type { quoteNoticesEn, quoteSettingsEn } from './quote-settings-en.ts'

/** Words of the settings of quotes, and of what is told about them. */
export const quoteSettingsDe: Translation<typeof quoteSettingsEn> = {
  letterhead: 'Briefkopf',
  letterheadHint:
    'So steht es auf jedem Angebot, das ab jetzt gesendet wird. Gesendetes behält seinen eigenen.',
  sender: 'Absender',
  senderHint: 'Name und Anschrift der Firma, Zeile für Zeile',
  footer: 'Fuß jeder Seite',
  footerHint: 'Register, Steuernummer, Bank',
  defaults: 'Neue Angebote',
  defaultsHint: 'Das gilt, bis auf einem Angebot etwas anderes gesagt wird.',
  taxCountry: 'Steuern von',
  language: 'Sprache',
  validDays: 'Gültig für Tage',
  prefix: 'Vor der Nummer',
  prefixHint: 'Wie in {sample}',
  terms: 'Bedingungen',
  termsHint: 'Sie stehen am Ende eines neuen Angebots, in seiner Sprache, und lassen sich dort ändern.',
  termsIn: 'Sprache der Bedingungen',
  termsOf: 'Bedingungen auf {language}',
  limits: 'Rabatte',
  limitsHint:
    'Wie viel eine Rolle nachlassen darf, bevor jemand zustimmen muss. Wer mehrere Rollen hat, darf, was die höchste von ihnen darf.',
  limitOf: 'Was {role} nachlassen darf, in Prozent',
  otherwise: 'Alle anderen, in Prozent',
  any: 'darf genehmigen',
  notPercent: '0 bis 100',
  done: 'Einstellungen der Angebote gespeichert',
}

export const quoteNoticesDe: Translation<typeof quoteNoticesEn> = {
  title: 'Neues zu Ihren Angeboten',
  waiting: 'Wartet auf Ihre Genehmigung',
  see: 'Als gesehen markieren',
  lost: 'Ein Angebot, das Sie nicht mehr sehen',
  'approval-given': '{who} hat den Rabatt genehmigt.',
  'approval-refused': '{who} hat den Rabatt abgelehnt.',
  'mail-refused': 'Die Mail an {who} wurde nicht gesendet.',
  looked: 'Der Link wurde zum ersten Mal geöffnet.',
  accepted: '{who} hat angenommen.',
  declined: '{who} hat abgelehnt.',
  somebody: 'Der Kunde',
  asks: '{name} bittet um {percent} Nachlass auf {total}.',
}
