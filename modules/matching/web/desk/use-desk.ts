import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { call, callWithBatch, type Problem } from '../../../../platform/contract/client.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { useTellDone, useTellProblem } from '../../../../ui/shell/undo.ts'
import { matchingContract, type PairView, type Verdict, type Waiting } from '../../contract.ts'

/** Names a pair in the address and in lists. */
export type PairKey = string
export const keyOfPair = ({ id, otherId }: { id: string; otherId: string }): PairKey => `${id}.${otherId}`

type Page = { items: Waiting[]; next: string | null }

/** What waits, page by page; pairs that are being decided are gone from it at once. */
export function useQueue(leaving: ReadonlySet<PairKey>) {
  const query = useInfiniteQuery<Page, Problem, { pages: Page[] }, readonly string[], string | undefined>({
    queryKey: [matchingContract.queue.name],
    queryFn: ({ pageParam, signal }) =>
      call(
        matchingContract.queue,
        { query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
        signal,
      ),
    initialPageParam: undefined,
    getNextPageParam: page => page.next ?? undefined,
  })
  const items = useMemo(
    () => (query.data?.pages ?? []).flatMap(page => page.items).filter(item => !leaving.has(keyOfPair(item))),
    [query.data, leaving],
  )
  return { ...query, items }
}

export type Deciding = {
  pair: Pick<PairView, 'id' | 'otherId' | 'decision'> & { name: string }
  verdict: Verdict
  reason?: string
  keep?: Record<string, string>
}

/** Deciding without waiting: the pair leaves the list at once and comes back when the server refuses. */
export function useDeciding(onBack: (key: PairKey) => void) {
  const t = useT()
  const client = useQueryClient()
  const tellDone = useTellDone()
  const tellProblem = useTellProblem()
  const [leaving, setLeaving] = useState<ReadonlySet<PairKey>>(new Set())
  const done = useRef<{ key: PairKey; batch: string }[]>([])
  const renew = useCallback(
    () =>
      Promise.all(
        [matchingContract.queue, matchingContract.pair, matchingContract.progress].map(({ name }) =>
          client.invalidateQueries({ queryKey: [name] }),
        ),
      ),
    [client],
  )
  const decide = useCallback(
    async ({ pair, verdict, reason, keep }: Deciding) => {
      const key = keyOfPair(pair)
      setLeaving(before => new Set(before).add(key))
      try {
        const { data } = await callWithBatch(matchingContract.decide, {
          params: { id: pair.id, otherId: pair.otherId },
          body: {
            verdict,
            ...(reason ? { reason } : {}),
            ...(keep && Object.keys(keep).length > 0 ? { keep } : {}),
            ...(pair.decision ? { instead: pair.decision.id } : {}),
          },
        })
        done.current.push({ key, batch: data.batchId })
        tellDone(t(`matching.desk.done.${verdict}`, { name: pair.name }), data.batchId)
        await renew()
      } catch (error) {
        tellProblem(error)
        onBack(key)
      } finally {
        setLeaving(before => new Set([...before].filter(other => other !== key)))
      }
    },
    [t, tellDone, tellProblem, renew, onBack],
  )
  const undo = useCallback(async () => {
    const last = done.current.pop()
    if (!last) return
    try {
      await call(historyContract.undo, { params: { id: last.batch } })
    } catch (error) {
      tellProblem(error)
    }
    await renew()
    onBack(last.key)
  }, [tellProblem, renew, onBack])
  return { leaving, decide, undo }
}
