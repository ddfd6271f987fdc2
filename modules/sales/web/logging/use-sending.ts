import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { call, Problem } from '../../../../platform/contract/client.ts'
import { useT } from '../../../../platform/i18n/react.ts'
import { notify } from '../../../../ui/shell/toasts.ts'
import { useTellDone, wordsOf } from '../../../../ui/shell/undo.ts'
import { dayContract } from '../../contract.ts'
import { reads } from '../use-act.ts'
import { type Draft, logOf, mayComeThrough, type Waiting } from './kept.ts'
import { awaitSending, keep, logsNow, useLogs } from './log-store.ts'

/** What a closed page left behind goes as soon as the new one stands; after that every now and then. In ms. */
const firstAfter = 1000
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
          if (first && logsNow().keeps) notify({ message: t('sales.log.keptHere') })
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
      awaitSending(entry)
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
  // A ref, so that the clock is not wound up anew with each key that is typed.
  const latest = useRef({ open, send })
  useEffect(() => {
    latest.current = { open, send }
  })
  const some = open.length > 0
  useEffect(() => {
    if (!some) return
    const again = () => {
      for (const entry of latest.current.open) void latest.current.send(entry, false)
    }
    const first = window.setTimeout(again, firstAfter)
    const timer = window.setInterval(again, againAfter)
    window.addEventListener('online', again)
    return () => {
      window.clearTimeout(first)
      window.clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [some])
}
