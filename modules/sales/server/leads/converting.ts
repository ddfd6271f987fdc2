import type { Context } from '../../../../platform/context.ts'
import { Forbidden } from '../../../../platform/errors.ts'
import type { Row } from '../../../../platform/history/rows.ts'
import { createCustomer, requireCustomer } from '../../../customers/index.ts'
import { customersLike } from '../../../matching/index.ts'
import type { Conversion } from '../../contract.ts'
import { openOpportunity } from '../opportunities.ts'
import { leadJson, lockLead } from './access.ts'
import { requireNotConverted, setOnLead, sharedBy } from './course.ts'

/** Customers that a lead may be, the likeliest first. */
export async function candidatesOf(ctx: Context, id: string) {
  const { rawJson } = await leadJson(ctx, id)
  return { items: await alike(ctx, JSON.parse(rawJson) as Row) }
}

const textOf = (value: unknown) => (typeof value === 'string' && value ? value : null)

/** Where the actor may not ask who is who, he decides without. */
async function alike(ctx: Context, lead: Row) {
  if (!ctx.actor.permissions.has('matching.read')) return []
  const company = textOf(lead.company)
  const [email, phone] = [textOf(lead.email), textOf(lead.phone)]
  return customersLike(ctx, {
    customer: {
      kind: company ? 'organisation' : 'person',
      name: company ?? textOf(lead.name),
      emails: email ? [email] : [],
      phones: phone ? [phone] : [],
      website: textOf(lead.website),
      city: textOf(lead.city),
      country: textOf(lead.country),
    },
  })
}

/**
 * Makes a customer, or takes the one that is said, and opens an opportunity with it, in one act. Where nothing is said and somebody
 * like it is there already, nothing is written: the answer says who.
 */
export async function convertLead(ctx: Context, id: string, { customer, opportunity }: Conversion) {
  const lead = await lockLead(ctx, id)
  requireNotConverted(lead)
  const candidates = customer === undefined ? await alike(ctx, lead) : []
  if (candidates.length > 0) return { converted: false, customer: null, opportunity: null, candidates }
  const known = customer !== undefined && customer !== 'new' ? customer : null
  if (known) await requireCustomer(ctx, known)
  const customerId = known ?? (await newCustomerOf(ctx, lead))
  const opportunityId =
    opportunity === null ? null : await opportunityOf(ctx, { lead, customerId, opportunity })
  const set = {
    ...sharedBy(ctx, lead, 'converted'),
    state: 'converted',
    converted_at: ctx.now,
    converted_by: ctx.actor.id,
    became_customer: customerId,
    became_opportunity: opportunityId,
  }
  await setOnLead(ctx, lead, { set, kind: 'lead.converted' })
  return { converted: true, customer: customerId, opportunity: opportunityId, candidates: [] }
}

/** With a company that is the customer, and the person is the name at its mailbox and number. */
async function newCustomerOf(ctx: Context, lead: Row): Promise<string> {
  if (!ctx.actor.permissions.has('customers.write')) throw new Forbidden('customers.write')
  const company = textOf(lead.company)
  const name = String(lead.name)
  const label = company && name !== company ? name.slice(0, 60) : null
  const points = (['email', 'phone'] as const).flatMap(kind => {
    const value = textOf(lead[kind])
    return value ? [{ kind, value, label, primary: true }] : []
  })
  const { id } = await createCustomer(ctx, {
    kind: company ? 'organisation' : 'person',
    name: company ?? name,
    jobTitle: company ? null : textOf(lead.job_title),
    website: textOf(lead.website),
    city: textOf(lead.city),
    country: textOf(lead.country),
    source: textOf(lead.source),
    owner: textOf(lead.owner_id),
    contactPoints: points,
  })
  return id
}

type Opening = { lead: Row; customerId: string; opportunity: Conversion['opportunity'] }

async function opportunityOf(ctx: Context, { lead, customerId, opportunity }: Opening): Promise<string> {
  const { name, ...rest } = opportunity ?? {}
  const { rawJson } = await openOpportunity(ctx, {
    ...rest,
    name: name ?? textOf(lead.company) ?? String(lead.name),
    customer: customerId,
    owner: textOf(lead.owner_id) ?? undefined,
    source: textOf(lead.source),
  })
  return (JSON.parse(rawJson) as { id: string }).id
}
