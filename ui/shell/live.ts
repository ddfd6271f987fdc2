import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { apiBase } from '../../platform/contract/client.ts'
import type { Endpoint } from '../../platform/contract/endpoint.ts'

/** Something changed on the server. */
export type LiveEvent = { kind: string; entity: string; rootId: string; recordId: string }

type LiveSettings = {
  /** Endpoints that are read again after a matching event. Bursts are read once. */
  invalidates?: readonly Endpoint[]
  onEvent?: (event: LiveEvent) => void
}

/** How the line to the server is: nobody listens, it is open, or it broke and is being tried again. */
export type LineState = 'idle' | 'open' | 'broken'

const hearers = new Set<(event: LiveEvent) => void>()
const watchers = new Set<() => void>()
let line: EventSource | null = null
let state: LineState = 'idle'

function setState(next: LineState): void {
  if (state === next) return
  state = next
  for (const watcher of watchers) watcher()
}

/** One connection serves all hearers of a page: browsers allow few connections per host. */
function connect(): void {
  if (line) return
  line = new EventSource(`${apiBase}/events`)
  line.onopen = () => setState('open')
  line.onerror = () => {
    setState('broken')
    // After a refused answer (sign-in ended, server restarting behind a proxy) the browser does not try again itself.
    if (line?.readyState === EventSource.CLOSED) {
      line = null
      window.setTimeout(() => hearers.size > 0 && connect(), 3000)
    }
  }
  line.onmessage = message => {
    const event = parse(message.data as string)
    if (event) for (const hear of hearers) hear(event)
  }
}

function parse(data: string): LiveEvent | null {
  try {
    return JSON.parse(data) as LiveEvent
  } catch {
    return null
  }
}

function listen(hear: (event: LiveEvent) => void): () => void {
  hearers.add(hear)
  connect()
  return () => {
    hearers.delete(hear)
    if (hearers.size > 0) return
    line?.close()
    line = null
    setState('idle')
  }
}

/** Hears changes of the named entities (`topics`) while the component is shown. */
export function useLive(topics: readonly string[], settings: LiveSettings): void {
  const client = useQueryClient()
  const latest = useRef(settings)
  useEffect(() => {
    latest.current = settings
  })
  const topicKey = topics.join(' ')
  useEffect(() => {
    const wanted = new Set(topicKey.split(' '))
    let timer = 0
    const readAgain = () => {
      timer = 0
      for (const endpoint of latest.current.invalidates ?? [])
        void client.invalidateQueries({ queryKey: [endpoint.name] })
    }
    const stop = listen(event => {
      if (!wanted.has(event.entity)) return
      latest.current.onEvent?.(event)
      if (timer === 0) timer = window.setTimeout(readAgain, 400)
    })
    return () => {
      window.clearTimeout(timer)
      stop()
    }
  }, [client, topicKey])
}

/** The state of the line to the server, live. */
export function useLineState(): LineState {
  return useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => state,
  )
}
