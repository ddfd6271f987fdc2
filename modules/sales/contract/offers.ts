import { z } from 'zod'
import { contract } from '../../../platform/contract/endpoint.ts'
import { text, words } from '../../../platform/contract/shapes.ts'
import { country, taxCategory } from './product-shapes.ts'
import { discount, quoteLanguage } from './quote-shapes.ts'
import { currency, minor } from './shapes.ts'

const tag = 'Offers'
const open = { tag, permission: 'public' } as const

/** What the link carries behind its `#`, so that it stands in no log of what was asked for. */
const token = z.string().min(20).max(200)

export const offer = z.object({
  number: z.string(),
  version: z.int(),
  title: z.string(),
  sender: z.string().nullable().describe('Name and address of the firm, line by line'),
  recipient: z.string().nullable(),
  language: quoteLanguage,
  currency,
  sentOn: z.string(),
  validUntil: z.string(),
  intro: z.string().nullable(),
  terms: z.string().nullable(),
  taxCountry: country,
  discount: discount.nullable(),
  lines: z.array(
    z.object({
      name: z.string(),
      description: z.string().nullable(),
      quantity: z.string(),
      unit: z.string().nullable(),
      unitPrice: minor,
      discount: discount.nullable(),
      taxRate: z.int(),
      net: minor,
    }),
  ),
  totals: z.object({
    lines: minor,
    discount: minor,
    net: minor,
    tax: minor,
    total: minor,
    taxes: z.array(
      z.object({
        category: taxCategory,
        rate: z.int(),
        reason: z.string().nullable(),
        base: minor,
        tax: minor,
      }),
    ),
  }),
  answer: z
    .object({ verdict: z.enum(['accepted', 'declined']), at: z.string() })
    .nullable()
    .describe('Once it was answered there is nothing more to decide'),
  superseded: z.boolean().describe('There is a newer version: this one cannot be accepted any more'),
})
export type Offer = z.output<typeof offer>

/** What a customer does with the link that he was sent. Unknown, expired and withdrawn links are answered alike. */
export const offerEndpoints = contract({
  lookAtOffer: {
    ...open,
    name: 'sales.offers.look',
    method: 'POST',
    path: '/offers/look',
    summary: 'The offer that a link leads to',
    body: z.strictObject({ token }),
    reply: offer,
    errors: ['sales.offer-gone', 'sales.too-many-looks'],
  },
  offerPdf: {
    ...open,
    name: 'sales.offers.pdf',
    method: 'POST',
    path: '/offers/pdf',
    summary: 'The offer that a link leads to, as PDF',
    body: z.strictObject({ token }),
    download: 'stream',
    errors: ['sales.offer-gone', 'sales.too-many-looks'],
  },
  acceptOffer: {
    ...open,
    name: 'sales.offers.accept',
    method: 'POST',
    path: '/offers/acceptance',
    summary: 'Accept an offer',
    description:
      'Kept: the name as typed, the moment, and the hash of what was accepted; no address and no kind of browser.',
    body: z.strictObject({ token, name: words(200) }),
    reply: z.object({ at: z.string() }),
    errors: ['sales.offer-gone', 'sales.offer-superseded', 'sales.quote-answered', 'sales.too-many-looks'],
    act: 'sales.act.offer-accepted',
  },
  declineOffer: {
    ...open,
    name: 'sales.offers.decline',
    method: 'POST',
    path: '/offers/declinal',
    summary: 'Decline an offer',
    body: z.strictObject({ token, name: text(200).nullish(), reason: text(2_000).nullish() }),
    reply: z.object({ at: z.string() }),
    errors: ['sales.offer-gone', 'sales.offer-superseded', 'sales.quote-answered', 'sales.too-many-looks'],
    act: 'sales.act.offer-declined',
  },
})
