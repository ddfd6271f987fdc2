import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answer, CallOptions, Problem } from './client.ts'
import { call, callWithBatch } from './client.ts'
import type { CallInput, Endpoint, ReplyOf } from './endpoint.ts'

/** The cache key of a call; every call of an endpoint shares the first part. */
export function keyOf<E extends Endpoint>(endpoint: E, input?: CallInput<E>): readonly unknown[] {
  return input ? [endpoint.name, input] : [endpoint.name]
}

export type CallSettings = {
  enabled?: boolean
  /** Keeps showing the former reply while another one is read (paging, typing). */
  keepPrevious?: boolean
  /** Milliseconds after which a reply is read again on the next use. */
  staleTime?: number
  refetchInterval?: number | false
}

/** Reads an endpoint into the cache; aborts when nobody looks any more. */
export function useCall<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E> = {},
  settings: CallSettings = {},
): UseQueryResult<ReplyOf<E>, Problem> {
  const { keepPrevious, ...rest } = settings
  return useQuery<ReplyOf<E>, Problem>({
    queryKey: keyOf(endpoint, input),
    // TanStack Query refuses undefined as a reply; an endpoint without content answers null here.
    queryFn: async ({ signal }) => ((await call(endpoint, input, signal)) ?? null) as ReplyOf<E>,
    ...(keepPrevious ? { placeholderData: (former: unknown) => former as never } : {}),
    ...rest,
  })
}

export type MutateSettings<E extends Endpoint> = {
  /** Endpoints whose cached replies are out of date after this write. */
  invalidates?: readonly Endpoint[]
  onDone?: (answer: Answer<E>, sent: CallOptions<E>) => void
}

/** Writes through an endpoint; the answer carries the batch id for undo. */
export function useMutate<E extends Endpoint>(
  endpoint: E,
  settings: MutateSettings<E> = {},
): UseMutationResult<Answer<E>, Problem, CallOptions<E>> {
  const client = useQueryClient()
  return useMutation<Answer<E>, Problem, CallOptions<E>>({
    mutationKey: [endpoint.name],
    mutationFn: options => callWithBatch(endpoint, options),
    onSuccess: async (answer, sent) => {
      settings.onDone?.(answer, sent)
      await Promise.all(
        (settings.invalidates ?? []).map(stale => client.invalidateQueries({ queryKey: [stale.name] })),
      )
    },
  })
}
