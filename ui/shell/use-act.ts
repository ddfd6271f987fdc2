import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Answer, callWithBatch, type CallOptions } from '../../platform/contract/client.ts'
import type { Endpoint } from '../../platform/contract/endpoint.ts'
import { useTellDone, useTellProblem } from './undo.ts'

/** Carries out an act: `undefined` when it was refused, which has been told then. */
export type Act = {
  <E extends Endpoint>(
    endpoint: E,
    options: CallOptions<E>,
    /** What to say when it is done; without it nothing is said. */
    done?: string | null,
  ): Promise<Answer<E> | undefined>
  /** Says what was done, with Undo, where the words depend on the answer. */
  tell: (message: string, batch: string | null) => void
}

/** Writes through the API, says so with Undo, and has `reads` read again, which the screens show; give it a constant. */
export function useActOn(reads: readonly Endpoint[]): Act {
  const client = useQueryClient()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  return useMemo(() => {
    const act = async <E extends Endpoint>(endpoint: E, options: CallOptions<E>, done?: string | null) => {
      try {
        const answer = await callWithBatch(endpoint, options)
        if (done) tellDone(done, answer.batch)
        return answer
      } catch (error) {
        tellProblem(error)
        return undefined
      } finally {
        for (const read of reads) void client.invalidateQueries({ queryKey: [read.name] })
      }
    }
    return Object.assign(act, { tell: tellDone })
  }, [client, reads, tellDone, tellProblem])
}
