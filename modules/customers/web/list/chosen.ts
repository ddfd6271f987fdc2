import type { Filter } from '../../../../platform/entities/descriptor.ts'
import type { Selection } from '../../../../ui/table/selection.ts'
import type { ListQuery } from '../../../../ui/table/use-record-list.ts'

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
