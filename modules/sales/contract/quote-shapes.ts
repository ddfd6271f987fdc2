import { z } from 'zod'
import { day, id, recordShape, text, words } from '../../../platform/contract/shapes.ts'
import { country, price, quantity, taxCategory } from './product-shapes.ts'
import { currency, minor } from './shapes.ts'

/** Languages in which a quote can be printed. */
export const quoteLanguage = z.enum(['en', 'de', 'ar'])
export type QuoteLanguage = z.output<typeof quoteLanguage>

/** How a quote stands. `asked` and `approved` tell of the draft that is open, the others of what was sent last. */
export const quoteState = z.enum([
  'draft',
  'asked',
  'approved',
  'refused',
  'sent',
  'accepted',
  'declined',
  'withdrawn',
])
export type QuoteState = z.output<typeof quoteState>

/** Hundredths of a per cent, or an amount in minor units. */
export const discount = z.union([
  z.strictObject({ percent: z.int().min(0).max(10_000) }),
  z.strictObject({ amount: price }),
])

/** Which tax a quote is under: each line its own, or the same for all of them. */
export const taxTreatment = z.enum(['domestic', 'reverse-charge', 'export', 'exempt'])

const lineFields = {
  product: id.nullish().describe('Left out: a line of free text'),
  name: words(300),
  description: text(5_000).nullish(),
  quantity,
  unit: text(40).nullish(),
  unitPrice: price
    .nullish()
    .describe('In minor units; left out with a product: what the price list says for this quantity'),
  discount: discount.nullish(),
  taxCategory: taxCategory.optional().describe('That of the product, or standard, where nothing is said'),
}
export const quoteLine = z.strictObject({
  id: id.optional().describe('Of a line that is there already'),
  ...lineFields,
})
export type QuoteLine = z.output<typeof quoteLine>

export const quoteDraft = z.strictObject({
  title: words(300).optional().describe('The name of the opportunity where nothing is said'),
  currency: currency.optional().describe('That of the opportunity where nothing is said'),
  language: quoteLanguage.optional().describe('The language of the firm’s settings where nothing is said'),
  recipient: text(1_000)
    .nullish()
    .describe('Name and address as printed, line by line; the customer’s where nothing is said'),
  validUntil: day.optional(),
  priceList: id.nullish().describe('The default of the currency where nothing, or null, is said'),
  taxCountry: country.optional(),
  taxTreatment: taxTreatment.optional(),
  intro: text(5_000).nullish(),
  terms: text(20_000).nullish(),
  discount: discount.nullish(),
  lines: z.array(quoteLine).max(500).optional(),
})
export type QuoteDraft = z.output<typeof quoteDraft>

export const newQuote = z.strictObject({ ...quoteDraft.shape, opportunity: id })
export type NewQuote = z.output<typeof newQuote>

const who = z.object({ id, title: z.string().nullable() })
const moment = z.string()

const keptLine = z.object({
  id,
  product: id.nullable(),
  code: z.string().nullable(),
  name: z.string(),
  description: z.string().nullable(),
  quantity: z.string(),
  unit: z.string().nullable(),
  unitPrice: minor,
  listPrice: minor.nullable(),
  discount: discount.nullable(),
  taxCategory,
  taxRate: z.int(),
  net: minor,
})

const taxGroup = z.object({
  category: taxCategory,
  rate: z.int(),
  reason: z.string().nullable(),
  base: minor,
  tax: minor,
})

const approval = z.object({
  id,
  askedAt: moment,
  askedBy: who,
  note: z.string().nullable(),
  share: z.int().describe('How much is off, in hundredths of a per cent'),
  verdict: z.enum(['approved', 'refused']).nullable(),
  decidedAt: moment.nullable(),
  decidedBy: who.nullable(),
  decision: z.string().nullable(),
  current: z.boolean().describe('Whether the draft still is what was asked for'),
})

const answer = z.object({
  verdict: z.enum(['accepted', 'declined']),
  at: moment,
  name: z.string().nullable(),
  reason: z.string().nullable(),
  by: who.nullable().describe('Who wrote it down; null: the customer himself, by the link'),
})

const quoteVersion = z.object({
  id,
  version: z.int().describe('For If-Match'),
  number: z.int().describe('The first is 1'),
  title: z.string(),
  currency,
  language: quoteLanguage,
  recipient: z.string().nullable(),
  validUntil: z.string(),
  priceList: who.nullable(),
  taxCountry: country,
  taxTreatment,
  intro: z.string().nullable(),
  terms: z.string().nullable(),
  discount: discount.nullable(),
  lines: z.array(keptLine),
  totals: z.object({
    lines: minor,
    discount: minor,
    net: minor,
    taxes: z.array(taxGroup),
    tax: minor,
    total: minor,
    reference: minor,
    discountShare: z.int(),
  }),
  approvals: z.array(approval),
  sentAt: moment.nullable(),
  sentBy: who.nullable(),
  hash: z.string().nullable().describe('SHA-256 of what was sent, in hexadecimal digits'),
  answer: answer.nullable(),
})
export type QuoteVersion = z.output<typeof quoteVersion>

/** What became of an accepted quote, and where it stands on its way to another system. */
const placedOrder = z.object({
  id,
  state: z
    .enum(['waiting', 'on-its-way', 'stuck', 'passed'])
    .describe('`stuck`: something stands in its way, `reason` says what'),
  placedAt: moment,
  passedAt: moment.nullable(),
  passedAs: z.string().nullable().describe('What it is called in the other system'),
  system: z.string().nullable().describe('The system where it stands, goes to, or could go to'),
  reason: z.string().nullable().describe('Text `integration.reason.<code>`'),
  said: z.string().nullable().describe('The same in the words of the other system'),
})
export type PlacedOrder = z.output<typeof placedOrder>

export const quotePage = z.object({
  record: recordShape,
  opportunity: who.extend({ open: z.boolean() }),
  customer: who,
  versions: z.array(quoteVersion).describe('The newest first'),
  draft: id.nullable().describe('The version that can still be changed'),
  sent: id.nullable().describe('The version that was sent last'),
  link: z
    .object({ madeAt: moment, expiresAt: moment, open: z.boolean() })
    .nullable()
    .describe('How the customer comes to it; the address itself is told once, when it is made'),
  order: placedOrder.nullable(),
  may: z.object({
    write: z.boolean(),
    send: z.boolean().describe('There is a draft with lines whose discount needs no approval, or has it'),
    ask: z.boolean().describe('Its discount is above what the actor may give'),
    decide: z.boolean().describe('An approval is asked for, and the actor may give it'),
    pass: z.boolean().describe('Its order can be passed on to another system now'),
    win: z.boolean().describe('It was accepted and the opportunity is still open: offer to close it as won'),
    limit: z.int().describe('How much the actor may take off, in hundredths of a per cent'),
  }),
})
export type QuotePage = z.output<typeof quotePage>

/** What the quotes of an opportunity are in short. */
export const quoteInShort = z.object({
  id,
  number: z.string().nullable(),
  title: z.string(),
  state: quoteState,
  versionNumber: z.int(),
  currency,
  net: minor,
  total: minor,
  validUntil: z.string(),
  sentAt: moment.nullable(),
  order: placedOrder.nullable(),
})

export const sentQuote = z.object({
  number: z.string(),
  path: z
    .string()
    .describe('Where the customer sees it: the address of this installation and this; told once'),
  expiresAt: moment,
})

export const quoteSettings = z.strictObject({
  sender: text(1_000).nullable().describe('Name and address of the firm as printed, line by line'),
  footer: text(1_000)
    .nullable()
    .describe('Register, tax number and bank as printed at the foot of each page'),
  taxCountry: country,
  language: quoteLanguage,
  validDays: z.int().min(1).max(3_650).describe('For how many days a quote holds where nothing else is said'),
  terms: z.strictObject({
    en: text(20_000).nullable(),
    de: text(20_000).nullable(),
    ar: text(20_000).nullable(),
  }),
  prefix: text(10).describe('Before the year and the number: Q-2026-0042'),
  limits: z
    .record(z.string().regex(/^[a-z0-9-]{1,60}$/), z.int().min(0).max(10_000))
    .describe('How much each role may take off, in hundredths of a per cent, by the key of the role'),
  otherwise: z.int().min(0).max(10_000).describe('What roles may take off of which nothing is said'),
})
export type QuoteSettings = z.output<typeof quoteSettings>

export const waitingApproval = z.object({
  id,
  quote: who,
  number: z.string().nullable(),
  opportunity: who,
  customer: who,
  share: z.int(),
  total: minor,
  currency,
  askedAt: moment,
  askedBy: who,
  note: z.string().nullable(),
})

export const quoteNotice = z.object({
  id,
  quote: who.describe('Without a title where it is not seen any more'),
  kind: z.enum(['approval-given', 'approval-refused', 'looked', 'accepted', 'declined', 'mail-refused']),
  by: z.string().nullable(),
  at: moment,
  seenAt: moment.nullable(),
})
