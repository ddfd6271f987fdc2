import { readFileSync } from 'node:fs'
import type { RemoteObject } from '../connectors/port.ts'
import { collectionsOf } from '../connectors/rest/collections.ts'
import type { DocumentRole, FieldRule } from '../systems/system.ts'

const usual = { label: null, owner: 'theirs', mode: 'mirrored', write: 'no', freshness: 300 } as const

const rule = (field: string, target: string | null, rest: Partial<FieldRule> = {}): FieldRule => ({
  ...usual,
  field,
  target,
  ...rest,
})

/** How the demo company has joined its customers: what stands on the letter is written there, the number only after somebody has agreed. */
export const customerRules: readonly FieldRule[] = [
  rule('kind', 'kind'),
  rule('name', 'name'),
  rule('street', 'street', { owner: 'ours', write: 'yes' }),
  rule('postcode', 'postcode', { owner: 'ours', write: 'yes' }),
  rule('city', 'city', { owner: 'ours', write: 'yes' }),
  rule('country', 'country'),
  rule('phone', 'phone', { owner: 'ours', write: 'request' }),
  rule('balance', null, { label: 'Open balance', mode: 'live', freshness: 60 }),
  rule('dunning', null, { label: 'Dunning level', mode: 'cached', freshness: 3600 }),
]

export const invoiceRules: readonly FieldRule[] = [rule('due', null, { label: 'Due' })]

export const invoiceRole: DocumentRole = {
  kind: 'invoice',
  title: 'id',
  date: 'date',
  amount: 'amount',
  currency: 'currency',
  state: 'state',
}

/** Its lists as its own document describes them, as whoever joins it by hand would find them. */
export function shapesThere(): { customers: RemoteObject; invoices: RemoteObject } {
  const document: unknown = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8'))
  const found = collectionsOf(document as Record<string, unknown>).map(({ object }) => object)
  const named = (name: string) => found.find(object => object.name === name) as RemoteObject
  return { customers: named('customers'), invoices: named('invoices') }
}
