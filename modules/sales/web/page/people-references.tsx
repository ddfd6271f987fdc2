import { type ReactNode, useCallback, useContext } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import type { Reference } from '../../../../ui/field/record.ts'
import { type FindReferences, ReferenceContext } from '../../../../ui/form/ReferencePicker.tsx'
import { customersContract } from '../../../customers/contract.ts'

/** The picker of a person below finds people among the customers; before a letter is typed, those tied to the customer. */
export function PeopleReferences({ customer, children }: { customer: string | null; children: ReactNode }) {
  const others = useContext(ReferenceContext)
  const find = useCallback<FindReferences>(
    async (entity, text, signal) => {
      if (entity !== 'person') return others(entity, text, signal)
      if (text.trim() === '' && customer) return tied(customer, signal)
      return people(text, signal)
    },
    [others, customer],
  )
  return <ReferenceContext value={find}>{children}</ReferenceContext>
}

async function people(text: string, signal: AbortSignal): Promise<readonly Reference[]> {
  const filter = JSON.stringify({ field: 'kind', op: 'eq', value: 'person' })
  const { items } = await call(
    customersContract.list,
    { query: { limit: 12, filter, ...(text.trim() ? { q: text.trim() } : {}) } },
    signal,
  )
  return items.map(record => ({ id: record.id, title: String(record['name']) }))
}

async function tied(customer: string, signal: AbortSignal): Promise<readonly Reference[]> {
  const { relationships } = await call(customersContract.page, { params: { id: customer } }, signal)
  const found = relationships.flatMap(({ otherId, otherName, otherKind }) =>
    otherKind === 'person' && otherName ? [{ id: otherId, title: otherName }] : [],
  )
  return [...new Map(found.map(one => [one.id, one])).values()]
}
