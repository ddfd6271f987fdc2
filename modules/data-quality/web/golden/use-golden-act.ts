import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { type Answer, callWithBatch, type CallOptions } from '../../../../platform/contract/client.ts'
import type { Endpoint } from '../../../../platform/contract/endpoint.ts'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'

/** Chooses whose value is shown or sets rules, says so with Undo, and reads again what the screens show. */
export function useGoldenAct() {
  const client = useQueryClient()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  return useCallback(
    async <E extends Endpoint>(
      endpoint: E,
      options: CallOptions<E>,
      done: string,
    ): Promise<Answer<E> | undefined> => {
      try {
        const answer = await callWithBatch(endpoint, options)
        tellDone(done, answer.batch)
        return answer
      } catch (error) {
        tellProblem(error)
        return undefined
      } finally {
        await client.invalidateQueries()
      }
    },
    [client, tellDone, tellProblem],
  )
}
