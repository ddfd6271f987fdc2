import { setTimeout as sleep } from 'node:timers/promises'
import type { Kernel } from '../kernel.ts'
import { run } from '../database/statement.ts'
import { type After, readOnce } from './reading.ts'
import { endOfOutbox } from './tail.ts'
import { wakeChannel } from './wake.ts'

const pollEvery = 1000
const pause = 150

/**
 * Runs the *after* listeners of a worker until stopped. Each listener has its own place in the outbox, moved on in
 * the transaction of its work: an event reaches a listener's database writes exactly once, whoever dies when.
 */
export async function dispatchEvents(kernel: Kernel): Promise<() => Promise<void>> {
  const listeners = kernel.listeners.filter((listener): listener is After => listener.when === 'after')
  await registerReaders(kernel, listeners)
  let stopped = false
  let again = false
  let running: Promise<void> | null = null
  const turn = () => {
    if (stopped) return
    again = true
    running ??= (async () => {
      while (again && !stopped) {
        again = false
        await readAll(kernel, listeners, () => stopped)
        // What happens within this time is worked on together; it costs hardly more than one.
        if (again && !stopped) await sleep(pause)
      }
    })()
      .catch((err: unknown) => kernel.log.error({ err }, 'Reading the outbox failed; it is tried again.'))
      .finally(() => (running = null))
  }
  const timer = setInterval(turn, pollEvery)
  const unlisten = await kernel.database.listen({ channel: wakeChannel, onMessage: turn, onGap: turn })
  return async () => {
    stopped = true
    clearInterval(timer)
    await unlisten()
    await running
  }
}

/** A listener that is new to this database starts now, not with the history of years. */
async function registerReaders(kernel: Kernel, listeners: readonly After[]): Promise<void> {
  const { xid } = await endOfOutbox(kernel.database.db)
  for (const { name } of listeners) {
    await run(
      kernel.database.db,
      'insert into platform.event_reader (name, xid) values ($1, $2::xid8) on conflict do nothing',
      [name, xid],
    )
  }
}

/** Reads until nobody has anything left; a listener that another worker holds, or that fails, is left out. */
async function readAll(kernel: Kernel, listeners: readonly After[], stopped: () => boolean): Promise<void> {
  let left = listeners
  while (left.length > 0 && !stopped()) {
    const { moved, more } = await readOnce(kernel, left)
    if (!more) return
    left = left.filter(({ name }) => moved.has(name))
  }
}
