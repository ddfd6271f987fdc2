import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { id, idParams, text, words } from '../../../platform/contract/shapes.ts'

const tag = 'Quotes'

/** Why a mail did not go: what the mail server said, or what had changed before it was its turn. */
export const mailRefusal = z.enum(['refused', 'not-configured', 'closed', 'interrupted', 'no-file'])

const quoteMail = z.object({
  id,
  version: z.int().describe('The number of the version that it brings'),
  to: z.string(),
  name: z.string().nullable(),
  subject: z.string(),
  askedAt: z.string(),
  askedBy: z.object({ id, title: z.string().nullable() }),
  sentAt: z.string().nullable().describe('When the mail server took it; null: it has not'),
  refused: z
    .object({ at: z.string(), why: mailRefusal, said: z.string().nullable() })
    .nullable()
    .describe('`interrupted`: the server stopped meanwhile, so nobody knows whether it was taken'),
})
export type QuoteMail = z.output<typeof quoteMail>

const recipient = z.object({
  address: z.string(),
  name: z.string(),
  customer: z.boolean().describe('An address of the customer itself, not of a person'),
  greeting: z.string().describe('In the language of the quote'),
})

export const quoteMailEndpoints = contract({
  quoteMails: {
    tag,
    permission: 'sales.read',
    name: 'sales.quotes.mails',
    method: 'GET',
    path: '/quotes/:id/mails',
    summary: 'What was mailed of a quote and what became of it, and what a new mail would say to whom',
    description:
      'Recipients are those with an e-mail address whom the actor sees: the people of the deal, the customer, and who belongs to it.',
    params: idParams,
    reply: z.object({
      possible: z.boolean().describe('Whether this installation has a mail server'),
      replyTo: z.string().nullable().describe('The actor’s own address, to which answers go'),
      recipients: z.array(recipient),
      letter: z.object({ subject: z.string(), greeting: z.string(), body: z.string() }),
      items: z.array(quoteMail).describe('The newest first; the latest fifty'),
    }),
  },
  mailQuote: {
    tag,
    permission: 'sales.write',
    name: 'sales.quotes.mail',
    method: 'POST',
    path: '/quotes/:id/mails',
    summary: 'Mail the version that was sent last, with a link of its own and the PDF',
    description: 'It goes in the background; what became of it stands beside the quote.',
    params: idParams,
    body: z.strictObject({
      to: z.email().max(254),
      name: words(200).nullish(),
      subject: words(300),
      text: text(10_000).describe('The link follows below it'),
    }),
    reply: z.object({ id }),
    status: 201,
    errors: [
      'sales.no-mail-server',
      'sales.mail-waiting',
      'sales.nothing-sent',
      'sales.quote-past',
      'sales.quote-answered',
    ],
    act: 'sales.act.quote-mailed',
  },
})
