import { type ChildProcess, spawn } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { randomInt } from 'node:crypto'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, until } from '../../../../platform/database/embedded/processes.ts'

/** A server program of somebody else and how to run it. It must stay in the foreground. */
export type Program = {
  command: string
  args: readonly string[]
  /** Its working folder; what it prints goes to `output.log` in there. */
  folder: string
  /** The TCP port of 127.0.0.1 on which it answers when it is ready. */
  port: number
  /** It speaks first: it is ready when it says something, not already when the port is open. */
  greets?: boolean
  environment?: Readonly<Record<string, string>>
}

/** A program that runs; every verb takes its children along. */
export type Running = {
  pid: () => number
  /** Starts it again after `stop` or `kill`, on the same port and the same files. */
  start: () => Promise<void>
  /** Ends it as an administrator does (SIGTERM), and after ten seconds by force. */
  stop: () => Promise<void>
  /** Ends it as a power cut does (SIGKILL). */
  kill: () => Promise<void>
  /** From when it comes back, the program keeps its connections and takes new ones into the backlog, but answers nothing. */
  freeze: () => void
  thaw: () => void
}

const isRoot = process.getuid?.() === 0

/** The account and password with which tests enter a system they started themselves. */
export const testAccount = { user: 'crm', password: 'correct-horse-battery' } as const

/** The folders in which programs are looked for; servers stand in those that ordinary users do not have in PATH. */
const programFolders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/local/sbin']

/** The full path of a program, or null when it is not installed. */
export function findProgram(name: string): string | null {
  for (const folder of programFolders) {
    const path = join(folder, name)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {}
  }
  return null
}

/**
 * What is missing here for a system, as a sentence, or null when all of it is there. `needs` are names of programs or
 * absolute paths of files, each with the Debian package that brings it.
 */
export function missing(needs: Readonly<Record<string, string>>): string | null {
  const absent = Object.entries(needs)
    .filter(([name]) => (name.startsWith('/') ? !existsSync(name) : !findProgram(name)))
    .map(([, debianPackage]) => debianPackage)
  if (absent.length === 0) return null
  const names = [...new Set(absent)]
  return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not installed (Debian: apt-get install ${names.join(' ')})`
}

/** A new folder for one system; short, since it may hold sockets, and open to enter for accounts that serve. */
export function systemFolder(name: string): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), `tessera-${name}-`))
  if (isRoot) chmodSync(path, 0o711)
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/**
 * A TCP port of the loopback address that stays ours while the system is down for a while: below those (from 32768 on) that
 * are given to whoever asks for any port and to connections going out.
 */
export async function ownPort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    const isFree = await new Promise<boolean>(resolve => {
      const server = createServer().once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (isFree) return port
  }
}

/** Starts a program and waits until it takes connections; what it printed is in the error when it does not. */
export async function run(program: Program): Promise<Running> {
  let child = await launch(program)
  // Until we have collected it, threads of a dying server may still hold its port, though it counts as a zombie.
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const everyone = () => {
    const pid = child.pid
    return pid === undefined || hasEnded() ? [] : [pid, ...descendants(pid)]
  }
  const signal = (name: NodeJS.Signals) => everyone().forEach(pid => sendTo(pid, name))
  // Whatever happens to the tests: nothing they started stays.
  const atExit = () => signal('SIGKILL')
  const end = async (name: NodeJS.Signals) => {
    const family = everyone()
    const gone = (within: number) => until(() => hasEnded() && !family.some(isAlive), within)
    for (const each of ['SIGCONT', name] as const) family.forEach(pid => sendTo(pid, each))
    if (name === 'SIGKILL' || !(await gone(10_000))) family.forEach(pid => sendTo(pid, 'SIGKILL'))
    if (!(await gone(5000))) throw new Error(`${program.command} does not end: ${family.join(', ')}`)
    process.off('exit', atExit)
  }
  process.once('exit', atExit)
  return {
    pid: () => child.pid as number,
    start: async () => {
      child = await launch(program)
      process.once('exit', atExit)
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    freeze: () => {
      signal('SIGSTOP')
      everyone().forEach(waitUntilStopped)
    },
    thaw: () => signal('SIGCONT'),
  }
}

async function launch(program: Program): Promise<ChildProcess> {
  const log = join(program.folder, 'output.log')
  const output = openSync(log, 'a')
  const child = spawn(program.command, program.args, {
    cwd: program.folder,
    stdio: ['ignore', output, output],
    env: { PATH: programFolders.join(delimiter), LC_ALL: 'C.UTF-8', ...program.environment },
  })
  closeSync(output)
  const ended = new Promise<string>(resolve => {
    child.once('error', error => resolve(error.message))
    child.once('exit', (code, by) => resolve(`ended with ${code ?? by}`))
  })
  for (let waited = 0; waited < 60_000; waited += 20) {
    const reason = await Promise.race([ended, sleep(20).then(() => null)])
    if (reason !== null) throw new Error(`${program.command} ${reason}:\n${tail(log)}`)
    if (await answers(program)) return child
  }
  child.kill('SIGKILL')
  throw new Error(`${program.command} does not answer on port ${program.port}:\n${tail(log)}`)
}

function answers({ port, greets }: Program): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    const done = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once(greets ? 'data' : 'connect', () => done(true))
    socket.once('error', () => done(false)).once('close', () => done(false))
    socket.setTimeout(1000, () => done(false))
  })
}

function tail(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : ''
}

/** Children of children too: a session of sshd leaves the process group of the one that listens. */
function descendants(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of existsSync('/proc/self/stat') ? readdirSync('/proc') : []) {
    if (!/^\d+$/.test(name)) continue
    try {
      // The name of the program stands in brackets and may hold spaces; state and parent come after it.
      const [, parent] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
      parents.set(Number(name), Number(parent))
    } catch {}
  }
  const below = (id: number): number[] =>
    [...parents].filter(([, parent]) => parent === id).flatMap(([own]) => [own, ...below(own)])
  return below(pid)
}

function sendTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {}
}

/** The signal comes back before all threads have stopped; one of them may still answer. */
function waitUntilStopped(pid: number): void {
  const tasks = `/proc/${pid}/task`
  const isStopped = (task: string) =>
    /^[TtZX]/.test(readTask(`${tasks}/${task}/stat`).split(') ').at(-1) ?? '')
  for (let waited = 0; waited < 1000 && existsSync(tasks); waited++) {
    if (readdirSync(tasks).every(isStopped)) return
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
  }
}

/** A thread may end while it is looked at; then it counts as stopped. */
function readTask(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ') X'
  }
}
