import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { call, Problem } from '../../../../platform/contract/client.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { notify } from '../../../../ui/shell/toasts.ts'
import { useTellDone, wordsOf } from '../../../../ui/shell/undo.ts'
import { dayContract } from '../../contract.ts'
import { reads } from '../use-act.ts'
import { type Draft, logOf, mayComeThrough, type Waiting } from './kept.ts'
import { keep, useLogs } from './log-store.ts'

const againAfter = 20_000
/** Sent now, by this page; another tab may send the same under the same key, which makes it one. */
const onTheWay = new Set<string>()

/** Sends what waits whenever that may help, and what is given at once. Nothing is forgotten before the server has it. */
export function useSending(): (draft: Draft) => Promise<void> {
  const t = useT()
  const client = useQueryClient()
  const tellDone = useTellDone()
  const { waiting } = useLogs()
  const send = useCallback(
    async ({ key, log }: Waiting, first: boolean) => {
      if (onTheWay.has(key)) return
      onTheWay.add(key)
      try {
        const { batchId } = await call(dayContract.log, { body: log, idempotencyKey: key } as never)
        keep(kept => ({ ...kept, waiting: kept.waiting.filter(one => one.key !== key) }))
        if (first) tellDone(t('sales.log.done'), batchId)
        else notify({ message: t('sales.log.sentLater', { count: 1 }) })
        for (const read of reads) void client.invalidateQueries({ queryKey: [read.name] })
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        if (mayComeThrough(error.status)) {
          if (first) notify({ message: t('sales.log.keptHere') })
          return
        }
        const refused = wordsOf(error, t)
        notify({ message: t('sales.log.refused', { why: refused }), tone: 'red' })
        keep(kept => ({
          ...kept,
          waiting: kept.waiting.map(one => (one.key === key ? { ...one, refused } : one)),
        }))
      } finally {
        onTheWay.delete(key)
      }
    },
    [client, t, tellDone],
  )
  useRepeating(waiting, send)
  return useCallback(
    async draft => {
      const entry = { key: crypto.randomUUID(), log: logOf(draft, new Date()), draft, refused: null }
      keep(kept => ({ draft: null, waiting: [...kept.waiting, entry] }))
      await send(entry, true)
    },
    [send],
  )
}

/** Tries again what waits: at the start, when the network is back, and every now and then. */
function useRepeating(
  waiting: readonly Waiting[],
  send: (waiting: Waiting, first: boolean) => Promise<void>,
): void {
  const open = waiting.filter(({ refused }) => refused === null)
  useEffect(() => {
    if (open.length === 0) return
    const again = () => {
      for (const entry of open) void send(entry, false)
    }
    const timer = window.setInterval(again, againAfter)
    window.addEventListener('online', again)
    return () => {
      window.clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [open, send])
}
