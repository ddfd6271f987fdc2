import { useInfiniteQuery } from '@tanstack/react-query'

/** A list that is read page by page as long as somebody wants more. `key` names it with everything that `read` asks for. */
export function usePages<Page extends { next: string | null }>(
  key: readonly unknown[],
  read: (page: { cursor?: string }, signal: AbortSignal) => Promise<Page>,
) {
  return useInfiniteQuery({
    queryKey: [...key, 'pages'],
    queryFn: ({ pageParam, signal }) => read(pageParam ? { cursor: pageParam } : {}, signal),
    initialPageParam: null as string | null,
    getNextPageParam: last => last.next,
    // What was read stays until the answer to another question is there.
    placeholderData: former => former,
  })
}
