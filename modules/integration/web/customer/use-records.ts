import { type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { call, type Problem } from '../../../../platform/contract/client.ts'
import type { ReplyOf } from '../../../../platform/contract/endpoint.ts'
import { keyOf, useCall } from '../../../../platform/contract/hooks.ts'
import { useLive } from '../../../../ui/shell/live.ts'
import { integrationContract } from '../../contract.ts'

export type Records = ReplyOf<typeof integrationContract.records>

/** Who sees only his own customers hears no events of the product itself, and a line may be down: then this is when to look. */
const looks = [1500, 5000, 15_000]

/**
 * What joined systems hold of a customer. What they answer after the page was shown takes the place of what was shown, without asking
 * them again.
 */
export function useRecords(id: string): UseQueryResult<Records, Problem> {
  const client = useQueryClient()
  const read = useCall(integrationContract.records, { params: { id } }, { staleTime: 15_000 })
  const mend = useCallback(async () => {
    const mended = await call(integrationContract.records, { params: { id }, query: { asking: 'no' } }).catch(
      () => null,
    )
    if (mended) client.setQueryData(keyOf(integrationContract.records, { params: { id } }), mended)
  }, [client, id])
  useLive(['customer'], {
    onEvent: ({ kind, rootId }) => {
      if (kind.startsWith('integration.') && (rootId === id || rootId === read.data?.rootId)) void mend()
    },
  })
  useLooking(read.data, mend)
  return read
}

/** Looks again a few times after something was asked that has not answered. */
function useLooking(records: Records | undefined, look: () => Promise<void>): void {
  const timers = useRef<number[]>([])
  const waits = (records?.asked.length ?? 0) > 0
  useEffect(() => {
    if (!waits) return
    timers.current.forEach(timer => window.clearTimeout(timer))
    timers.current = looks.map(after => window.setTimeout(() => void look(), after))
  }, [waits, look])
  useEffect(() => () => timers.current.forEach(timer => window.clearTimeout(timer)), [look])
}
