import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'

/** Someone waiting for notifications. `onGap` is called after a lost connection: something may have been missed. */
export type Listener = { channel: string; onMessage: (payload: string) => void; onGap?: () => void }

type Listening = { listen: (listener: Listener) => Promise<() => Promise<void>>; close: () => Promise<void> }

/** One connection for all LISTENs, opened with the first of them and renewed when it breaks. */
export function listenOn(from: {
  url: string
  options: { applicationName: string; log?: Logger }
}): Listening {
  const { log, applicationName } = from.options
  const listeners = new Set<Listener>()
  let client: Promise<pg.Client> | null = null
  let closed = false

  async function open(): Promise<pg.Client> {
    const next = new pg.Client({
      connectionString: from.url,
      application_name: `${applicationName} listen`,
      keepAlive: true,
    })
    let broken = false
    const onBreak = (error?: Error) => {
      if (broken || closed) return
      broken = true
      log?.warn({ err: error }, 'The connection for notifications was lost; opening a new one.')
      client = reopen()
      client.catch(() => {})
    }
    next.on('notification', ({ channel, payload }) => {
      for (const listener of listeners) if (listener.channel === channel) listener.onMessage(payload ?? '')
    })
    next.on('error', () => {})
    await next.connect()
    next.on('error', onBreak)
    next.on('end', () => onBreak())
    for (const channel of new Set([...listeners].map(listener => listener.channel))) {
      await next.query(`listen ${next.escapeIdentifier(channel)}`)
    }
    return next
  }

  async function reopen(): Promise<pg.Client> {
    for (let pause = 100; ; pause = Math.min(pause * 2, 5000)) {
      await sleep(pause, undefined, { ref: false })
      if (closed) throw new Error('The database connections are closed.')
      try {
        const next = await open()
        for (const listener of listeners) listener.onGap?.()
        return next
      } catch (error) {
        log?.debug({ err: error }, 'The database cannot be reached for notifications yet.')
      }
    }
  }

  return {
    listen: async listener => {
      listeners.add(listener)
      client ??= open()
      try {
        const current = await client
        await current.query(`listen ${current.escapeIdentifier(listener.channel)}`)
      } catch (error) {
        listeners.delete(listener)
        // Or every later call would meet the same failure.
        client = null
        throw error
      }
      return async () => {
        listeners.delete(listener)
        if ([...listeners].some(other => other.channel === listener.channel)) return
        const latest = await client?.catch(() => null)
        await latest?.query(`unlisten ${latest.escapeIdentifier(listener.channel)}`).catch(() => {})
      }
    },
    close: async () => {
      closed = true
      const latest = await client?.catch(() => null)
      await latest?.end().catch(() => {})
    },
  }
}
