import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Answer, callWithBatch, type CallOptions } from '../../../../platform/contract/client.ts'
import type { Endpoint } from '../../../../platform/contract/endpoint.ts'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { dataQualityContract as api } from '../../contract.ts'

/** What the screens of rules, board and cleaning read. */
export const qualityReads: readonly Endpoint[] = [
  api.rules,
  api.ruleHistory,
  api.board,
  api.debts,
  api.cleaning,
  api.proposals,
]

/** Carries out an act: `undefined` when it was refused, which has been told then. */
export type QualityAct = {
  <E extends Endpoint>(endpoint: E, options: CallOptions<E>): Promise<Answer<E> | undefined>
  /** Says what was done; with the id of an act, with Undo. */
  tell: (message: string, batch: string | null) => void
}

/** Writes through the API and reads again what the screens show. */
export function useQualityAct(): QualityAct {
  const client = useQueryClient()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  return useMemo(() => {
    const act = async <E extends Endpoint>(endpoint: E, options: CallOptions<E>) => {
      try {
        return await callWithBatch(endpoint, options)
      } catch (error) {
        tellProblem(error)
        return undefined
      } finally {
        for (const read of qualityReads) void client.invalidateQueries({ queryKey: [read.name] })
      }
    }
    return Object.assign(act, { tell: tellDone })
  }, [client, tellDone, tellProblem])
}
