/** Words of quotes that go by mail, and the mail itself. */
export const quoteMailEn = {
  send: 'Send by mail',
  none: 'Send by mail: no mail server is set up here',
  noneHint:
    'No mail server is set up in this installation. Copy the link and send it from your own mail program.',
  title: 'Send by mail',
  to: 'To',
  toHint: 'Somebody of this deal, or any address',
  subject: 'Subject',
  text: 'Text',
  below: 'Below it stands a link to the quote. The PDF is attached.',
  replies: 'Answers go to {address}.',
  noAddress: 'This is no e-mail address',
  queued: 'The mail is on its way.',
  mails: 'Mails',
  waiting: 'On its way',
  sent: 'Sent',
  failed: 'Not sent',
  unsure: 'Unknown',
  why: {
    refused: 'The mail server refused it.',
    'no-file': 'The PDF of this version cannot be read. Send the quote anew.',
    'not-configured': 'No mail server is set up any more.',
    closed: 'It was no longer open, or no longer yours to send, when its turn came.',
    interrupted:
      'The server stopped while it was being handed over. Nobody knows whether it was taken; ask before you send it again.',
  },
  letter: {
    hello: 'Hello,',
    dear: 'Hello {name},',
    body: 'here is our quote “{title}”. It holds until {day}. You can look at it, accept or decline it by the link below, and you find it attached.\n\nKind regards\n{name}',
    link: 'Your quote:',
  },
}

export const quoteMailActsEn = {
  'quote-mailed': 'Mail with a quote asked for',
  'quote-mail-begun': 'Mail with a quote begun',
  'quote-mail-sent': 'Quote sent by mail',
  'quote-mail-refused': 'Mail with a quote not sent',
}

export const quoteMailErrorsEn = {
  'no-mail-server': 'No mail server is set up here, so nothing can be mailed. Copy the link instead.',
  'mail-waiting': 'A mail with it to {to} is on its way already.',
}
