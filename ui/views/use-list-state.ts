import { useCallback, useMemo } from 'react'
import type { EntityDescriptor, Sort } from '../../platform/entities/descriptor.ts'
import { checkFilter } from '../filter/filter-model.ts'
import { useUrlStates } from '../shell/url-state.ts'
import type { ColumnState } from '../table/columns.ts'
import type { Layout, ListState, SavedView } from './saved-view.ts'
import { sameState, stateOfView } from './saved-view.ts'

/**
 * The state of a list in the address: the view and only what differs from it, so that a link to a view stays short
 * and follows the view when its owner changes it.
 */
export function useListState(entity: EntityDescriptor, views: readonly SavedView[]) {
  const [url, setUrl] = useUrlStates(['view', 'filter', 'sort', 'columns', 'layout', 'q'])
  const view = views.find(candidate => candidate.id === url['view'])
  const saved = useMemo(() => stateOfView(view, entity), [view, entity])
  const state = useMemo<ListState>(
    () => ({
      filter: url['filter'] === null ? undefined : (checkFilter(url['filter'], entity) ?? saved.filter),
      sort: checkSort(url['sort'], entity) ?? saved.sort,
      columns: checkColumns(url['columns'], entity) ?? saved.columns,
      layout:
        (['table', 'board', 'calendar'] as const).find(layout => layout === url['layout']) ?? saved.layout,
    }),
    [url, entity, saved],
  )
  const change = useCallback(
    (next: Partial<ListState>) => {
      const full = { ...state, ...next }
      const differs = (key: keyof ListState) => JSON.stringify(full[key]) !== JSON.stringify(saved[key])
      setUrl({
        // null stands for “no filter although the view has one”.
        filter: differs('filter') ? (full.filter ?? null) : undefined,
        sort: differs('sort') ? full.sort : undefined,
        columns: differs('columns') ? full.columns : undefined,
        layout: differs('layout') ? full.layout : undefined,
      })
    },
    [state, saved, setUrl],
  )
  const activate = (id: string | null) =>
    setUrl({
      view: id ?? undefined,
      filter: undefined,
      sort: undefined,
      columns: undefined,
      layout: undefined,
    })
  const q = typeof url['q'] === 'string' ? url['q'] : ''
  return {
    state,
    change,
    view,
    activate,
    q,
    setQ: (text: string) => setUrl({ q: text || undefined }),
    changed: !sameState(state, saved),
  }
}

function checkSort(value: unknown, entity: EntityDescriptor): readonly Sort[] | undefined {
  if (!Array.isArray(value)) return undefined
  const known = (value as Sort[]).filter(sort =>
    entity.fields.some(field => field.key === sort?.field && field.sortable),
  )
  return known.length > 0
    ? known.map(({ field, direction }) => ({ field, direction: direction === 'desc' ? 'desc' : 'asc' }))
    : undefined
}

function checkColumns(value: unknown, entity: EntityDescriptor): readonly ColumnState[] | undefined {
  if (!Array.isArray(value)) return undefined
  const known = (value as ColumnState[]).filter(column =>
    entity.fields.some(field => field.key === column?.key),
  )
  return known.length > 0 ? known : undefined
}

export type ListStateHandle = ReturnType<typeof useListState>
export type { Layout }
