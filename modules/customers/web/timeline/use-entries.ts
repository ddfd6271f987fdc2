import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../../platform/contract/client.ts'
import { customersContract, type CustomerPage, type TimelineEntry } from '../../contract.ts'
import { timelineFilters } from './entry-kinds.ts'

/** The entries to show: those of the page, older ones on demand, or those of one kind. */
export type Entries = {
  entries: readonly TimelineEntry[]
  state: 'ready' | 'loading' | { error: unknown; retry: () => void }
  older: { more: boolean; loading: boolean; onMore: () => void }
}

/** Reads the timeline along its cursor. The newest entries came with the page and are not asked for again. */
export function useEntries(page: CustomerPage, filter: string | null): Entries {
  const [wanted, setWanted] = useState(false)
  const id = page.record.id
  const kind = timelineFilters.find(one => one.id === filter)?.kinds
  const start = kind ? null : page.timelineNext
  const query = useInfiniteQuery({
    queryKey: [customersContract.timeline.name, { id, kind: kind ?? null, start }],
    queryFn: ({ pageParam, signal }) =>
      call(
        customersContract.timeline,
        {
          params: { id },
          query: { limit: 50, ...(kind ? { kind } : {}), ...(pageParam ? { before: pageParam } : {}) },
        },
        signal,
      ),
    initialPageParam: start,
    getNextPageParam: last => last.next,
    enabled: kind !== undefined || (wanted && start !== null),
  })
  const read = query.data?.pages.flatMap(part => part.items) ?? []
  if (kind) {
    return {
      entries: read,
      state: query.error
        ? { error: query.error, retry: () => void query.refetch() }
        : query.isPending
          ? 'loading'
          : 'ready',
      older: {
        more: query.hasNextPage,
        loading: query.isFetchingNextPage,
        onMore: () => void query.fetchNextPage(),
      },
    }
  }
  return {
    entries: wanted ? [...page.timeline, ...read] : page.timeline,
    state: 'ready',
    older: {
      more: wanted && query.data ? query.hasNextPage : start !== null,
      loading: query.isFetching && !query.isFetchedAfterMount ? true : query.isFetchingNextPage,
      onMore: () => (wanted && query.data ? void query.fetchNextPage() : setWanted(true)),
    },
  }
}
