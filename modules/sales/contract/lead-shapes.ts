import { z } from 'zod'
import { customShape, day, id, recordShape, text, words } from '../../../platform/contract/shapes.ts'
import { matchingContract } from '../../matching/contract.ts'
import { currency, minor } from './shapes.ts'

const fields = {
  name: words(300),
  company: text(300).nullable(),
  jobTitle: text(200).nullable(),
  email: text(320).nullable(),
  phone: text(100).nullable(),
  website: text(500).nullable(),
  city: text(200).nullable(),
  country: text(100).nullable(),
  note: text(20_000).nullable(),
  source: text(200).nullable(),
  externalId: text(200).nullable(),
  owner: id.nullable(),
  tags: z.array(words(60)).max(100),
  custom: customShape,
}

export const leadPatch = z.strictObject(fields).partial()
export type LeadPatch = z.output<typeof leadPatch>

export const newLead = z
  .strictObject({
    ...leadPatch.shape,
    line: text(20_000)
      .optional()
      .describe('One line of text, an e-mail address, or a vCard; what is not recognised becomes the note'),
    private: z
      .boolean()
      .optional()
      .describe('Whether only the owner sees it; what the firm’s policy says where nothing is said'),
  })
  .refine(
    lead =>
      [lead.line, lead.name, lead.company, lead.email, lead.phone, lead.website, lead.note].some(Boolean),
    {
      path: ['line'],
      message: 'a lead needs a name, a company, a way to reach it, or a note',
    },
  )
export type NewLead = z.output<typeof newLead>

export const disqualification = z.strictObject({
  why: words(2_000),
  recycleOn: day.nullish().describe('The day on which it is new again'),
})
export type Disqualification = z.output<typeof disqualification>

export const conversion = z.strictObject({
  customer: z
    .union([id, z.literal('new')])
    .optional()
    .describe(
      'The customer that it is, or a new one. Left out: converted only where nobody like it is found',
    ),
  opportunity: z
    .strictObject({
      name: words(300).optional(),
      amount: minor.nullish(),
      currency: currency.optional(),
      stage: id.optional(),
      expectedClose: day.nullish(),
    })
    .nullish()
    .describe('null: no opportunity'),
})
export type Conversion = z.output<typeof conversion>

export const candidates = matchingContract.check.reply.shape.items

export const conversionReply = z.object({
  converted: z.boolean(),
  customer: id.nullable(),
  opportunity: id.nullable(),
  candidates: candidates.describe('Customers that it may be; say which, or that it is new'),
})

export const policy = z.strictObject({
  privateFirst: z.boolean().describe('What somebody captures for himself is seen by him only'),
  shadowAfterDays: z.int().min(0).max(3650),
  shareAfterDays: z.int().min(1).max(3650).nullable().describe('null: never by rule'),
  announceDays: z.int().min(1).max(365).describe('Days before sharing by rule on which the owner is told'),
})
export type LeadPolicy = z.output<typeof policy>

export const sum = z.object({
  teamId: id,
  team: z.string(),
  leads: z
    .int()
    .nullable()
    .describe('Private leads, to the nearest five; null: withheld, too few people or leads'),
  weeksOld: z.int().nullable().describe('Their mean age in weeks'),
})

export const notice = z.object({
  id,
  leadId: id,
  lead: z.string().nullable(),
  kind: z.enum(['asked', 'will-be-shared', 'shared']),
  byId: id.nullable(),
  byName: z.string().nullable(),
  at: z.string(),
  dueAt: z.string().nullable(),
  seenAt: z.string().nullable(),
})

/** What was recognised in a line; a key is missing where nothing was. */
export const recognised = z.object({
  name: z.string().optional(),
  company: z.string().optional(),
  jobTitle: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  website: z.string().optional(),
  city: z.string().optional(),
  country: z.string().optional(),
  note: z.string().optional(),
})
export type Recognised = z.output<typeof recognised>

export const opening = z.object({ userId: id, name: z.string(), hour: z.string() })

export const leadPage = z.object({
  record: recordShape,
  sharing: z
    .object({
      dueAt: z.string().nullable().describe('When it is shared by the rule; null: never'),
      announcedAt: z.string().nullable().describe('When its owner was told the day'),
      announceDays: z.int(),
    })
    .nullable()
    .describe('What becomes of a private lead; null: it is shared'),
  openings: z.array(opening).nullable().describe('Who opened it, newest first; told to its owner only'),
})
export type LeadPage = z.output<typeof leadPage>
