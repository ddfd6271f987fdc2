import type { ReactNode } from 'react'
import { call } from '../../../platform/contract/client.ts'
import type { Reference } from '../../../ui/field/record.ts'
import { type FindReferences, ReferenceContext } from '../../../ui/form/ReferencePicker.tsx'
import { searchAll } from '../../../ui/shell/endpoints.ts'
import { staffContract } from '../../staff/contract.ts'
import { customersContract } from '../contract.ts'

/** Colleagues by name, for owners, assignees and mentions. */
export async function findColleagues(text: string, signal?: AbortSignal): Promise<readonly Reference[]> {
  const query = text.trim() ? { q: text.trim(), limit: 12 } : { limit: 12 }
  const { items } = await call(staffContract.listColleagues, { query }, signal)
  return items.map(({ id, name }) => ({ id, title: name }))
}

async function findCustomers(text: string, signal: AbortSignal): Promise<readonly Reference[]> {
  if (text.trim() === '') {
    const { items } = await call(
      customersContract.list,
      { query: { limit: 12, sort: '-lastContactAt' } },
      signal,
    )
    return items.map(record => ({ id: record.id, title: String(record['name']) }))
  }
  const { groups } = (await call(
    searchAll,
    { query: { q: text, limit: 12 } } as never,
    signal,
  )) as unknown as {
    groups: { entity: string; items: Reference[] }[]
  }
  return groups.filter(group => group.entity === 'customer').flatMap(group => group.items)
}

export const findPeople: FindReferences = (entity, text, signal) => {
  if (entity === 'user') return findColleagues(text, signal)
  return entity === 'customer' ? findCustomers(text, signal) : Promise.resolve([])
}

/** Pickers below know where people and customers are found. */
export function WithReferences({ children }: { children: ReactNode }) {
  return <ReferenceContext value={findPeople}>{children}</ReferenceContext>
}
