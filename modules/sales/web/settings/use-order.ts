import { useEffect, useRef, useState } from 'react'

/** Steps that follow each other within this many milliseconds are one act. */
const pause = 700

type Waiting = { ids: string[]; timer: number }

/** The order as somebody is making it: shown at once, sent when he pauses or leaves. */
export function useOrder<P extends { id: string }>(
  parts: readonly P[],
  onOrder: (ids: string[]) => Promise<unknown>,
): { shown: readonly P[]; put: (ids: string[]) => void } {
  const [ids, setIds] = useState<string[] | null>(null)
  const waiting = useRef<Waiting | null>(null)
  const latest = useRef(onOrder)
  useEffect(() => {
    latest.current = onOrder
  })
  const send = async () => {
    const sent = waiting.current
    if (!sent) return
    window.clearTimeout(sent.timer)
    waiting.current = null
    await latest.current(sent.ids)
    setIds(now => (now === sent.ids ? null : now))
  }
  const leave = useRef(send)
  useEffect(() => () => void leave.current(), [])
  const put = (next: string[]) => {
    if (waiting.current) window.clearTimeout(waiting.current.timer)
    waiting.current = { ids: next, timer: window.setTimeout(() => void send(), pause) }
    setIds(next)
  }
  const place = new Map(ids?.map((id, at) => [id, at]))
  const last = parts.length
  const shown = ids ? [...parts].sort((a, b) => (place.get(a.id) ?? last) - (place.get(b.id) ?? last)) : parts
  return { shown, put }
}
