import { useMemo } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { call, callWithBatch } from '../../platform/contract/client.ts'
import { useCall } from '../../platform/contract/hooks.ts'
import type { Filter } from '../../platform/entities/descriptor.ts'
import { useT } from '../../platform/i18n/react.ts'
import { type SavedView as StoredView, viewsContract } from '../../platform/views/contract.ts'
import { useTellDone, useTellProblem } from '../shell/undo.ts'
import type { SavedView } from './saved-view.ts'
import type { ViewStore } from './RecordBrowser.tsx'

/** The views of an entity's list: those that come with the product, then the saved ones. */
export function useViews(entity: string, fixed: readonly SavedView[]): ViewStore {
  const client = useQueryClient()
  const t = useT()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  const stored = useCall(viewsContract.list, { query: { entity } }, { staleTime: 60_000 })
  const saved = useMemo(() => stored.data?.items.map(viewOf) ?? [], [stored.data])
  const list = useMemo(() => [...fixed, ...saved], [fixed, saved])
  const write = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act()
    } catch (error) {
      tellProblem(error)
      throw error
    } finally {
      await client.invalidateQueries({ queryKey: [viewsContract.list.name] })
    }
  }
  return {
    list,
    create: ({ name, visibility, ...state }) =>
      write(() =>
        call(viewsContract.create, {
          body: { entity, name, visibility, position: saved.length, ...bodyOf(state) },
        }),
      ),
    change: (view, change) =>
      write(async () => {
        if (change.position !== undefined) return reorder(saved, view, change.position)
        return call(viewsContract.change, { params: { id: view.id }, body: bodyOf(change) })
      }),
    remove: view =>
      write(async () => {
        const { batch } = await callWithBatch(viewsContract.remove, { params: { id: view.id } })
        tellDone(t('ui.views.removed'), batch)
      }),
  }
}

function viewOf(view: StoredView): SavedView {
  const { mine, columns, filter, ...rest } = view
  return {
    ...rest,
    filter: filter as Filter | null,
    columns: columns.map(key => ({ key })),
    // A colleague's shared view is used, not changed.
    ...(mine ? {} : { fixed: true as const }),
  }
}

type Given = Partial<Pick<SavedView, 'name' | 'visibility' | 'columns' | 'sort' | 'layout'>> & {
  filter?: Filter | null | undefined
}

function bodyOf({ name, visibility, filter, columns, sort, layout }: Given) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(visibility === undefined ? {} : { visibility }),
    ...(filter === undefined ? {} : { filter }),
    ...(columns === undefined ? {} : { columns: columns.map(({ key }) => key) }),
    ...(sort === undefined ? {} : { sort: [...sort] }),
    ...(layout === undefined ? {} : { layout }),
  }
}

/** Puts a view at another place and numbers all anew; only those that moved are written. */
async function reorder(saved: readonly SavedView[], moved: SavedView, position: number): Promise<void> {
  const ordered = saved
    .map(view => (view.id === moved.id ? { ...view, position } : view))
    .toSorted((a, b) => a.position - b.position)
  for (const [at, view] of ordered.entries()) {
    const before = saved.find(other => other.id === view.id)?.position
    if (before !== at && !view.fixed)
      await call(viewsContract.change, { params: { id: view.id }, body: { position: at } })
  }
}
