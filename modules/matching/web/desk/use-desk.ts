import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { call, callWithBatch, type Problem } from '../../../../platform/contract/client.ts'
import { historyContract } from '../../../../platform/history/contract.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { dismiss, notify } from '../../../../ui/shell/toasts.ts'
import { useTellProblem } from '../../../../ui/shell/undo.ts'
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
  const tellProblem = useTellProblem()
  const [leaving, setLeaving] = useState<ReadonlySet<PairKey>>(new Set())
  const done = useRef<Done[]>([])
  const renew = useCallback(
    () =>
      Promise.all(
        [matchingContract.queue, matchingContract.pair, matchingContract.progress].map(({ name }) =>
          client.invalidateQueries({ queryKey: [name] }),
        ),
      ),
    [client],
  )
  const takeBack = useCallback(
    async ({ key, batch, toast }: Done) => {
      done.current = done.current.filter(other => other.batch !== batch)
      dismiss(toast)
      try {
        await call(historyContract.undo, { params: { id: batch } })
        notify({ message: t('ui.undone') })
      } catch (error) {
        tellProblem(error)
      }
      await renew()
      onBack(key)
    },
    [t, tellProblem, renew, onBack],
  )
  const decide = useCallback(
    async (deciding: Deciding) => {
      const key = keyOfPair(deciding.pair)
      setLeaving(before => new Set(before).add(key))
      try {
        const batch = await send(deciding)
        const said: Done = { key, batch, toast: 0 }
        said.toast = notify({
          message: t(`matching.desk.done.${deciding.verdict}`, { name: deciding.pair.name }),
          undo: () => takeBack(said),
        })
        done.current.push(said)
        await renew()
      } catch (error) {
        tellProblem(error)
        onBack(key)
      } finally {
        setLeaving(before => new Set([...before].filter(other => other !== key)))
      }
    },
    [t, tellProblem, renew, onBack, takeBack],
  )
  const undo = useCallback(async () => {
    const last = done.current.at(-1)
    if (last) await takeBack(last)
  }, [takeBack])
  return { leaving, decide, undo }
}

/** A decision of this sitting, and the message that tells of it. */
type Done = { key: PairKey; batch: string; toast: number }

async function send({ pair, verdict, reason, keep }: Deciding): Promise<string> {
  const { data } = await callWithBatch(matchingContract.decide, {
    params: { id: pair.id, otherId: pair.otherId },
    body: {
      verdict,
      ...(reason ? { reason } : {}),
      ...(keep && Object.keys(keep).length > 0 ? { keep } : {}),
      ...(pair.decision ? { instead: pair.decision.id } : {}),
    },
  })
  return data.batchId
}
