import type { Filter } from '../../../../platform/entities/descriptor.ts'
import type { Selection } from '../../../../ui/table/selection.ts'
import type { ListQuery } from '../../../../ui/table/use-record-list.ts'
import type { ExportOf } from '../../../../ui/views/use-export.ts'

/** The customers that someone has chosen in a list, and how to let go of them. */
export type Chosen = { selection: Selection; query: ListQuery; clear: () => void }

/** What the API takes as “these customers”. Without any filter everything is meant, said as a filter that asks nothing. */
export function selectionOf({ selection, query }: Pick<Chosen, 'selection' | 'query'>) {
  if (selection.mode === 'some') return { ids: [...selection.ids] }
  const everything: Filter = { and: [] }
  return {
    filter: JSON.stringify(query.filter ?? everything),
    ...(query.q ? { q: query.q } : {}),
    ...(selection.ids.size > 0 ? { except: [...selection.ids] } : {}),
  }
}

/** The same for an export. Rows picked by hand are named, also those that the filter no longer shows. */
export function exportOf({ selection, query }: Pick<Chosen, 'selection' | 'query'>): ExportOf {
  const ids = [...selection.ids]
  if (selection.mode === 'some') return { ids, sort: query.sort }
  if (ids.length === 0) return query
  const others: Filter = { not: { field: 'id', op: 'in', value: ids } }
  return { ...query, filter: query.filter ? { and: [query.filter, others] } : others }
}
