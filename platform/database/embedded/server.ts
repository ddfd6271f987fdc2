import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Binaries } from './binaries.ts'
import { ids } from './cluster.ts'
import { giveTo, type Place } from './place.ts'
import { isAlive, isServerOf, processesIn, until } from './processes.ts'
import { type Settings, settingsFile } from './settings.ts'

/** A running PostgreSQL server; `exited` resolves with the reason when it ends, however it ends. */
export type Server = { pid: number; exited: Promise<string> }

export type Launch = { place: Place; binaries: Binaries; settings: Settings; log: Logger }

/** Starts PostgreSQL and waits until it takes connections; recovery after a crash may make that long, which is logged. */
export async function launch({ place, binaries, settings, log }: Launch): Promise<Server> {
  await clearRemains(place, log)
  writeSettings(place, settings)
  const output = openLog(place)
  const child = spawn(binaries.postgres, ['-D', place.cluster], {
    cwd: '/',
    env: { PATH: process.env.PATH, TZ: 'UTC' },
    // Its own session: Ctrl-C in a terminal must reach us alone, and we then stop it when nobody needs it any more.
    detached: true,
    stdio: ['ignore', output, output],
    ...ids(place.account),
  })
  closeSync(output)
  const exited = new Promise<string>(resolve => {
    child.once('error', error => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`))
  })
  if (child.pid === undefined) throw new Error(`PostgreSQL could not be started: ${await exited}`)
  await ready({ pid: child.pid, exited }, place, log)
  return { pid: child.pid, exited }
}

/** The server a killed process of ours left running on this cluster with these settings, or null. */
export function findOrphan({ place, settings }: Launch): Server | null {
  const mark = readPidFile(place)
  if (!mark || mark.status !== 'ready' || !isServerOf(mark.pid, place.cluster)) return null
  if (mark.port !== settings.port) return null
  if (readFileSync(join(place.cluster, 'tessera.conf'), 'utf8') !== settingsFile(settings)) return null
  return { pid: mark.pid, exited: watched(mark.pid) }
}

/** Stops a server: cleanly (open transactions are rolled back), and if it does not obey, harder. No committed row is lost. */
export async function stopServer(pid: number, log: Logger): Promise<void> {
  for (const { signal, wait } of [
    { signal: 'SIGINT', wait: 60_000 },
    { signal: 'SIGQUIT', wait: 10_000 },
    { signal: 'SIGKILL', wait: 5_000 },
  ] as const) {
    if (!isAlive(pid)) return
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
    if (await until(() => !isAlive(pid), wait)) return
    log.warn({ pid, signal }, 'The database server does not stop; trying harder.')
  }
}

/** The last lines of the server's own log, to show in a message. */
export function lastLines(place: Place, count = 5): string {
  const path = logPath(place)
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n').slice(-count).join('\n') : ''
}

async function watched(pid: number): Promise<string> {
  while (isAlive(pid)) await sleep(300, undefined, { ref: false })
  return 'unknown (it was not our child)'
}

async function ready(server: Server, place: Place, log: Logger): Promise<void> {
  const ended: string[] = []
  void server.exited.then(reason => ended.push(reason))
  for (let waited = 0; ; waited += 10) {
    if (ended.length > 0)
      throw new Error(`PostgreSQL stopped while starting (${ended[0]}):\n${lastLines(place)}`)
    const mark = readPidFile(place)
    if (mark?.pid === server.pid && mark.status === 'ready') return
    if (waited > 0 && waited % 5000 === 0)
      log.info({ pid: server.pid }, 'The database is recovering; this may take a while.')
    await sleep(10)
  }
}

/** Ends whatever still works in the cluster, so that a second server never starts on it. */
export async function clearRemains(place: Place, log: Logger): Promise<void> {
  const mark = readPidFile(place)
  if (mark && isServerOf(mark.pid, place.cluster)) {
    log.warn({ pid: mark.pid }, 'Stopping the database server that an earlier process left behind.')
    await stopServer(mark.pid, log)
  }
  // Backends outlive a killed server for a moment (longer inside a long computation); while one lives, the shared
  // memory is in use and a new server refuses to start.
  if (!(await until(() => processesIn(place.cluster).length === 0, 3000))) {
    for (const pid of processesIn(place.cluster)) process.kill(pid, 'SIGKILL')
    await until(() => processesIn(place.cluster).length === 0, 5000)
  }
  const left = readPidFile(place)
  // The id may belong to a stranger by now (common in containers); PostgreSQL would take it for a running server.
  if (left && !isServerOf(left.pid, place.cluster))
    rmSync(join(place.cluster, 'postmaster.pid'), { force: true })
}

function readPidFile(place: Place): { pid: number; port: number; status: string } | null {
  const path = join(place.cluster, 'postmaster.pid')
  if (!existsSync(path)) return null
  // Lines: pid, folder, start time, port, socket folder, address, shared memory key, status (pg_ctl reads it so too).
  const lines = readFileSync(path, 'utf8').split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() }
}

function writeSettings(place: Place, settings: Settings): void {
  const path = join(place.cluster, 'tessera.conf')
  writeFileSync(path, settingsFile(settings), { mode: 0o600 })
  giveTo(path, place.account)
}

function openLog(place: Place): number {
  const path = logPath(place)
  if (existsSync(path) && statSync(path).size > 10_000_000) renameSync(path, `${path}.old`)
  return openSync(path, 'a', 0o600)
}

function logPath(place: Place): string {
  return join(place.home, 'postgresql.log')
}
