import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { useCall } from '../../../../platform/contract/hooks.ts'
import { type Act, useActOn } from '../../../../ui/shell/use-act.ts'
import { matchingContract } from '../../contract.ts'

export type WholeBase = ReplyOf<typeof matchingContract.base>

/** How often a base at work is asked for, milliseconds: its progress is no event. */
const askEvery = 800

const working = ['waiting', 'running', 'undoing']

/** Whether something is at work on the base. */
export function isAtWork({ comparison, stages, loads }: WholeBase): boolean {
  return [comparison?.state, ...stages.map(({ state }) => state), ...loads.map(({ state }) => state)].some(
    state => state !== undefined && working.includes(state),
  )
}

/** One base, asked for again while the server works on it; when that ends, everything on screen is read anew. */
export function useBase(id: string) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const found = useCall(
    matchingContract.base,
    { params: { id } },
    { enabled: id !== '', refetchInterval: asking ? askEvery : false },
  )
  const atWork = found.data ? isAtWork(found.data) : false
  if (atWork !== asking) setAsking(atWork)
  const before = useRef(false)
  useEffect(() => {
    if (before.current && !atWork) void client.invalidateQueries()
    before.current = atWork
  }, [client, atWork])
  return found
}

const reads = Object.values(matchingContract)

/** Carries out an act on a base, says what was done, and reads everything about bases again. */
export const useBaseAct = (): Act => useActOn(reads)
