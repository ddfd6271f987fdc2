import type { Translation } from '../../../platform/i18n/index.ts'
import type { quoteMailActsEn, quoteMailEn, quoteMailErrorsEn } from './quote-mail-en.ts'

/** Words of quotes that go by mail, and the mail itself. */
export const quoteMailDe: Translation<typeof quoteMailEn> = {
  send: 'Per E-Mail senden',
  none: 'Per E-Mail senden: hier ist kein Mailserver eingerichtet',
  noneHint:
    'In dieser Installation ist kein Mailserver eingerichtet. Kopieren Sie den Link und senden Sie ihn aus Ihrem eigenen Mailprogramm.',
  title: 'Per E-Mail senden',
  to: 'An',
  toHint: 'Jemand aus dieser Verkaufschance oder eine beliebige Adresse',
  subject: 'Betreff',
  text: 'Text',
  below: 'Darunter steht ein Link zum Angebot. Das PDF hängt an.',
  replies: 'Antworten gehen an {address}.',
  noAddress: 'Das ist keine E-Mail-Adresse',
  queued: 'Die Mail ist unterwegs.',
  mails: 'Mails',
  waiting: 'Unterwegs',
  sent: 'Gesendet',
  failed: 'Nicht gesendet',
  unsure: 'Unbekannt',
  why: {
    refused: 'Der Mailserver hat sie abgelehnt.',
    'no-file': 'Das PDF dieser Version lässt sich nicht lesen. Senden Sie das Angebot neu.',
    'not-configured': 'Es ist kein Mailserver mehr eingerichtet.',
    closed:
      'Als sie an der Reihe war, war das Angebot nicht mehr offen, oder Sie durften es nicht mehr senden.',
    interrupted:
      'Der Server blieb stehen, während sie übergeben wurde. Niemand weiß, ob sie angenommen wurde; fragen Sie nach, bevor Sie sie noch einmal senden.',
  },
  letter: {
    hello: 'Guten Tag,',
    dear: 'Guten Tag {name},',
    body: 'hier ist unser Angebot „{title}“. Es gilt bis {day}. Über den Link unten können Sie es ansehen, annehmen oder ablehnen; außerdem liegt es bei.\n\nMit freundlichen Grüßen\n{name}',
    link: 'Ihr Angebot:',
  },
}

export const quoteMailActsDe: Translation<typeof quoteMailActsEn> = {
  'quote-mailed': 'Mail mit einem Angebot beauftragt',
  'quote-mail-begun': 'Mail mit einem Angebot begonnen',
  'quote-mail-sent': 'Angebot per E-Mail gesendet',
  'quote-mail-refused': 'Mail mit einem Angebot nicht gesendet',
}

export const quoteMailErrorsDe: Translation<typeof quoteMailErrorsEn> = {
  'no-mail-server':
    'Hier ist kein Mailserver eingerichtet, deshalb lässt sich nichts senden. Kopieren Sie stattdessen den Link.',
  'mail-waiting': 'Eine Mail damit an {to} ist schon unterwegs.',
}
