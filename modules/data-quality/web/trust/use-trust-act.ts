import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import {
  type Answer,
  callWithBatch,
  type CallOptions,
  Problem,
} from '../../../../platform/contract/client.ts'
import type { Endpoint } from '../../../../platform/contract/endpoint.ts'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { trustReads } from './reads.ts'

type Told = {
  /** What to say when it is done; null says nothing. */
  done: string | null
  /** Told of a conflict instead of a toast: the value as it is now. */
  onMoved?: (current: { value: string | null }) => void
}

/** Confirms, disputes or settles, says so with Undo, and reads again what the screens show. */
export function useTrustAct() {
  const client = useQueryClient()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  return useCallback(
    async <E extends Endpoint>(
      endpoint: E,
      options: CallOptions<E>,
      { done, onMoved }: Told,
    ): Promise<Answer<E> | undefined> => {
      try {
        const answer = await callWithBatch(endpoint, options)
        if (done !== null) tellDone(done, answer.batch)
        return answer
      } catch (error) {
        if (onMoved && error instanceof Problem && error.status === 409)
          onMoved(error.current as { value: string | null })
        else tellProblem(error)
        return undefined
      } finally {
        for (const read of trustReads) void client.invalidateQueries({ queryKey: [read.name] })
      }
    },
    [client, tellDone, tellProblem],
  )
}
