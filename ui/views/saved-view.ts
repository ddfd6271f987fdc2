import type { EntityDescriptor, Filter, Sort } from '../../platform/entities/descriptor.ts'
import type { ColumnState } from '../table/columns.ts'

export type Visibility = 'private' | 'team' | 'all'
export type Layout = 'table' | 'board' | 'calendar'

/** What a list shows and how. */
export type ListState = {
  filter: Filter | undefined
  sort: readonly Sort[]
  columns: readonly ColumnState[]
  layout: Layout
}

/** A list state that someone has kept under a name. */
export type SavedView = {
  id: string
  entity: string
  name: string
  visibility: Visibility
  layout: Layout
  filter?: Filter | null
  sort: readonly Sort[]
  columns: readonly ColumnState[]
  position: number
  version: number
  /** Comes with the product: it cannot be renamed, changed or removed. */
  fixed?: true
}

/** The state that a view (or no view) means for an entity. */
export function stateOfView(view: SavedView | undefined, entity: EntityDescriptor): ListState {
  return {
    filter: view?.filter ?? undefined,
    sort: view && view.sort.length > 0 ? view.sort : entity.defaultSort,
    columns: view && view.columns.length > 0 ? view.columns : entity.defaultColumns.map(key => ({ key })),
    layout: view?.layout ?? 'table',
  }
}

/** Whether two list states show the same. */
export function sameState(a: ListState, b: ListState): boolean {
  return (
    JSON.stringify([a.filter, a.sort, a.columns, a.layout]) ===
    JSON.stringify([b.filter, b.sort, b.columns, b.layout])
  )
}
