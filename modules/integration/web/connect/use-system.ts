import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { type CallOptions, callWithBatch } from '../../../../platform/contract/client.ts'
import type { Endpoint } from '../../../../platform/contract/endpoint.ts'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { integrationContract } from '../../contract.ts'
import type { Load } from '../../contract/connecting-shapes.ts'

/** Milliseconds: progress is no event; a first load begins within seconds of joining. */
const askEvery = 1000
const askSeldom = 5000

export const isOpen = ({ state }: Load) =>
  state === 'waiting' || state === 'running' || state === 'cancelling'

/** The readings of a system, asked for again while one is at work; when that ends, everything on screen is read anew. */
export function useLoads(id: string) {
  const client = useQueryClient()
  const found = useCall(integrationContract.loads, { params: { id } }, { refetchInterval: askSeldom })
  const open = found.data?.items.some(isOpen) ?? false
  const { refetch } = found
  useEffect(() => {
    if (!open) return undefined
    const timer = setInterval(() => void refetch(), askEvery)
    return () => clearInterval(timer)
  }, [open, refetch])
  const before = useRef(false)
  useEffect(() => {
    if (before.current && !open) void client.invalidateQueries()
    before.current = open
  }, [client, open])
  return found
}

/** Carries out an act on a system, says what was done, and reads everything about systems again. */
export function useSystemAct() {
  const client = useQueryClient()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  return useMemo(
    () =>
      async <E extends Endpoint>(endpoint: E, options: CallOptions<E>, done?: string) => {
        try {
          const answer = await callWithBatch(endpoint, options)
          if (done) tellDone(done, answer.batch)
          return answer
        } catch (error) {
          tellProblem(error)
          return undefined
        } finally {
          void client.invalidateQueries({
            predicate: ({ queryKey }) => String(queryKey[0]).startsWith('integration.'),
          })
        }
      },
    [client, tellDone, tellProblem],
  )
}
