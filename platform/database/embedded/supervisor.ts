import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Launch, type Server, clearRemains, findOrphan, launch, stopServer } from './server.ts'
import type { Settings } from './settings.ts'

/** A PostgreSQL server that is started again whenever it dies. */
export type Supervised = { pid: () => number; stop: () => Promise<void> }

const healthyAfter = 60_000

/**
 * Takes over the server left running by a killed process or starts one, and restarts it with growing pauses
 * (0.1 s to 10 s) when it ends without being asked. `movePort` is asked for other settings when the port is taken.
 */
export async function supervise(start: Launch, movePort: () => Promise<Settings>): Promise<Supervised> {
  const { log } = start
  let server: Server
  const orphan = findOrphan(start)
  if (orphan) {
    log.info({ pid: orphan.pid }, 'Taking over the database server that an earlier process left running.')
    server = orphan
  } else {
    await clearRemains(start.place, log)
    const settings = (await portIsFree(start)) ? start.settings : await movePort()
    server = await launch({ ...start, settings })
    start = { ...start, settings }
  }
  const stopping = new AbortController()
  // A process that ends without stopping the database (an uncaught error) must not leave it behind.
  const atExit = () => {
    try {
      process.kill(server.pid, 'SIGINT')
    } catch {}
  }
  process.once('exit', atExit)
  const watching = keepRunning(start, () => server, {
    signal: stopping.signal,
    replace: next => {
      server = next
    },
  })
  return {
    pid: () => server.pid,
    stop: async () => {
      stopping.abort()
      process.off('exit', atExit)
      await stopServer(server.pid, log)
      await watching
      // A restart may have been under way when we were asked to stop.
      await stopServer(server.pid, log)
    },
  }
}

type Watch = { signal: AbortSignal; replace: (next: Server) => void }

async function keepRunning(start: Launch, current: () => Server, { signal, replace }: Watch): Promise<void> {
  const { log } = start
  let pause = 100
  while (!signal.aborted) {
    const since = Date.now()
    const reason = await Promise.race([current().exited, aborted(signal)])
    if (signal.aborted) return
    log.error({ reason }, 'The database server ended unexpectedly; starting it again.')
    if (Date.now() - since > healthyAfter) pause = 100
    for (let started = false; !started && !signal.aborted; ) {
      await sleep(pause, undefined, { signal }).catch(() => {})
      pause = Math.min(pause * 2, 10_000)
      if (signal.aborted) return
      try {
        replace(await launch(start))
        started = true
        log.info({ pid: current().pid }, 'The database server runs again.')
      } catch (error) {
        log.error({ err: error }, `The database server could not be started; next attempt in ${pause} ms.`)
      }
    }
  }
}

async function portIsFree({ settings }: Launch): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(Number(settings.port), '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

function aborted(signal: AbortSignal): Promise<string> {
  return new Promise(resolve =>
    signal.addEventListener('abort', () => resolve('asked to stop'), { once: true }),
  )
}
