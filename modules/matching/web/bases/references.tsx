import { type ReactNode, useEffect } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import { useCall } from '../../../../platform/contract/hooks.ts'
import type { Reference } from '../../../../ui/field/record.ts'
import { rememberTitles } from '../../../../ui/filter/reference-titles.ts'
import { type FindReferences, ReferenceContext } from '../../../../ui/form/ReferencePicker.tsx'
import { searchAll } from '../../../../ui/shell/endpoints.ts'
import { staffContract } from '../../../staff/contract.ts'
import { matchingContract } from '../../contract.ts'

const find: FindReferences = async (entity, text, signal) => {
  const q = text.trim()
  if (entity === 'user') {
    const { items } = await call(
      staffContract.listColleagues,
      { query: { limit: 12, ...(q ? { q } : {}) } },
      signal,
    )
    return items.map(({ id, name }) => ({ id, title: name }))
  }
  if (entity === 'team') {
    const { items } = await call(staffContract.listTeams, {}, signal)
    return items
      .filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()))
      .map(({ id, name }) => ({ id, title: name }))
  }
  if (entity === 'base') {
    const { items } = await call(matchingContract.bases, {}, signal)
    return items
      .filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()))
      .map(({ id, name }) => ({ id, title: name }))
  }
  if (entity !== 'customer' || q === '') return []
  const { groups } = (await call(searchAll, { query: { q, limit: 12 } } as never, signal)) as unknown as {
    groups: { entity: string; items: Reference[] }[]
  }
  return groups.filter(group => group.entity === entity).flatMap(group => group.items)
}

/** Pickers below know where people, customers and bases are found; filters in the address know what bases are called. */
export function WithReferences({ children }: { children: ReactNode }) {
  const bases = useCall(matchingContract.bases)
  useEffect(() => {
    if (bases.data) rememberTitles(bases.data.items.map(({ id, name }) => ({ id, title: name })))
  }, [bases.data])
  return <ReferenceContext value={find}>{children}</ReferenceContext>
}
