import { customersContract } from '../../modules/customers/contract.ts'
import { dataQualityContract } from '../../modules/data-quality/contract.ts'
import { dealContract, leadContract, quoteContract, salesContract } from '../../modules/sales/contract.ts'
import { viewsContract } from '../../platform/views/contract.ts'
import type { Caller } from './caller.ts'

/** One customer with something of everything, and the ids by which it is all reached. */
export type Family = {
  customer: string
  other: string
  point: string
  entry: string
  task: string
  relationship: string
  file: string
  mention: string | null
  view: string
  batch: string
  dispute: string
  /** Null where the author may not sell. */
  opportunity: string | null
  involvement: string | null
  /** A draft of the deal, and its version. */
  quote: string | null
  quoteVersion: string | null
  /** A lead of the owner's that is shared; null for an author who may not capture any. */
  lead: string | null
  email: string
}

export const secretDay = '1971-03-29'

/** `sensitive: false` for an author who may not write a birth date. */
export type FamilyOptions = { owner?: string; mentions?: Caller; name?: string; sensitive?: boolean }

/** Lets somebody create a customer of every part; `mentions` is named in its note. */
export async function makeFamily(
  author: Caller,
  { owner, mentions, name = 'Kessler & Sons', sensitive = true }: FamilyOptions = {},
): Promise<Family> {
  // Everything about the family holds its first word, so that a leak of any part is recognised.
  const word = (name.split(' ')[0] as string).toLowerCase()
  const made = await author.send(customersContract.create, {
    body: {
      name,
      kind: 'person',
      birthDate: sensitive ? secretDay : undefined,
      owner,
      email: `info@${word}.example`,
      tags: [word],
    },
  })
  if (made.status !== 201) throw new Error(`No family: ${made.text}`)
  const params = { id: made.reply.id }
  const other = await author.call(customersContract.create, { body: { name: `Partner of ${name}`, owner } })
  const point = await author.call(customersContract.addContactPoint, {
    params,
    body: { kind: 'email', value: `second@${word}.example` },
  })
  const entry = await author.call(customersContract.addEntry, {
    params,
    body: { kind: 'note', body: 'Called back', mentions: mentions ? [mentions.id] : [] },
  })
  const task = await author.call(customersContract.addTask, { params, body: { title: 'Send the offer' } })
  const relationship = await author.call(customersContract.addRelationship, {
    params,
    body: { otherId: other.id, kind: 'partner', role: 'partner' },
  })
  const uploaded = await author.upload(`/customers/${params.id}/files`, {
    name: 'offer.txt',
    content: 'an offer',
  })
  const view = await author.call(viewsContract.create, { body: { entity: 'customer', name: 'Mine' } })
  const dispute = await author.call(dataQualityContract.dispute, {
    params,
    body: { field: 'name', value: name, reason: 'Misspelt' },
  })
  const lead = await author.send(leadContract.captureLead, {
    body: { name, owner, email: `lead@${word}.example`, private: false },
  })
  const opportunity = await author.send(salesContract.openOpportunity, {
    body: {
      name: `Deal with ${name}`,
      customer: params.id,
      owner,
      tags: [word],
      nextStep: `Call ${name}`,
      expectedClose: new Date().toISOString().slice(0, 10),
    },
  })
  const deal = opportunity.status === 201 ? opportunity.reply.id : null
  const involvement =
    deal &&
    (await author.call(dealContract.addInvolved, {
      params: { id: deal },
      body: { name: `Clerk of ${name}`, role: 'uses' },
    }))
  const quote = deal && (await author.call(quoteContract.startQuote, { body: quoteOf(deal) }))
  const named = mentions ? await mentions.send(customersContract.mentions) : null
  return {
    customer: params.id,
    other: other.id,
    point: point.id,
    entry: entry.id,
    task: task.id,
    relationship: relationship.id,
    file: (uploaded.reply as { id: string }).id,
    mention: named?.reply.items?.find(item => item.entryId === entry.id)?.id ?? null,
    view: view.id,
    batch: String(made.headers['tessera-batch']),
    dispute: dispute.id,
    opportunity: deal,
    involvement: involvement ? involvement.id : null,
    quote: quote ? quote.record.id : null,
    quoteVersion: quote ? quote.draft : null,
    lead: lead.status === 201 ? lead.reply.id : null,
    email: `info@${word}.example`,
  }
}

const quoteOf = (opportunity: string) => ({
  opportunity,
  // Whatever has been made of the settings by now.
  taxCountry: 'DE',
  lines: [{ name: 'Setting up', quantity: '2', unit: 'h', unitPrice: 9000 }],
})

/** Parameters of an endpoint's address that lead to parts of a family; undefined where it has none of them. */
export function paramsIn(family: Family, path: string): Record<string, string> | undefined {
  const child = /^\/customers\/:id\/([a-z-]+)\/:childId/.exec(path)?.[1]
  if (child) {
    const ids: Record<string, string> = {
      timeline: family.entry,
      'contact-points': family.point,
      relationships: family.relationship,
      tasks: family.task,
      files: family.file,
      disputes: family.dispute,
    }
    const childId = ids[child]
    return childId ? { id: family.customer, childId } : undefined
  }
  if (path.startsWith('/opportunities/:id/involved/:childId'))
    return family.opportunity && family.involvement
      ? { id: family.opportunity, childId: family.involvement }
      : undefined
  if (path.includes('/competition/:childId')) return undefined
  if (/^\/quotes\/:id\/(versions|approvals)\/:childId/.test(path))
    return family.quote && family.quoteVersion
      ? { id: family.quote, childId: family.quoteVersion }
      : undefined
  if (path.startsWith('/matching/pairs/:id/:otherId')) return { id: family.customer, otherId: family.other }
  const first = /^\/([a-z-]+(?:\/batches)?)\/:id/.exec(path)?.[1]
  const byNoun: Record<string, string | null> = {
    customers: family.customer,
    golden: family.customer,
    views: family.view,
    mentions: family.mention,
    opportunities: family.opportunity,
    leads: family.lead,
    quotes: family.quote,
    'history/batches': family.batch,
  }
  const id = first && byNoun[first]
  return id ? { id } : undefined
}
