import { z } from 'zod'
import { customShape, day, id, text, time, words } from '../../../platform/contract/shapes.ts'

/** An ISO 4217 code. */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'must be a currency by its three letters, such as EUR')

/** Minor units of a currency (cents); at most what a number says exactly. */
export const minor = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

export const category = z.enum(['pipeline', 'best-case', 'commit'])
export const outcome = z.enum(['won', 'lost'])

/** What a form or a program may set on an opportunity; stage and closure have acts of their own. */
export const opportunityFields = {
  name: words(300),
  amount: minor.nullable().describe('In minor units of the currency'),
  currency: currency.describe('ISO 4217; the firm’s own where nothing is said'),
  expectedClose: day.nullable(),
  category: category.nullable().describe('The owner’s own word on it; null: that of its stage'),
  nextStep: text(300).nullable(),
  nextStepAt: time.nullable(),
  owner: id.nullable(),
  source: text(200).nullable(),
  externalId: text(200).nullable(),
  tags: z.array(words(60)).max(100),
  custom: customShape,
}

export const opportunityPatch = z.strictObject(opportunityFields).partial()
export type OpportunityPatch = z.output<typeof opportunityPatch>

export const newOpportunity = z.strictObject({
  ...opportunityPatch.shape,
  name: opportunityFields.name,
  customer: id,
  stage: id.optional().describe('The first stage of the first pipeline where nothing is said'),
})
export type NewOpportunity = z.output<typeof newOpportunity>
